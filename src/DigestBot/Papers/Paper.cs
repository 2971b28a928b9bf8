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
    /// <summary>Where to read it: the arXiv page, else the link a digest file gave, else null.</summary>
    public string? Link => ArxivId?.AbstractUrl ?? Url;
}

/// <summary>What a digest file's author (mostly a language model) says about a paper, in one language; missing parts are null.</summary>
public sealed record Summary(string? Tldr, string? Motivation, string? Method, string? Result, string? Conclusion)
{
    public static readonly Summary Empty = new(null, null, null, null, null);
}
