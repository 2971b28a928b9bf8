using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using static DigestBot.Papers.Search.CalendarWords;

namespace DigestBot.Papers.Search;

/// <summary>Days from <c>From</c> until before <c>To</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DateRange(DateOnly From, DateOnly To);

/// <summary>Which end of a query's days a phrase sets: <c>since monday</c>, <c>before 2026</c>, <c>in January</c>.</summary>
internal enum DateEdge
{
    Both,
    Since,
    Before,

    /// <summary>From the next day on; <c>until</c> is before the next day.</summary>
    After,
    Until,
}

/// <summary>A date phrase and how many words it takes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DatePhrase(DateRange Range, DateEdge Edge, int Words);

/// <summary>
/// Reads days as people type them, in English and Chinese, relative to a given today. Words that are also ordinary words
/// (<c>may</c>, <c>monday</c>, <c>2025</c>) are dates only after <c>since</c>, <c>before</c>, <c>in</c>, <c>on</c> or <c>during</c>.
/// </summary>
internal static partial class DateWords
{
    private const int EarliestYear = 1991; // arXiv's first

    private static readonly FrozenDictionary<string, DateEdge> Connectors = new Dictionary<string, DateEdge>
    {
        ["since"] = DateEdge.Since, ["after"] = DateEdge.After, ["before"] = DateEdge.Before, ["until"] = DateEdge.Until, ["till"] = DateEdge.Until, ["in"] = DateEdge.Both, ["on"] = DateEdge.Both, ["during"] = DateEdge.Both,
        ["自"] = DateEdge.Since, ["从"] = DateEdge.Since,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    /// <summary>The value of <c>since:</c> or <c>before:</c>.</summary>
    public static DateRange? Value(string text, DateOnly today)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Days(words, today, DateEdge.Since) is { } found && found.Words == words.Length ? found.Range : null;
    }

    /// <summary>The date phrase the words begin with, if they do.</summary>
    public static DatePhrase? Read(ReadOnlySpan<string> words, DateOnly today)
    {
        if (words.Length == 0)
            return null;
        if (Connectors.TryGetValue(words[0], out var edge))
        {
            var skip = words.Length > 2 && words[1].Equals("the", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
            if (Days(words[skip..], today, edge) is not { } found)
                return null;
            return edge switch
            {
                DateEdge.After => new DatePhrase(found.Range with { From = found.Range.To }, DateEdge.Since, skip + found.Words),
                DateEdge.Until => new DatePhrase(found.Range with { From = found.Range.To }, DateEdge.Before, skip + found.Words),
                _ => new DatePhrase(found.Range, edge, skip + found.Words),
            };
        }

        if (ChineseEdge().Match(words[0]) is { Success: true } chinese && Days([chinese.Groups["days"].Value], today, DateEdge.Since) is { } inside)
            return new DatePhrase(inside.Range, chinese.Groups["before"].Success ? DateEdge.Before : DateEdge.Since, 1);
        return Days(words, today, connector: null) is { } alone ? new DatePhrase(alone.Range, DateEdge.Both, alone.Words) : null;
    }

    /// <param name="connector">What the word before them means; null where there is none.</param>
    private static (DateRange Range, int Words)? Days(ReadOnlySpan<string> words, DateOnly today, DateEdge? connector)
    {
        if (words.Length == 0)
            return null;
        var first = words[0].ToLowerInvariant();
        if (Numeric(first) is { } exact)
            return (exact, 1);
        if (Relative(first, today) is { } relative)
            return (relative, 1);
        if (MonthDays.Read(words, today) is { } dated && (connector is not null || dated.HasYear))
            return (new DateRange(dated.Day, dated.Day.AddDays(1)), dated.Words);

        if (first is "last" or "past" or "previous" or "this" && words.Length > 1)
        {
            var second = words[1].ToLowerInvariant();
            if (first == "last" && WeekdayBefore(words[1], today, mayBeShort: true) is { } weekday)
                return (weekday, 2);
            if (Period(second) is { } period && !second.EndsWith('s'))
                return period == 'd' ? null : (Calendar(period, first == "this" ? 0 : -1, today), 2);
            if (first != "this" && words.Length > 2 && Count(words[1]) is { } count && Period(words[2].ToLowerInvariant()) is { } unit)
                return (new DateRange(Add(today, -count, unit), today.AddDays(1)), 3);
        }

        if (connector is null)
            return null;
        if (words.Length > 2 && Count(words[0]) is { } ago && Period(words[1].ToLowerInvariant()) is { } each && words[2].Equals("ago", StringComparison.OrdinalIgnoreCase))
            return (new DateRange(Add(today, -ago, each), today.AddDays(1)), 3);
        // "since sat" is a day; "on sat solvers" is not.
        if (WeekdayBefore(words[0], today, mayBeShort: connector != DateEdge.Both) is { } day)
            return (day, 1);
        if (Year(first, today) is { } year)
            return (OfYear(year), 1);

        var month = Array.FindIndex(Months, name => first.Equals(name, StringComparison.OrdinalIgnoreCase) || (first.Length == 3 && name.StartsWith(first, StringComparison.OrdinalIgnoreCase))) + 1;
        if (month == 0)
            return null;
        return words.Length > 1 && Year(words[1], today) is { } of ? (OfMonth(of, month), 2) : (LatestMonth(month, today), 1);
    }

    private static DateRange? Numeric(string word)
    {
        if (Iso().Match(word) is not { Success: true } match)
            return null;
        var (year, month) = (int.Parse(match.Groups["year"].ValueSpan), match.Groups["month"] is { Success: true } m ? int.Parse(m.ValueSpan) : 0);
        if (year is < EarliestYear or > 2100 || month > 12)
            return null;
        if (!match.Groups["month"].Success)
            return OfYear(year);
        if (month == 0)
            return null;
        if (match.Groups["day"] is not { Success: true } d)
            return OfMonth(year, month);
        var day = int.Parse(d.ValueSpan);
        if (day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        var date = new DateOnly(year, month, day);
        return new DateRange(date, date.AddDays(1));
    }

    private static DateRange? Relative(string word, DateOnly today)
    {
        switch (word)
        {
            case "today" or "今天" or "今日":
                return new DateRange(today, today.AddDays(1));
            case "yesterday" or "昨天" or "昨日":
                return new DateRange(today.AddDays(-1), today);
            case "前天":
                return new DateRange(today.AddDays(-2), today.AddDays(-1));
            case "本周" or "这周" or "这个星期" or "本星期":
                return Calendar('w', 0, today);
            case "上周" or "上个星期" or "上星期":
                return Calendar('w', -1, today);
            case "本月" or "这个月" or "这月":
                return Calendar('m', 0, today);
            case "上月" or "上个月":
                return Calendar('m', -1, today);
            case "今年":
                return Calendar('y', 0, today);
            case "去年":
                return Calendar('y', -1, today);
        }

        if (ChineseRecent().Match(word) is { Success: true } recent && Count(recent.Groups["count"].Value) is { } count)
            return new DateRange(Add(today, -count, Period(recent.Groups["unit"].Value)!.Value), today.AddDays(1));
        if (ChineseMonth().Match(word) is { Success: true } month && int.Parse(month.Groups["month"].ValueSpan) is >= 1 and <= 12 and var number)
            return LatestMonth(number, today);
        return null;
    }

    /// <summary>The last such day before today: on a Monday, "since monday" means a week ago.</summary>
    private static DateRange? WeekdayBefore(string word, DateOnly today, bool mayBeShort)
    {
        if ((mayBeShort ? WeekdayOrShort(word) : Weekday(word)) is not { } weekday)
            return null;
        var back = ((int)today.DayOfWeek - (int)weekday + 6) % 7 + 1;
        return new DateRange(today.AddDays(-back), today.AddDays(1 - back));
    }

    private static DateRange Calendar(char period, int offset, DateOnly today)
    {
        switch (period)
        {
            case 'w':
                var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + 7 * offset);
                return new DateRange(monday, monday.AddDays(7));
            case 'm':
                var first = new DateOnly(today.Year, today.Month, 1).AddMonths(offset);
                return new DateRange(first, first.AddMonths(1));
            default:
                return OfYear(today.Year + offset);
        }
    }

    private static DateRange LatestMonth(int month, DateOnly today) => OfMonth(month <= today.Month ? today.Year : today.Year - 1, month);

    private static DateRange OfMonth(int year, int month) => new(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1));

    private static DateRange OfYear(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));

    private static int? Year(string word, DateOnly today) =>
        word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= EarliestYear && year <= today.Year + 1 ? year : null;

    [GeneratedRegex("^(?<year>[0-9]{4})(?:[-/](?<month>[0-9]{1,2})(?:[-/](?<day>[0-9]{1,2}))?|年(?:(?<month>[0-9]{1,2})月(?:(?<day>[0-9]{1,2})[日号]?)?)?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex("^(?:(?:[自从](?<days>.+?)(?:以来|之后|以后|起|开始)?)|(?<days>.+?)(?:以来|之后|以后|起|至今)|(?<days>.+?)(?<before>之前|以前))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ChineseEdge();

    [GeneratedRegex("^(?:最近|近|过去)(?<count>[0-9]{1,3}|[一二两三四五六七八九十])个?(?<unit>天|日|周|星期|月|年)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ChineseRecent();

    [GeneratedRegex("^(?<month>[0-9]{1,2})月份?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ChineseMonth();
}
