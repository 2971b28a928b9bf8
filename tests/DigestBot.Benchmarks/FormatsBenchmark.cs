using System.IO.Compression;
using System.Text;
using DigestBot.Data;
using DigestBot.Ingestion;
using DigestBot.Papers;
using DigestBot.Tests.Ingestion;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Benchmarks;

/// <summary>What reading costs, format by format; a large day, and the corpus as one file, through the real ingestor.</summary>
internal static class FormatsBenchmark
{
    private static readonly TimeSpan PerFormat = TimeSpan.FromSeconds(1);

    /// <summary>Each sample detected and parsed again and again for a second of CPU.</summary>
    public static void Formats()
    {
        List<SampleText> samples = [.. SampleText.In(Path.GetDirectoryName(Samples.Own("x"))!)];
        if (Samples.Folder is { } folder)
            samples.AddRange(SampleText.In(Path.Combine(folder, "seeds")));
        var table = new Table("format", "samples", "entries", "rejected", "MB/s", "entries/s");
        foreach (var format in samples.GroupBy(sample => sample.Format.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var texts = format.Select(sample => (sample.File, Bytes: Encoding.UTF8.GetBytes(sample.Text))).ToList();
            Read(texts);
            var (rounds, start) = (0, Environment.CpuUsage.TotalTime);
            while (Environment.CpuUsage.TotalTime - start < PerFormat)
            {
                Read(texts);
                rounds++;
            }

            var seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            var entries = format.Sum(sample => sample.Digest.Entries.Count);
            table.Add(
                format.Key, $"{texts.Count}", $"{entries}", $"{format.Sum(sample => sample.Digest.Rejected.Count)}",
                $"{texts.Sum(text => (double)text.Bytes.Length) * rounds / seconds / 1e6:0.0}", $"{entries * rounds / seconds:0}");
        }

        table.Print();
    }

    public static async Task DayAsync(IReadOnlyList<CorpusPaper> papers)
    {
        var text = Encoding.UTF8.GetBytes(Day(papers.Take(1_030)));
        var costs = new List<Cost>();
        for (var run = 0; run < 5; run++)
        {
            await using var store = await Store.NewAsync();
            costs.Add(await Cost.OfAsync(async () =>
            {
                var report = await Ingestor(store.Database).IngestAsync("2026-01-28.md", text, null, null, default);
                await using var session = await store.Database.ReadAsync(default);
                var found = await new PaperStore(session).CountAsync(default);
                if (report.New != 1_030 || found != 1_030)
                    throw new InvalidOperationException($"{report.New} new, {found} stored");
            }));
        }

        Print($"a day of 1,030 entries, {text.Length / 1e6:0.0} MB", 1_030, costs);
    }

    public static async Task JsonLinesAsync(IReadOnlyList<CorpusPaper> papers)
    {
        await using var lines = new GZipStream(File.OpenRead(Path.Combine(Samples.Folder!, "corpus/papers-20k.jsonl.gz")), CompressionMode.Decompress);
        using var content = new MemoryStream();
        await lines.CopyToAsync(content);
        var costs = new List<Cost>();
        for (var run = 0; run < 3; run++)
        {
            await using var store = await Store.NewAsync();
            costs.Add(await Cost.OfAsync(async () =>
            {
                var report = await Ingestor(store.Database).IngestAsync("papers.jsonl", content.ToArray(), null, null, default);
                if (report.Entries != papers.Count)
                    throw new InvalidOperationException($"{report.Entries} entries");
            }));
        }

        Print($"the corpus as one JSONL file, {content.Length / 1e6:0.0} MB", papers.Count, costs);
    }

    private static void Print(string what, int papers, List<Cost> costs)
    {
        var table = new Table("load", "papers/s", "wall s", "CPU s", "papers per CPU s");
        var wall = costs.Select(cost => cost.Wall.TotalSeconds).Median();
        var cpu = costs.Select(cost => cost.Cpu.TotalSeconds).Median();
        table.Add(what, $"{papers / wall:0}", $"{wall:0.00}", $"{cpu:0.00}", $"{papers / cpu:0}");
        table.Print();
    }

    private static void Read(List<(string File, byte[] Bytes)> texts)
    {
        foreach (var (file, bytes) in texts)
        {
            var text = DigestText.Decode(bytes, Path.GetFileName(file))!;
            DigestFormats.Detect(text)!.Parse(text);
        }
    }

    private static Ingestor Ingestor(Database database) => new(database, TimeProvider.System, NullLogger<Ingestor>.Instance);

    /// <summary>As the upstream template writes it; the summary fields repeat parts of the abstract until the file has the size of the largest known.</summary>
    private static string Day(IEnumerable<CorpusPaper> papers)
    {
        var text = new StringBuilder("<div id=toc></div>\n\n# Table of Contents\n\n- [cs.CL](#cs.CL) [Total: 1030]\n\n\n<div id='cs.CL'></div>\n\n# cs.CL [[Back]](#toc)\n\n");
        var number = 0;
        foreach (var paper in papers)
        {
            string Part(int length) => paper.Abstract[..Math.Min(length, paper.Abstract.Length)];
            text.Append($"### [{++number}] [{paper.Title}](https://arxiv.org/abs/{paper.ArxivId})\n*{string.Join(',', paper.Authors)}*\n\nMain category: cs.CL\n\nTL;DR: {Part(250)}\n\n\n<details>\n  <summary>Details</summary>\n");
            text.Append($"Motivation: {Part(450)}\n\nMethod: {Part(450)}\n\nResult: {Part(450)}\n\nConclusion: {Part(350)}\n\nAbstract: {paper.Abstract}\n\n</details>\n\n\n\n");
        }

        return text.ToString();
    }
}
