using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Papers;

namespace DigestBot.Host.CommandLine;

/// <summary><c>papers export</c>: every paper as a JSON object a line, in an order that does not depend on the order of import.</summary>
internal static class PapersCommand
{
    public static Command Create(CommonOptions options, Terminal terminal)
    {
        var export = new Command("export", "Print all papers, one JSON object a line.");
        export.SetAction((result, token) => ExportAsync(options, result, terminal, token));
        return new Command("papers", "What is stored.") { export };
    }

    private static async Task<int> ExportAsync(CommonOptions options, ParseResult result, Terminal terminal, CancellationToken cancellationToken)
    {
        var database = await options.OpenAsync(result, held: null, cancellationToken);
        await using var session = await database.ReadAsync(cancellationToken);
        var store = new PaperStore(session);
        foreach (var ids in (await store.AllIdsAsync(cancellationToken)).Chunk(500))
        {
            foreach (var paper in await store.ListAsync(ids, cancellationToken))
            {
                var exported = ExportedPaper.From(paper, await store.DigestFilesAsync(paper.Id, cancellationToken));
                await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(exported, ExportedPaperJson.Readable.ExportedPaper));
            }
        }

        return DigestBotCommandLine.Done;
    }
}

/// <summary>A paper as it is exported; missing is null, what few have is left out.</summary>
internal sealed record ExportedPaper(
    string? ArxivId, int? Version, string Title, bool TitleMade, IReadOnlyList<string> Authors, IReadOnlyList<string> Categories, DateOnly Day,
    string? Abstract, IReadOnlyList<string> AbstractParagraphs, IReadOnlyDictionary<string, Summary> Summaries, IReadOnlyList<string> DigestFiles)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Comment { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CodeUrl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Link { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Doi { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Publication? Publication { get; init; }

    public static ExportedPaper From(Paper paper, IReadOnlyList<string> digestFiles) => new(
        paper.ArxivId?.Value, paper.Version, paper.Title, paper.TitleMade, paper.Authors, paper.Categories, paper.Day,
        paper.Abstract.Count == 0 ? null : string.Join("\n\n", paper.Abstract), paper.Abstract, paper.Summaries, digestFiles)
    {
        Comment = paper.Comment,
        CodeUrl = paper.CodeUrl,
        Link = paper.Link,
        Doi = paper.Doi?.Value,
        Publication = paper.Publication,
    };
}

[JsonSerializable(typeof(ExportedPaper))]
internal sealed partial class ExportedPaperJson : JsonSerializerContext
{
    public static readonly ExportedPaperJson Readable = new(ReadableJson.Options());
}
