using DigestBot.Subscriptions;

namespace DigestBot.Digests.Watching;

/// <summary>
/// When a source usually comes, learnt from its last arrivals. Rules:
/// its day begins in the middle of the longest stretch of the clock at which it never came (a source may come around midnight);
/// of each day the first arrival counts; the usual time is that by which nine in ten of the last twenty days had come;
/// the usual weekdays are those it came on at least every second time, holidays apart.
/// Fewer than five days, arrivals all around the clock or on no weekday in particular: nothing is expected.
/// </summary>
/// <param name="Usual">Days and time by which it has usually come.</param>
/// <param name="DayLength">How long before the usual time its day begins.</param>
public sealed record Expectation(Schedule Usual, TimeSpan DayLength, SourceCalendar Calendar)
{
    public const int FewestDays = 5;
    private const int MostDays = 20;
    private const double MostlyCome = 0.9;

    /// <summary>After the usual time; longer than the hour that clocks move.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(90);

    private static readonly TimeSpan ShortestQuiet = TimeSpan.FromHours(6);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Two months of holidays one after the other are a mistake in the list.</summary>
    private const int MostSkipped = 60;

    public static Expectation? Learn(IEnumerable<DateTimeOffset> arrivals, SourceCalendar calendar)
    {
        var local = arrivals.Select(arrival => Zones.Local(arrival, calendar.Zone).DateTime).ToList();
        if (local.Count < FewestDays || Opening(local) is not { } opens)
            return null;
        var days = local.GroupBy(moment => DateOnly.FromDateTime(moment - opens))
            .Select(day => (Day: day.Key, After: day.Min() - day.Key.ToDateTime(default) - opens))
            .OrderBy(day => day.Day).TakeLast(MostDays).ToList();
        if (days.Count < FewestDays)
            return null;

        var length = days.Select(day => day.After).Order().ElementAt((int)Math.Ceiling(MostlyCome * days.Count) - 1);
        length = TimeSpan.FromMinutes(Math.Ceiling((opens + length).TotalMinutes)) - opens;
        var usual = opens + length;
        var weekdays = Weekdays([.. days.Select(day => day.Day.AddDays(usual.Days))], calendar.Holidays);
        return weekdays.Count == 0
            ? null
            : new Expectation(new Schedule(Frequency.Weekly, weekdays, TimeOnly.FromTimeSpan(usual - TimeSpan.FromDays(usual.Days)), calendar.Zone), length, calendar);
    }

    /// <summary>The first time after a moment by which it should have come.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => Skip(Usual.Next(after), at => Usual.Next(at));

    /// <summary>The last time up to a moment by which it should have come.</summary>
    public DateTimeOffset? Last(DateTimeOffset upTo) => Skip(Usual.Last(upTo), at => Usual.Last(at.AddTicks(-1)));

    /// <summary>From when on an arrival is the one expected by then.</summary>
    public DateTimeOffset Opens(DateTimeOffset expected) => Zones.Moment(Zones.Local(expected, Usual.Zone).DateTime - DayLength, Usual.Zone);

    private DateTimeOffset? Skip(DateTimeOffset? at, Func<DateTimeOffset, DateTimeOffset?> further)
    {
        for (var i = 0; i < MostSkipped && at is { } moment; i++, at = further(moment))
        {
            if (Calendar.Holidays.On(Calendar.DayOf(moment)) is null)
                return moment;
        }

        return null;
    }

    /// <summary>The time of day in the middle of the longest quiet; null where there is none to speak of.</summary>
    private static TimeSpan? Opening(IEnumerable<DateTime> local)
    {
        TimeSpan[] times = [.. local.Select(moment => moment.TimeOfDay).Distinct().Order()];
        var (from, quiet) = times.Select((time, i) => (From: time, Quiet: (i + 1 < times.Length ? times[i + 1] : times[0] + Day) - time)).MaxBy(gap => gap.Quiet);
        var middle = from + (quiet / 2);
        return quiet < ShortestQuiet ? null : middle < Day ? middle : middle - Day;
    }

    private static List<DayOfWeek> Weekdays(IReadOnlyList<DateOnly> came, Holidays holidays)
    {
        var all = Enumerable.Range(0, came[^1].DayNumber - came[0].DayNumber + 1).Select(came[0].AddDays).Where(day => holidays.On(day) is null);
        var seen = came.ToHashSet();
        return
        [
            .. all.GroupBy(day => day.DayOfWeek).Where(weekday => weekday.Count(seen.Contains) * 2 >= weekday.Count())
                .Select(weekday => weekday.Key).OrderBy(day => ((int)day + 6) % 7),
        ];
    }
}
