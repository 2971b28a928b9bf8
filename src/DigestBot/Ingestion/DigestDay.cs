using System.Globalization;
using System.Text.RegularExpressions;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>The day of a digest file. Never from the file's modification time, which tells when it was copied.</summary>
/// <param name="Stated">Somebody or the file itself says so, and it was not worked out from the entries.</param>
internal sealed partial record DigestDay(DateOnly Day, DaySource Source, bool Stated = false)
{
    public bool Estimated => Source.IsEstimate();

    /// <summary>
    /// Rules in order: what the uploader says, what the content says, a date in the file's name, then in its folders from the inside out,
    /// the newest date among its papers, an estimate from the newest arXiv id, the day of arrival. Dates in the future are mistakes, and what only a few
    /// of the papers have tells nothing of the file.
    /// </summary>
    public static DigestDay Of(DateOnly? given, ParsedDigest digest, string path, DateOnly today)
    {
        if (given is { } said)
            return new DigestDay(said, DaySource.Given, Stated: true);
        // Where the file was made it may be tomorrow already.
        var latest = today.AddDays(1);
        if (digest.Day is { } stated && stated <= latest)
            return new DigestDay(stated, DaySource.Content, Stated: true);
        if (InPath(path) is { } named && named <= latest)
            return new DigestDay(named, DaySource.Name, Stated: true);
        if (Newest(digest.Entries, today) is { } newest)
            return new DigestDay(newest, DaySource.Content);
        if (FromIds(digest.Entries, today) is { } estimated)
            return new DigestDay(estimated, DaySource.Ids);
        return new DigestDay(today, DaySource.Arrival);
    }

    /// <summary>Only where most papers have a date.</summary>
    private static DateOnly? Newest(IReadOnlyList<Entry> entries, DateOnly today)
    {
        var days = entries.Select(entry => entry.Day ?? entry.Published).OfType<DateOnly>().ToList();
        return days.Count * 2 > entries.Count ? days.Where(day => day <= today).Select(day => (DateOnly?)day).Max() : null;
    }

    internal static DateOnly? InPath(string path)
    {
        foreach (var part in path.Split('/', '\\').Reverse())
        {
            if (part.Length <= LongestName && InName(part) is { } day)
                return day;
        }

        return null;
    }

    private const int LongestName = 255;

    private static DateOnly? InName(string name)
    {
        foreach (var shape in (IEnumerable<Regex>)[Numeric(), Compact(), DayMonthYear()])
        {
            for (var match = shape.Match(name); match.Success; match = match.NextMatch())
            {
                var text = $"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{int.Parse(match.Groups["d"].ValueSpan):00}";
                string[] patterns = ["yyyy-MM-dd", "yyyy-MMM-dd"];
                if (DateOnly.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return day;
            }
        }

        return null;
    }

    /// <summary>Where at least half of the papers have an id: the newest, as ids are given through the month.</summary>
    private static DateOnly? FromIds(IReadOnlyList<Entry> entries, DateOnly today)
    {
        var days = entries.Where(entry => entry.ArxivId is not null).Select(entry => ArxivDay.Of(entry.ArxivId!.Value, today)).ToList();
        return days.Count * 2 >= entries.Count ? days.Max() : null;
    }

    [GeneratedRegex(@"(?<![0-9])(?<y>(?:19|20)[0-9]{2})(?<sep>[-._])(?<m>[0-9]{2})\k<sep>(?<d>[0-9]{2})(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Numeric();

    // Bounded on both sides, or a hash in a file name would pass for a date.
    [GeneratedRegex(@"(?<![0-9A-Za-z])(?<y>(?:19|20)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})(?![0-9A-Za-z])", RegexOptions.ExplicitCapture)]
    private static partial Regex Compact();

    [GeneratedRegex(@"(?<![0-9])(?<d>[0-9]{1,2})[-_ .](?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[-_ .](?<y>(?:19|20)[0-9]{2})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayMonthYear();
}
