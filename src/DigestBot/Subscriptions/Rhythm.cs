using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>
/// Reads how often a digest comes where that is less than weekly, or said with an article: <c>fortnightly</c>, <c>every other tuesday</c>,
/// <c>first monday of the month</c>, <c>once a week</c>.
/// </summary>
internal static class Rhythm
{
    /// <summary>How often, on which days (none: not said), which of a month's weeks, and how many words that takes; 0 for none.</summary>
    public static (Frequency Frequency, IReadOnlyList<DayOfWeek> Days, int Week, int Words) Read(WordStream words, int i)
    {
        switch (words.Word(i))
        {
            case "fortnightly" or "biweekly" or "bi-weekly":
                return On(words, i, 1, Frequency.Fortnightly, 0);
            case "monthly":
                return On(words, i, 1, Frequency.Monthly, 1);
            case "once" when words.Word(i + 1) is "a" or "per" or "every":
                return Each(words, i, 2);
            case "every" or "each":
                return words.Word(i + 1) switch
                {
                    "other" or "second" or "2nd" or "alternate" when IsMonth(words, i + 2) == 0 => Alternate(words, i, 2),
                    "two" or "2" when words.Word(i + 2) is "weeks" => On(words, i, 3, Frequency.Fortnightly, 0),
                    "fortnight" => On(words, i, 2, Frequency.Fortnightly, 0),
                    "month" => On(words, i, 2, Frequency.Monthly, 1),
                    _ => OfMonth(words, i, 1),
                };
            case "alternate":
                return Alternate(words, i, 1);
            case "on" or "the":
                return OfMonth(words, i, words.Word(i + 1) is "the" ? 2 : 1);
            default:
                return OfMonth(words, i, 0);
        }
    }

    private static (Frequency, IReadOnlyList<DayOfWeek>, int, int) Each(WordStream words, int i, int count) => words.Word(i + count) switch
    {
        "day" => (Frequency.Daily, [], 0, count + 1),
        "week" => On(words, i, count + 1, Frequency.Weekly, 0),
        "fortnight" => On(words, i, count + 1, Frequency.Fortnightly, 0),
        "month" => On(words, i, count + 1, Frequency.Monthly, 1),
        _ => default,
    };

    private static (Frequency, IReadOnlyList<DayOfWeek>, int, int) Alternate(WordStream words, int i, int count)
    {
        if (words.Word(i + count) is "week")
            return On(words, i, count + 1, Frequency.Fortnightly, 0);
        var (days, taken) = DayList.Read(words, i + count, expected: true);
        return taken == 0 || IsMonth(words, i + count + taken) > 0 ? OfMonth(words, i, count - 1) : (Frequency.Fortnightly, days, 0, count + taken);
    }

    /// <summary><c>first monday</c>; the second to last only with "of the month", as <c>last friday</c> is also a day that was.</summary>
    private static (Frequency, IReadOnlyList<DayOfWeek>, int, int) OfMonth(WordStream words, int i, int count)
    {
        var week = words.Word(i + count) switch
        {
            "first" or "1st" => 1, "second" or "2nd" => 2, "third" or "3rd" => 3, "fourth" or "4th" => 4, "last" => Schedule.LastOfMonth, _ => 0,
        };
        if (week == 0)
            return default;
        var (days, taken) = DayList.Read(words, i + count + 1, expected: false);
        var month = IsMonth(words, i + count + 1 + taken);
        return days.Count == 1 && (month > 0 || week == 1) ? (Frequency.Monthly, days, week, count + 1 + taken + month) : default;
    }

    /// <summary>How many words say "of the month", or "every month"; 0 for none.</summary>
    private static int IsMonth(WordStream words, int i) => (words.Word(i), words.Word(i + 1), words.Word(i + 2)) switch
    {
        ("of" or "in", "the" or "each" or "every" or "a", "month") => 3,
        ("each" or "every" or "a", "month", _) => 2,
        ("monthly", _, _) => 1,
        _ => 0,
    };

    /// <summary>With the days that may follow.</summary>
    private static (Frequency, IReadOnlyList<DayOfWeek>, int, int) On(WordStream words, int i, int count, Frequency frequency, int week)
    {
        var on = words.Word(i + count) is "on" ? 1 : 0;
        var (days, taken) = DayList.Read(words, i + count + on, expected: on > 0);
        return taken > 0 ? (frequency, days, week, count + on + taken) : (frequency, [], week, count);
    }
}
