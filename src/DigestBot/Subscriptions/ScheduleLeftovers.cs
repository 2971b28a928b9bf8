using System.Collections.Frozen;
using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>
/// Words about time that no schedule took: <c>every second tuesday</c> would be tuesdays with papers on "every" and "second". Those that are
/// ordinary words, too, count only beside a schedule or beside <c>every</c> and its like.
/// </summary>
internal static class ScheduleLeftovers
{
    private static readonly FrozenSet<string> Always =
        FrozenSet.Create(StringComparer.Ordinal, "tomorrow", "tonight", "bimonthly", "quarterly", "yearly", "明天", "后天", "今晚", "每隔", "隔天", "每小时");

    private static readonly FrozenSet<string> Each = FrozenSet.Create(StringComparer.Ordinal, "every", "each");

    private static readonly FrozenSet<string> Which =
        FrozenSet.Create(StringComparer.Ordinal, "second", "2nd", "third", "3rd", "fourth", "4th", "first", "1st", "last", "other", "next", "alternate");

    /// <summary>Without <c>every</c> they belong to names such as "system 2".</summary>
    private static readonly FrozenSet<string> Numbers = FrozenSet.Create(StringComparer.Ordinal, "two", "2", "three", "3", "four", "4", "few");

    private static readonly FrozenSet<string> Spans = FrozenSet.Create(StringComparer.Ordinal, "day", "days", "week", "weeks", "month", "months", "morning", "mornings", "evening", "evenings", "night", "nights");

    /// <param name="words">Of which the schedule was taken.</param>
    /// <param name="isScheduled">Whether that says how often: then the words are only in the way.</param>
    public static NoSuchSchedule? Find(WordStream words, bool isScheduled)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var count = At(words, i);
            if (count == 0)
                continue;
            var mended = words.Mended(i, count, !isScheduled && words.Word(i + count - 1) is { } span && Spans.Contains(span) ? Instead(span) : "");
            mended = string.Join(' ', mended.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            return new NoSuchSchedule(words.Typed(i, count)) { Corrected = mended.Length == 0 ? null : mended };
        }

        return null;
    }

    /// <summary>How many words from here on are left over; 0 for none.</summary>
    private static int At(WordStream words, int i)
    {
        if (words.Word(i) is not { } word)
            return 0;
        if (Always.Contains(word))
            return 1;
        var end = i;
        if (Each.Contains(word))
            end++;
        while (words.Word(end) is { } which && (Which.Contains(which) || (end > i && Numbers.Contains(which))))
            end++;
        if (end == i)
            return Spans.Contains(word) && words.WasTaken(i - 1) && i + 1 == words.Count ? 1 : 0;
        if (words.Word(end) is { } span && Spans.Contains(span))
            return Each.Contains(word) || words.WasTaken(i - 1) ? end + 1 - i : 0;
        return words.WasTaken(end) ? end - i : 0;
    }

    /// <summary>The nearest that can be kept.</summary>
    private static string Instead(string span) => span[0] is 'w' or 'm' && !span.StartsWith("morning", StringComparison.Ordinal) ? "weekly" : "daily";
}
