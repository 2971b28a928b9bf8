using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>Reads the zone of a schedule: <c>in Berlin</c> beside a time, an id anywhere.</summary>
internal sealed class ZoneReader(WordStream words)
{
    private static readonly (int Words, Mistake? Mistake) Nothing = (0, null);

    private (string Value, string Words)? zone;

    public string? Id => zone?.Value;

    /// <summary>"in Berlin" names a zone beside a time or day; "air quality in Beijing" is about Beijing. An id is one anywhere.</summary>
    public (int Words, Mistake? Mistake) AfterIn(int i)
    {
        if (words.Word(i + 1) is null)
            return Nothing;
        var afterSchedule = words.WasTaken(i - 1);
        if (Longest(i + 1) is (> 0 and var count, var withTime)
            && (afterSchedule || withTime || words.Typed(i + 1).Contains('/') || words.Word(i + 1) is "utc" or "gmt" || IsTime(i + 1 + count)))
            return Take(i, count + 1, words.Typed(i + 1, withTime ? count - 1 : count));
        if (Zones.LooksLikeId(words.Typed(i + 1)) || (afterSchedule && (IsPath(words.Typed(i + 1)) || Zones.Several(words.Typed(i + 1)).Count > 0 || Zones.Near(words.Typed(i + 1)).Count > 0)))
            return Unknown(i + 1);
        return Nothing;
    }

    /// <summary>A zone without "in": an id, one with "time" after it, or one that ends a time: <c>daily at 9:00 Berlin</c>.</summary>
    public (int Words, Mistake? Mistake) Bare(int i, bool afterTime)
    {
        var typed = words.Typed(i);
        if (Longest(i) is (> 0 and var count, var withTime)
            && (withTime || typed.Contains('/') || (words.WasTaken(i - 1) && IsEnd(i + count) && (afterTime || char.IsUpper(typed[0])))))
            return Take(i, count, words.Typed(i, withTime ? count - 1 : count));
        return Zones.LooksLikeId(typed) || (words.WasTaken(i - 1) && IsEnd(i + 1) && Zones.Several(typed).Count > 0) ? Unknown(i) : Nothing;
    }

    public (int Words, Mistake? Mistake) Take(int i, int count, string typed)
    {
        if (Zones.Find(typed) is not { } id)
            return Unknown(i);
        if (zone is { } said && said.Value != id)
            return (0, new SaidTwice(said.Words, typed));
        zone = (id, typed);
        return (count, null);
    }

    /// <summary>The longest run of words that is a zone, and whether the last of them is "time".</summary>
    private (int Words, bool WithTime) Longest(int i)
    {
        for (var count = 3; count > 0; count--)
        {
            if (Enumerable.Range(i, count).All(at => words.Word(at) is not null) && words.Word(i + count - 1) is not "time" && Zones.Find(words.Typed(i, count)) is not null)
                return words.Word(i + count) is "time" ? (count + 1, true) : (count, false);
        }

        return default;
    }

    private bool IsEnd(int i) => i >= words.Count || words.WasTaken(i) || words.IsComma(i) || words.Word(i) is "and" or "every" or "on" or "in";

    private bool IsTime(int i) => words.Word(i) is "at" || TimeWords.Read(words.Word(i), words.Word(i + 1), TimePlace.Anywhere).IsTime;

    private static bool IsPath(string word) => word.IndexOf('/') is > 0 and var slash && slash + 1 < word.Length && char.IsUpper(word[0]) && char.IsUpper(word[slash + 1]);

    private (int Words, Mistake? Mistake) Unknown(int i)
    {
        var typed = words.Typed(i);
        var near = Zones.Several(typed) is { Count: > 0 } several ? several : Zones.Near(typed);
        return (0, new UnknownZone(typed, near) { Corrected = near is [var first, ..] ? words.Mended(i, 1, first) : null });
    }
}
