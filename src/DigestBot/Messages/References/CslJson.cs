using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Papers;

namespace DigestBot.Messages.References;

/// <summary>References as CSL-JSON, which reference managers read.</summary>
/// <remarks>https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html</remarks>
public static class CslJson
{
    private static readonly CslJsonContext Context = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Of(IReadOnlyList<Paper> papers) => JsonSerializer.Serialize([.. papers.Select(Item)], Context.CslItemArray);

    private static CslItem Item(Paper paper)
    {
        var (year, month) = ReferenceFormat.Appeared(paper);
        return new CslItem(
            PaperReference.Of(paper), Kind(paper.Publication?.Type), ReferenceFormat.Title(paper),
            [.. paper.Authors.Select(author => ReferenceFormat.NameOf(author) is (var family, { } given, var suffix) ? new CslName(family, given, null) { Suffix = suffix } : new CslName(null, null, author))],
            new CslDate([month is { } known ? [year, known] : [year]]),
            paper.ArxivId is null ? null : "arXiv", paper.ArxivId?.Value, Inline.Link("", paper.Link).Url,
            paper.Abstract.Count == 0 ? null : string.Join("\n\n", paper.Abstract))
        {
            Container = paper.Publication?.Container,
            Volume = paper.Publication?["volume"],
            Issue = paper.Publication?["number"],
            Page = paper.Publication?["pages"]?.Replace("--", "-", StringComparison.Ordinal),
            Publisher = paper.Publication?["publisher"],
            Doi = paper.Doi?.Value,
        };
    }

    private static string Kind(string? type) => type switch
    {
        "article" => "article-journal",
        "inproceedings" or "conference" => "paper-conference",
        "incollection" or "inbook" => "chapter",
        "book" => "book",
        "phdthesis" or "mastersthesis" or "thesis" => "thesis",
        "techreport" or "report" => "report",
        _ => "article",
    };
}

internal sealed record CslItem(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("author")] CslName[] Author,
    [property: JsonPropertyName("issued")] CslDate Issued,
    [property: JsonPropertyName("archive")] string? Archive,
    [property: JsonPropertyName("number")] string? Number,
    [property: JsonPropertyName("URL")] string? Url,
    [property: JsonPropertyName("abstract")] string? Abstract)
{
    [JsonPropertyName("container-title")]
    public string? Container { get; init; }

    [JsonPropertyName("volume")]
    public string? Volume { get; init; }

    [JsonPropertyName("issue")]
    public string? Issue { get; init; }

    [JsonPropertyName("page")]
    public string? Page { get; init; }

    [JsonPropertyName("publisher")]
    public string? Publisher { get; init; }

    [JsonPropertyName("DOI")]
    public string? Doi { get; init; }
}

internal sealed record CslName(
    [property: JsonPropertyName("family")] string? Family, [property: JsonPropertyName("given")] string? Given, [property: JsonPropertyName("literal")] string? Literal)
{
    [JsonPropertyName("suffix")]
    public string? Suffix { get; init; }
}

internal sealed record CslDate([property: JsonPropertyName("date-parts")] int[][] DateParts);

[JsonSerializable(typeof(CslItem[]))]
internal sealed partial class CslJsonContext : JsonSerializerContext;
