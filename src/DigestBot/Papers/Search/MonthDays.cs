using System.Globalization;
using System.Text.RegularExpressions;

namespace DigestBot.Papers.Search;

/// <summary>Reads a day by its month: <c>1 Nov</c>, <c>November 1st, 2026</c>, <c>the 3rd of May</c>, <c>11/19/2026</c>, <c>19.11.2026</c>, <c>11月1日</c>.</summary>
internal static partial class MonthDays
{
    private static readonly string[] Names = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    /// <summary>The day, how many words it takes, and whether its year was said: without one it is the latest such day that is not to come.</summary>
    /// <param name="words">The first words count.</param>
    /// <param name="today">Of the reader.</param>
    /// <param name="isToCome">The next such day instead.</param>
    public static (DateOnly Day, int Words, bool HasYear)? Read(ReadOnlySpan<string> words, DateOnly today, bool isToCome = false)
    {
        if (words.Length == 0)
            return null;
        if (Numbers().Match(words[0]) is { Success: true } numbers)
            return ByNumbers(numbers) is { } written ? (written, 1, true) : null;
        if (Chinese().Match(words[0]) is { Success: true } chinese)
            return Near(int.Parse(chinese.Groups["month"].ValueSpan), int.Parse(chinese.Groups["day"].ValueSpan), today, isToCome) is { } near ? (near, 1, false) : null;
        if (words.Length < 2)
            return null;

        var of = words.Length > 2 && words[1].Equals("of", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        var (month, day) = (Month(words[0]), Ordinal(words[1]));
        if (month == 0)
            (month, day) = (Month(words[1 + of]), Ordinal(words[0]));
        else
            of = 0;
        if (month == 0 || day == 0)
            return null;
        var count = 2 + of;
        if (words.Length > count && words[count].Length == 4 && int.TryParse(words[count], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return Exists(year, month, day) is { } whole ? (whole, count + 1, true) : null;
        return Near(month, day, today, isToCome) is { } date ? (date, count, false) : null;
    }

    /// <summary>With slashes the American order, with dots the European one, and whatever can only be the other as that.</summary>
    private static DateOnly? ByNumbers(Match match)
    {
        var (first, second, year) = (int.Parse(match.Groups["a"].ValueSpan), int.Parse(match.Groups["b"].ValueSpan), int.Parse(match.Groups["year"].ValueSpan));
        var monthFirst = match.Groups["sign"].Value == "/" ? first <= 12 : second > 12;
        return monthFirst ? Exists(year, first, second) : Exists(year, second, first);
    }

    private static DateOnly? Near(int month, int day, DateOnly today, bool isToCome)
    {
        for (var years = 0; years < 9; years++)
        {
            if (Exists(today.Year + (isToCome ? years : -years), month, day) is { } date && (isToCome ? date > today : date <= today))
                return date;
        }

        return null;
    }

    private static DateOnly? Exists(int year, int month, int day) =>
        year is > 1900 and < 2101 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Month(string word) =>
        Array.FindIndex(Names, name => word.Equals(name, StringComparison.OrdinalIgnoreCase) || (word.TrimEnd('.') is { Length: 3 or 4 } abbreviation && name.StartsWith(abbreviation, StringComparison.OrdinalIgnoreCase))) + 1;

    private static int Ordinal(string word) => Day().Match(word) is { Success: true } match ? int.Parse(match.Groups["day"].ValueSpan) : 0;

    [GeneratedRegex("^(?<day>[0-9]{1,2})(?:st|nd|rd|th)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Day();

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})(?<sign>[/.])(?<b>[0-9]{1,2})\k<sign>(?<year>[0-9]{4})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex("^(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})[日号]?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();
}
