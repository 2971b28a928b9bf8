using System.Text.Json.Serialization;

namespace DigestBot.Papers;

/// <summary>
/// What entries are about: the best of all its entries, field by field (<see cref="PaperFold"/>).
/// <c>Day</c> is its first; <c>Summaries</c> are keyed by language code (zh, en, ko, ja).
/// </summary>
public sealed record Paper(
    long Id,
    ArxivId? ArxivId,
    int? Version,
    string Title,
    bool TitleMade,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Categories,
    DateOnly Day,
    bool DayEstimated,
    IReadOnlyList<string> Abstract,
    IReadOnlyDictionary<string, Summary> Summaries,
    string? Url)
{
    /// <summary>Where to read it: the arXiv page, else the link a digest file gave, else that of its DOI, else null.</summary>
    public string? Link => ArxivId?.AbstractUrl ?? Url ?? Doi?.Url;

    public Doi? Doi { get; init; }

    /// <summary>How it appeared, where a bibliography says so.</summary>
    public Publication? Publication { get; init; }

    /// <summary>The authors' remark: pages, where it is accepted.</summary>
    public string? Comment { get; init; }

    /// <summary>Where its code is.</summary>
    public string? CodeUrl { get; init; }
}

/// <summary>What a digest file's author (mostly a language model) says about a paper, in one language; missing parts are null.</summary>
public sealed record Summary(string? Tldr, string? Motivation, string? Method, string? Result, string? Conclusion)
{
    public static readonly Summary Empty = new(null, null, null, null, null);

    /// <summary>The title in this language, where a digest file translates it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Title { get; init; }

    /// <summary>The abstract in this language, where a digest file translates it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Abstract { get; init; }

    /// <summary>All there is, in a fixed order: what search and filters read.</summary>
    [JsonIgnore]
    public IEnumerable<string> Texts =>
        new[] { Tldr, Motivation, Method, Result, Conclusion, Title, Abstract, Other }.OfType<string>();

    /// <summary>Fields with labels of the file's own: <c>Label: text</c>, parted by empty lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Other { get; init; }
}
