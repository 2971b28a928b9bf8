using System.CommandLine;
using DigestBot.Ingestion;
using DigestBot.Tests.Ingestion;

namespace DigestBot.Benchmarks;

/// <summary><c>fuzz [--cases N] [--seed S]</c>: damaged samples of every format; nothing may throw, take a second of CPU, or lose an entry it did not touch.</summary>
internal static class FuzzRun
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var cases = new Option<int>("--cases") { DefaultValueFactory = _ => 100_000 };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var command = new Command("fuzz") { cases, seed };
        command.SetAction(result => Run(result.GetValue(cases), result.GetValue(seed)));
        return command;
    }

    private static int Run(int cases, int seed)
    {
        List<SampleText> samples = [.. SampleText.In(Path.GetDirectoryName(Samples.Own("x"))!)];
        if (Samples.Folder is { } folder)
            samples.AddRange(SampleText.In(Path.Combine(folder, "seeds")));
        var (thrown, slow, lost, untouched) = (0, 0, 0, 0L);
        var longest = TimeSpan.Zero;
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < cases; i++)
        {
            var sample = samples[(seed + i) % samples.Count];
            var mutation = SampleMutation.Of(Path.GetFileName(sample.File), sample.Text, sample.Digest, seed + i);
            var before = Environment.CpuUsage.TotalTime;
            try
            {
                var text = DigestText.Decode(mutation.Bytes, mutation.Name);
                var entries = text is null ? [] : DigestFormats.Detect(text)?.Parse(text).Entries ?? [];
                if (sample.EntriesStandAlone)
                {
                    untouched += mutation.Untouched.Count;
                    if (mutation.Lost(entries) is { } entry)
                        Tell(ref lost, $"case {seed + i}: {mutation.Name} lost “{entry.Title}”");
                }
            }
            catch (Exception exception)
            {
                Tell(ref thrown, $"case {seed + i}: {mutation.Name}: {exception.GetType().Name}: {exception.Message}");
            }

            var took = Environment.CpuUsage.TotalTime - before;
            longest = took > longest ? took : longest;
            if (took > Most)
                Tell(ref slow, $"case {seed + i}: {mutation.Name}: {took.TotalSeconds:0.0} s");
        }

        Console.WriteLine($"{cases} cases of {samples.Count} samples: {thrown} exceptions, {slow} over a second, {lost} with an entry lost of {untouched} untouched; longest {longest.TotalMilliseconds:0} ms, {(Environment.CpuUsage.TotalTime - start).TotalSeconds:0} s of CPU.");
        return thrown + slow + lost == 0 ? 0 : 1;
    }

    private static void Tell(ref int count, string what)
    {
        if (++count <= 20)
            Console.Error.WriteLine(what);
    }
}
