using System.Globalization;
using System.Text.RegularExpressions;

namespace DigestBot.Commands;

/// <summary>A day to come, as people say it: <c>until monday</c>, <c>for 3 weeks</c>, <c>tomorrow</c>, <c>2026-12-24</c>, <c>到周一</c>.</summary>
internal static partial class ComingDays
{
    private static readonly string[] Numbers = ["three", "三", "four", "四", "five", "五", "six", "六", "seven", "七", "eight", "八", "nine", "九", "ten", "十"];
    private const string ChineseDays = "日一二三四五六";

    /// <summary>Null where the text names no day.</summary>
    public static DateOnly? Parse(string text, DateOnly today)
    {
        var words = Lead().Replace(text.Trim().ToLowerInvariant(), "");
        if (DateOnly.TryParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
            return exact;
        if (Span().Match(words) is { Success: true } span && Count(span.Groups["n"].Value) is > 0 and var count)
            return Add(today, count, span.Groups["unit"].Value);
        if (words is "tomorrow" or "明天")
            return today.AddDays(1);
        if (words is "next week" or "下周")
            return Next(today, DayOfWeek.Monday);
        return Weekday(words) is { } weekday ? Next(today, weekday) : null;
    }

    private static int Count(string word) => word switch
    {
        "" or "a" or "an" or "one" or "一" => 1,
        "couple" or "two" or "两" or "二" => 2,
        _ when int.TryParse(word, out var number) => number,
        _ when Array.IndexOf(Numbers, word) is >= 0 and var index => (index / 2) + 3,
        _ => 0,
    };

    private static DateOnly Add(DateOnly today, int count, string unit) => unit switch
    {
        "d" or "day" or "days" or "天" => today.AddDays(count),
        "month" or "months" or "个月" => today.AddMonths(count),
        _ => today.AddDays(7 * count),
    };

    private static DateOnly Next(DateOnly today, DayOfWeek weekday)
    {
        var ahead = ((int)weekday - (int)today.DayOfWeek + 7) % 7;
        return today.AddDays(ahead == 0 ? 7 : ahead);
    }

    private static DayOfWeek? Weekday(string word)
    {
        var english = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;
        var index = Array.FindIndex(english, name => word.Length >= 3 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        if (index < 0 && ChineseWeekday().Match(word) is { Success: true } match)
            index = match.Groups["d"].Value == "天" ? 0 : ChineseDays.IndexOf(match.Groups["d"].Value, StringComparison.Ordinal);
        return index < 0 ? null : (DayOfWeek)index;
    }

    [GeneratedRegex("^(until|till|to|for|next|到|至)\\s*(?!week)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Lead();

    [GeneratedRegex("^(?<n>[0-9]{1,3}|[a-z]{1,6}(?= )|[一二两三四五六七八九十])?\\s*(?<unit>days?|d|weeks?|w|months?|天|周|星期|个月)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Span();

    [GeneratedRegex("^(下)?(周|星期|礼拜)(?<d>[一二三四五六日天])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ChineseWeekday();
}
