using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>Reads how many papers are wanted: <c>top 10</c>, <c>the top five papers</c>, <c>at most 15</c>, <c>10 papers a day</c>, <c>top 10 or better</c>.</summary>
internal static class Limits
{
    /// <summary>The number in digits, whether only what is clearly for the reader is wanted, and how many words that takes; 0 for none.</summary>
    public static (string Number, bool OrBetter, int Words) Read(WordStream words, int i)
    {
        var lead = Lead(words, i);
        if (Number(words.Word(i + lead)) is not { } number)
            return default;
        var count = lead + 1;
        var papers = words.Word(i + count) is "papers" or "paper" or "results" or "articles" or "篇" ? 1 : 0;
        if (lead == 0 && papers == 0)
            return default; // a number alone belongs to a name
        count += papers;
        if (words.Word(i + count) is "a" or "per" or "each" && words.Word(i + count + 1) is "day")
            count += 2;
        return (words.Word(i + count), words.Word(i + count + 1)) switch
        {
            ("or", "better") => (number, true, count + 2),
            ("或更好", _) => (number, true, count + 1),
            _ => (number, false, count),
        };
    }

    /// <summary>How many words say that a limit follows.</summary>
    private static int Lead(WordStream words, int i) => (words.Word(i), words.Word(i + 1), words.Word(i + 2)) switch
    {
        ("top" or "前" or "最多" or "max" or "maximum" or "limit", _, _) => 1,
        ("only", "top", _) or ("at", "most", _) or ("up", "to", _) or ("the", "top", _) => 2,
        ("no", "more", "than") => 3,
        _ => 0,
    };

    private static string? Number(string? word)
    {
        var digits = word?.TrimEnd('篇') ?? "";
        return digits.Length is > 0 and <= 6 && digits.All(char.IsAsciiDigit) ? digits : word?.Length > 1 || word is "两" ? CalendarWords.Count(word)?.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
    }
}
