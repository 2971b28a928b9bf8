namespace DigestBot.Papers.Search;

/// <summary>One word or quoted phrase; <c>TitleOnly</c> for <c>ti:</c>.</summary>
public sealed record Term(string Text, bool Quoted = false, bool TitleOnly = false);

/// <summary>Terms joined by commas: any of them will do.</summary>
public sealed record TermGroup(IReadOnlyList<Term> AnyOf)
{
    public bool Equals(TermGroup? other) => other is not null && AnyOf.SequenceEqual(other.AnyOf);

    public override int GetHashCode() => AnyOf.Aggregate(17, HashCode.Combine);
}

/// <summary>
/// What searches and subscription filters say (decision 7): in a filter every group must match, in a search unquoted
/// groups rank while quotes, prefixes, exclusions and dates constrain. <c>ToString</c> gives text that parses to an equal query.
/// </summary>
public sealed partial record Query
{
    public IReadOnlyList<TermGroup> Groups { get; init; } = [];
    public IReadOnlyList<Term> Excluded { get; init; } = [];

    /// <summary>Any of; <c>cs.*</c> is a whole archive.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<string> ExcludedCategories { get; init; } = [];

    /// <summary>Any of; full or part of a name.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
    public IReadOnlyList<string> ExcludedAuthors { get; init; } = [];
    public IReadOnlyList<ArxivId> Ids { get; init; } = [];

    /// <summary>Inclusive.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Exclusive.</summary>
    public DateOnly? Before { get; init; }
}
