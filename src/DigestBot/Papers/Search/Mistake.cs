namespace DigestBot.Papers.Search;

/// <summary>
/// Why a typed text was not understood, as data: which word, and where possible the text to type instead.
/// Commands put it into words.
/// </summary>
public abstract record Mistake
{
    /// <summary>The whole text with the word mended, or null where there is no good guess.</summary>
    public string? Corrected { get; init; }
}

public sealed record UnclosedQuote : Mistake;
public sealed record UnknownCategory(string Word, string? Suggestion) : Mistake;

/// <summary>An unquoted word close to a reserved word: refused unless quoted (decision 8).</summary>
public sealed record LooksReserved(string Word, string Suggestion) : Mistake;
public sealed record OnlyExclusions : Mistake;
public sealed record EmptyValue(string Prefix) : Mistake;
public sealed record BadDate(string Word) : Mistake;
public sealed record BadId(string Word) : Mistake;
public sealed record BadTime(string Word) : Mistake;
public sealed record BadNumber(string Word, int Least, int Most) : Mistake;

/// <summary>A word that says nothing about when, where only that was asked.</summary>
public sealed record NotASchedule(string Word) : Mistake;

/// <summary>Words that mean to say when, in a way no schedule can: refused unless quoted, as they would be words of the filter.</summary>
public sealed record NoSuchSchedule(string Words) : Mistake;
public sealed record UnknownZone(string Word, IReadOnlyList<string> Suggestions) : Mistake
{
    public bool Equals(UnknownZone? other) =>
        other is not null && Word == other.Word && Corrected == other.Corrected && Suggestions.SequenceEqual(other.Suggestions);

    public override int GetHashCode() => Word.GetHashCode(StringComparison.Ordinal);
}

public sealed record UnknownLanguage(string Word) : Mistake;

/// <summary>Words that belong to a search (<c>since:</c>, <c>id:</c>) in a subscription, or the reverse.</summary>
public sealed record NotHere(string Word) : Mistake;

/// <summary>Another conversation: what is said subscribes the one it is said in.</summary>
public sealed record Elsewhere(string Place) : Mistake;

/// <summary>Two times of day: that takes two subscriptions.</summary>
public sealed record SeveralTimes(string First, string Second) : Mistake;

/// <summary>Two schedules, two times, two limits in one command.</summary>
public sealed record SaidTwice(string First, string Second) : Mistake;
public sealed record TooLong(int Length, int Most) : Mistake;

/// <summary>A value or a described mistake; exactly one of the two is null.</summary>
public readonly record struct Parsed<T>(T? Value, Mistake? Mistake)
    where T : class
{
    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Mistake mistake) => new(null, mistake);
}
