using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>In the order they are looked at; <c>why</c> names the first that stopped a paper.</summary>
public enum MatchStage
{
    Category,
    Words,
    Excluded,
    Author,
}

/// <summary>What a filter makes of a paper: <see cref="Matched"/> or <see cref="Stopped"/>.</summary>
public abstract record MatchResult;

/// <summary>It passed, and this is what it has of what was asked for. A higher score stands further up in a digest.</summary>
public sealed record Matched(double Score, IReadOnlyList<MatchReason> Reasons) : MatchResult;

/// <summary>It did not pass; the reason says at what, or for <see cref="MatchStage.Excluded"/> because of what.</summary>
public sealed record Stopped(MatchStage Stage, MatchReason Reason) : MatchResult;

/// <summary>One part of a filter and where a paper has it.</summary>
public abstract record MatchReason;

/// <summary><c>Category</c> is the paper's own.</summary>
public sealed record CategoryReason(string Category) : MatchReason;

public sealed record TermReason(Term Term, PaperField Field) : MatchReason;

/// <summary><c>Author</c> as the paper names them.</summary>
public sealed record AuthorReason(string Author) : MatchReason;

/// <summary>None of the categories asked for.</summary>
public sealed record NoCategory(IReadOnlyList<string> Wanted) : MatchReason
{
    public bool Equals(NoCategory? other) => other is not null && Wanted.SequenceEqual(other.Wanted);

    public override int GetHashCode() => Wanted.Count;
}

/// <summary>None of a group's terms.</summary>
public sealed record NoTerm(TermGroup Wanted) : MatchReason;

/// <summary>None of the authors asked for.</summary>
public sealed record NoAuthor(IReadOnlyList<string> Wanted) : MatchReason
{
    public bool Equals(NoAuthor? other) => other is not null && Wanted.SequenceEqual(other.Wanted);

    public override int GetHashCode() => Wanted.Count;
}
