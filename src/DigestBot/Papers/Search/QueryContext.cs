namespace DigestBot.Papers.Search;

public enum QueryMode
{
    /// <summary>Bare words rank; dates and ids are understood.</summary>
    Search,

    /// <summary>A subscription's filter: everything must match, dates and ids are refused.</summary>
    Filter,
}

/// <summary>
/// What reading a query depends on. <c>KnownCategories</c> are the stored ones, besides arXiv's own;
/// <c>Reserved</c> are words of the surrounding command whose misspellings must not become keywords.
/// </summary>
public sealed record QueryContext(IReadOnlyCollection<string> KnownCategories, DateOnly Today, QueryMode Mode)
{
    /// <summary>For canonical text that was understood when it was stored: whatever <c>cat:</c> names is a category.</summary>
    public static readonly QueryContext Stored = new([], DateOnly.MinValue, QueryMode.Filter) { IsStored = true, MayOnlyExclude = true };

    /// <summary>Nor is there a limit of length: canonical text can be a little longer than what was typed.</summary>
    public bool IsStored { get; init; }

    /// <summary>"Everything" was said on purpose: a filter may say only what to leave out.</summary>
    public bool MayOnlyExclude { get; init; }

    public IReadOnlyCollection<string> Reserved { get; init; } = [];

    /// <summary>Real words that only look like misspelt reserved ones: <c>weakly</c> is not <c>weekly</c>.</summary>
    public IReadOnlyCollection<string> Ordinary { get; init; } = [];
}
