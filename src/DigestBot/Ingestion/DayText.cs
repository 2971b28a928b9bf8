using System.Globalization;
using System.Text.RegularExpressions;

namespace DigestBot.Ingestion;

/// <summary>A day written in any of the ways digest files write it.</summary>
internal static partial class DayText
{
    private const int Longest = 200;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>
    /// The first day in a short text: <c>2026-05-13</c>, <c>2026.06.29</c>, <c>2026年6月29日</c>, <c>20260128</c>, <c>Wed, 28 Jan 2026</c>, <c>January 28, 2026</c>,
    /// <c>Wed Jan 28 09:00:00 2026</c>, <c>2026 Jan 28</c>, <c>28.01.2026</c>, <c>28/01/2026</c>, <c>01/28/2026</c>. Of two numbers between slashes that both can be a month, the first is it.
    /// </summary>
    public static DateOnly? Find(ReadOnlySpan<char> text)
    {
        var start = text.Length > Longest ? text[..Longest].ToString() : text.ToString();
        foreach (var shape in (Regex[])[Numeric(), DayMonthYear(), MonthDayYear(), YearMonthDay(), Compact()])
        {
            for (var match = shape.Match(start); match.Success; match = match.NextMatch())
            {
                if (Day(match.Groups["y"].ValueSpan, match.Groups["m"].ValueSpan, match.Groups["d"].ValueSpan) is { } day)
                    return day;
            }
        }

        return YearLast().Match(start) is { Success: true } last ? YearBehind(last) : null;
    }

    /// <summary>As feeds and APIs write moments: a day, or seconds or milliseconds since 1970.</summary>
    public static DateOnly? OfMoment(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is not (10 or 13) || !long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Find(trimmed);
        return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(trimmed.Length == 10 ? number * 1_000 : number).UtcDateTime);
    }

    /// <summary>Year and month, or the year alone: <c>2026-11</c>, <c>Nov 2026</c>, <c>2026/11//</c>, <c>2026</c>.</summary>
    public static (int Year, int? Month)? Part(string text)
    {
        if (Find(text) is { } day)
            return (day.Year, day.Month);
        if (text.Length > Longest || Year().Match(text) is not { Success: true } match)
            return null;
        var month = match.Groups["m"].Success ? Month(match.Groups["m"].ValueSpan) : Name().Match(text) is { Success: true } name ? Month(name.Groups["m"].ValueSpan) : null;
        return (int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture), month);
    }

    /// <summary>A month's number or name; null for what is none.</summary>
    public static int? Month(ReadOnlySpan<char> text)
    {
        var month = text.Trim();
        if (month.IsEmpty)
            return null;
        var number = char.IsAsciiDigit(month[0])
            ? int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0
            : month.Length < 3 ? 0 : 1 + Array.IndexOf(Months, month[..3].ToString().ToLowerInvariant());
        return number is >= 1 and <= 12 ? number : null;
    }

    private static DateOnly? YearBehind(Match match)
    {
        var first = match.Groups["a"].ValueSpan;
        var second = match.Groups["b"].ValueSpan;
        var monthFirst = match.Groups["sep"].ValueSpan is "/" ? int.Parse(first, CultureInfo.InvariantCulture) <= 12 : int.Parse(second, CultureInfo.InvariantCulture) > 12;
        return monthFirst ? Day(match.Groups["y"].ValueSpan, first, second) : Day(match.Groups["y"].ValueSpan, second, first);
    }

    private static DateOnly? Day(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day)
    {
        var y = int.Parse(year, CultureInfo.InvariantCulture);
        if (y < 100)
            y += y >= 91 ? 1900 : 2000;
        var m = char.IsAsciiDigit(month[0]) ? int.Parse(month, CultureInfo.InvariantCulture) : 1 + Array.IndexOf(Months, month[..3].ToString().ToLowerInvariant());
        var d = int.Parse(day, CultureInfo.InvariantCulture);
        return y is >= 1900 and <= 2100 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    [GeneratedRegex(@"(?<![0-9])(?<y>(?:19|20)[0-9]{2})(?:(?<sep>[-./])(?<m>[0-9]{1,2})\k<sep>(?<d>[0-9]{1,2})(?![0-9])|\s*年\s*(?<m>[0-9]{1,2})\s*月\s*(?<d>[0-9]{1,2})\s*日)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"(?<![0-9])(?<d>[0-9]{1,2})(?:st|nd|rd|th)?[-_ .,]+(?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[-_ .,]+(?<y>(?:19|20)?[0-9]{2})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"(?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s{1,2}(?<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s+(?:[A-Z]{2,4}\s+)?)?(?<y>(?:19|20)[0-9]{2})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthDayYear();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(?<y>(?:19|20)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})(?![0-9A-Za-z])", RegexOptions.ExplicitCapture)]
    private static partial Regex Compact();

    [GeneratedRegex(@"(?<![0-9])(?<y>(?:19|20)[0-9]{2})[-\s]+(?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[-\s.]+(?<d>[0-9]{1,2})(?![0-9:])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(@"(?<![0-9./-])(?<a>[0-9]{1,2})(?<sep>[./-])(?<b>[0-9]{1,2})\k<sep>(?<y>(?:19|20)[0-9]{2})(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"(?<![0-9])(?<y>(?:19|20)[0-9]{2})(?:[-/.](?<m>[0-9]{1,2})(?![0-9]))?(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<![a-z])(?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
