using System.Globalization;
using System.Text.RegularExpressions;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>A day to come, as people say it: <c>until monday</c>, <c>for 3 weeks</c>, <c>tomorrow</c>, <c>2026-12-24</c>, <c>到周一</c>.</summary>
internal static partial class ComingDays
{
    /// <summary>Null where the text names no day.</summary>
    public static DateOnly? Parse(string text, DateOnly today)
    {
        var words = text.Trim().ToLowerInvariant();
        // "until next monday" has two.
        for (var (before, left) = ("", words); left != before; words = left)
            (before, left) = (left, Lead().Replace(left, ""));
        if (DateOnly.TryParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
            return exact;
        if (Span().Match(words) is { Success: true } span && Count(span.Groups["n"].Value) is { } count)
            return CalendarWords.Add(today, count, Period(span.Groups["unit"].Value));
        if (words is "end of the month" or "the end of the month" or "月底")
            return new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        if (MonthDays.Read(words.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => word == "the").ToArray(), today, isToCome: true) is { } dated)
            return dated.Day;
        if (words is "tomorrow" or "明天")
            return today.AddDays(1);
        if (words is "next week" or "下周")
            return Next(today, DayOfWeek.Monday);
        if (ChineseWeekday().Match(words) is { Success: true } chinese)
            return Next(today, CalendarWords.ChineseWeekday(chinese.Groups["d"].ValueSpan[0])!.Value, inNextWeek: chinese.Groups["next"].Success);
        return CalendarWords.WeekdayOrShort(words) is { } weekday ? Next(today, weekday) : null;
    }

    private static int? Count(string word) => word switch
    {
        "" or "a" or "an" => 1,
        "couple" => 2,
        _ => CalendarWords.Count(word),
    };

    private static char Period(string unit) => unit is "d" or "w" ? unit[0] : CalendarWords.Period(unit)!.Value;

    private static DateOnly Next(DateOnly today, DayOfWeek weekday)
    {
        var ahead = ((int)weekday - (int)today.DayOfWeek + 7) % 7;
        return today.AddDays(ahead == 0 ? 7 : ahead);
    }

    /// <summary>下周五 said on a Tuesday is not this week's Friday.</summary>
    private static DateOnly Next(DateOnly today, DayOfWeek weekday, bool inNextWeek) =>
        inNextWeek ? Next(today, DayOfWeek.Monday).AddDays(((int)weekday + 6) % 7) : Next(today, weekday);

    [GeneratedRegex("^(until|till|to|for|next(?! week)|直到|到|至)\\s*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Lead();

    [GeneratedRegex("^(?<n>[0-9]{1,3}|[a-z]{1,6}(?= )|[一二两三四五六七八九十])?\\s*个?(?<unit>days?|d|weeks?|w|months?|天|周|星期|月)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Span();

    [GeneratedRegex("^(?<next>下个?)?(周|星期|礼拜)(?<d>[一二三四五六日天])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ChineseWeekday();
}
