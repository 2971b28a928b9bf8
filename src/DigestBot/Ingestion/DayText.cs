using System.Globalization;
using System.Text.RegularExpressions;

namespace DigestBot.Ingestion;

/// <summary>A day written in any of the ways digest files write it.</summary>
internal static partial class DayText
{
    private const int Longest = 200;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The first day in a short text: <c>2026-05-13</c>, <c>2026.06.29</c>, <c>2026年6月29日</c>, <c>20260128</c>, <c>Wed, 28 Jan 2026</c>, <c>January 28, 2026</c>.</summary>
    public static DateOnly? Find(ReadOnlySpan<char> text)
    {
        var start = text.Length > Longest ? text[..Longest].ToString() : text.ToString();
        foreach (var shape in (Regex[])[Numeric(), DayMonthYear(), MonthDayYear(), Compact()])
        {
            for (var match = shape.Match(start); match.Success; match = match.NextMatch())
            {
                if (Day(match.Groups["y"].ValueSpan, match.Groups["m"].ValueSpan, match.Groups["d"].ValueSpan) is { } day)
                    return day;
            }
        }

        return null;
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

    [GeneratedRegex(@"(?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?<y>(?:19|20)[0-9]{2})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthDayYear();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(?<y>(?:19|20)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})(?![0-9A-Za-z])", RegexOptions.ExplicitCapture)]
    private static partial Regex Compact();
}
