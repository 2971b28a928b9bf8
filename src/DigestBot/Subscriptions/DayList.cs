using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>Reads days of the week: <c>mondays</c>, <c>mon, wed and fri</c>, <c>Mon-Fri</c>, <c>tuesday to thursday</c>.</summary>
internal static class DayList
{
    /// <summary>The days, and how many words they take.</summary>
    /// <param name="expected">Whether <c>sat</c> can only be a day here.</param>
    public static (IReadOnlyList<DayOfWeek> Days, int Words) Read(WordStream words, int i, bool expected)
    {
        List<DayOfWeek> list = [];
        var end = i;
        var next = i;
        while (Days(words, next, expected || list.Count > 0 || IsDayBesideTime(words, next)) is { Count: > 0 } days)
        {
            if (days.Count == 1 && list.Count > 0 && IsTo(words, next - 1))
                list.AddRange(Range(list[^1], days[0]));
            else
                list.AddRange(days);
            end = ++next;
            if (IsTo(words, next) && Days(words, next + 1, expected: true).Count == 1)
            {
                next++;
                continue;
            }

            while (words.IsComma(next) || words.Word(next) is "and" or "&" or "or")
                next++;
        }

        return (list, end - i);
    }

    /// <summary>One day, or those of a range in one word.</summary>
    private static IReadOnlyList<DayOfWeek> Days(WordStream words, int i, bool expected)
    {
        if (words.Word(i) is not { } word || !char.IsAscii(word[0]))
            return []; // Chinese days are read with what stands around them
        if (Day(words.Typed(i), expected) is { } day)
            return [day];
        return word.Split('-', '/') is [var from, var to] && Day(from, expected: true) is { } first && Day(to, expected: true) is { } last
            ? word.Contains('/') ? [first, last] : [.. Range(first, last).Prepend(first)]
            : [];
    }

    private static DayOfWeek? Day(string word, bool expected) => expected ? CalendarWords.WeekdayOrShort(word) : CalendarWords.Weekday(word);

    private static bool IsTo(WordStream words, int i) => words.Word(i) is "to" or "through" or "thru" or "till" or "until";

    /// <summary>"mon wed 8:30", "fri at 9": two short days in a row, or one with a time after it.</summary>
    private static bool IsDayBesideTime(WordStream words, int i)
    {
        var next = i + 1;
        while (words.IsComma(next) || words.Word(next) is "and" or "&")
            next++;
        return Days(words, next, expected: true).Count > 0
            || words.Word(next) is "at" or "@"
            || TimeWords.Read(words.Word(next), words.Word(next + 1), TimePlace.Anywhere).IsTime;
    }

    /// <summary>The days after the first, up to the last.</summary>
    private static IEnumerable<DayOfWeek> Range(DayOfWeek first, DayOfWeek last)
    {
        for (var day = first; day != last;)
            yield return day = (DayOfWeek)(((int)day + 1) % 7);
    }
}
