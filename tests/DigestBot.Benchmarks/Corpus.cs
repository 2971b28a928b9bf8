using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Data;
using DigestBot.Ingestion;
using DigestBot.Papers;

namespace DigestBot.Benchmarks;

/// <summary>A line of <c>corpus/papers-20k.jsonl.gz</c>.</summary>
internal sealed record CorpusPaper(string ArxivId, string Title, IReadOnlyList<string> Authors, string Section, DateOnly DigestDate, string Abstract);

/// <summary>20,000 real papers as 197 digest files, one a day.</summary>
internal static class Corpus
{
    private const string Path = "corpus/papers-20k.jsonl.gz";

    /// <summary>Null where there are no samples.</summary>
    public static IReadOnlyList<CorpusPaper>? Read()
    {
        if (Samples.Folder is not { } folder)
            return null;
        using var lines = new StreamReader(new GZipStream(File.OpenRead(System.IO.Path.Combine(folder, Path)), CompressionMode.Decompress));
        var papers = new List<CorpusPaper>();
        while (lines.ReadLine() is { } line)
            papers.Add(JsonSerializer.Deserialize(line, CorpusJson.Default.CorpusPaper)!);
        return papers;
    }

    /// <summary>The corpus as other papers: ids, titles and abstracts that no paper of it has.</summary>
    public static IReadOnlyList<CorpusPaper> Others(IReadOnlyList<CorpusPaper> papers) =>
        [.. papers.Select(p => p with { ArxivId = "80" + p.ArxivId[2..], Title = "Part two: " + p.Title, Abstract = "This is part two. " + p.Abstract })];

    /// <summary>Takes the papers as the ingestor does: one digest file a day, one transaction a file.</summary>
    /// <param name="suffix">Makes the files other files than those of another suffix.</param>
    public static async Task LoadAsync(Database database, IReadOnlyList<CorpusPaper> papers, string suffix)
    {
        foreach (var day in papers.GroupBy(paper => paper.DigestDate).OrderBy(day => day.Key))
            await TakeAsync(database, day.Key, suffix, [.. day.Select(Entry)]);
    }

    public static async Task TakeAsync(Database database, DateOnly day, string suffix, IReadOnlyList<Entry> entries)
    {
        var name = $"{day:yyyy-MM-dd}{suffix}.md";
        await using var session = await database.WriteAsync(default);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var file = new DigestFile(0, hash, name, name, "daily-markdown", Ingestor.ReaderVersion, day, DaySource.Name, 0, Backfill: false, Start(day), Report: "");
        await new Arrival(session).TakeAsync(file, entries, default);
        await session.CommitAsync(default);
    }

    public static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    public static string Category(CorpusPaper paper) => paper.Section switch { "AI" => "cs.AI", "NLP" => "cs.CL", "IR" => "cs.IR", var other => other };

    public static Entry Entry(CorpusPaper paper, int index) => new(index + 1)
    {
        ArxivId = ArxivId.TryParse(paper.ArxivId, out var id) ? id : null,
        Title = paper.Title,
        Authors = paper.Authors,
        Categories = [Category(paper)],
        Abstract = [paper.Abstract],
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CorpusPaper))]
internal sealed partial class CorpusJson : JsonSerializerContext;
