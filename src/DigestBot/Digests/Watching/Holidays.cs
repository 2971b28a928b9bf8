using System.Globalization;
using DigestBot.Subscriptions;

namespace DigestBot.Digests.Watching;

/// <summary>
/// Days on which nothing is expected, from the configuration: words parted by blanks such as <c>2026-11-26=Thanksgiving_Day</c>, or <c>12-25</c> for
/// every year.
/// </summary>
public sealed class Holidays
{
    private const string EveryYear = "MM-dd";
    private const string OneYear = "yyyy-MM-dd";

    /// <summary>So that 02-29 is a day.</summary>
    private const string LeapYear = "2024-";

    public static readonly Holidays None = new([]);

    private readonly Dictionary<string, string> _names;

    private Holidays(Dictionary<string, string> names) => _names = names;

    /// <summary>The first word that is no holiday, or null where all are.</summary>
    public static (Holidays Read, string? Wrong) Parse(IEnumerable<string> words)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var (day, name) = word.Split('=', 2) is [var date, var called] ? (date, called.Replace('_', ' ')) : (word, "");
            if (!IsDay(day) && !IsDay(LeapYear + day))
                return (None, word);
            names[day] = name;
        }

        return (new Holidays(names), null);
    }

    /// <summary>The holiday's name, empty where it has none; null where the day is none.</summary>
    public string? On(DateOnly day) => Named(day, OneYear) ?? Named(day, EveryYear);

    private string? Named(DateOnly day, string format) => _names.GetValueOrDefault(day.ToString(format, CultureInfo.InvariantCulture));

    private static bool IsDay(string text) => DateOnly.TryParseExact(text, OneYear, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}

/// <summary>The zone whose days and hours sources keep, and its holidays.</summary>
public sealed record SourceCalendar(string Zone, Holidays Holidays)
{
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Zones.Local(moment, Zone).DateTime);
}
