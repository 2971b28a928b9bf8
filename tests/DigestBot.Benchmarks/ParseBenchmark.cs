using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DigestBot.Ingestion;
using DigestBot.Ingestion.Formats;
using Markdig;

namespace DigestBot.Benchmarks;

/// <summary>Reading a daily digest into entries, beside what a Markdown parser takes for a tree of the same text.</summary>
[MemoryDiagnoser]
[MinColumn]
[MedianColumn]
public class ParseBenchmark
{
    private static readonly DailyMarkdownFormat Format = new();
    private string _text = "";

    public static void Run()
    {
        if (Samples.Folder is null)
            Console.Error.WriteLine($"{Samples.Missing} A small digest of our own is read instead.");

        // In this process: nothing has to be built again, and both are measured under the same load.
        var job = Job.Default.WithMaxIterationCount(30).WithToolchain(InProcessEmitToolchain.Instance);
        BenchmarkRunner.Run<ParseBenchmark>(DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "digestbot-benchmark-parse")));
    }

    [GlobalSetup]
    public void Read() => _text = File.ReadAllText(Samples.Folder is null ? Samples.Own("2026-11-19-daily.md") : Samples.Seed("004"));

    [Benchmark(Baseline = true)]
    public object MarkdigTree() => Markdown.Parse(_text);

    [Benchmark]
    public object DailyMarkdownEntries() => Format.Parse(DigestText.FromString(_text));
}
