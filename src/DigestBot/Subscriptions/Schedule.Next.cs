using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace DigestBot.Subscriptions;

/// <summary>When a schedule is due, and its words.</summary>
public sealed partial record Schedule
{
    /// <summary>
    /// A time the clocks skip is due at the first instant after the gap; a time they repeat once, the earlier (design, section 6).
    /// </summary>
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private static readonly LocalDate FirstWeek = new(2001, 1, 1);

    /// <summary>Days that hold every due day twice, and outlast a day a zone skipped whole.</summary>
    private int Horizon => Frequency switch { Frequency.Fortnightly => 29, Frequency.Monthly => 71, _ => 15 };

    /// <summary>The first due instant strictly after the given one; null on arrival.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (Frequency == Frequency.OnArrival)
            return null;
        var zone = DateTimeZoneProviders.Tzdb[Zone];
        var from = Instant.FromDateTimeOffset(after);

        // The day before: a skipped day's due instant lies on the next one.
        var day = from.InZone(zone).Date.PlusDays(-1);
        for (var i = 0; i <= Horizon; i++, day = day.PlusDays(1))
        {
            if (IsDue(day) && Due(day, zone) is var due && due > from)
                return due.ToDateTimeOffset();
        }

        return null;
    }

    /// <summary>The last due instant at or before the given one; null on arrival.</summary>
    public DateTimeOffset? Last(DateTimeOffset upTo)
    {
        if (Frequency == Frequency.OnArrival)
            return null;
        var zone = DateTimeZoneProviders.Tzdb[Zone];
        var to = Instant.FromDateTimeOffset(upTo);
        var day = to.InZone(zone).Date.PlusDays(1);
        for (var i = 0; i <= Horizon; i++, day = day.PlusDays(-1))
        {
            if (IsDue(day) && Due(day, zone) is var due && due <= to)
                return due.ToDateTimeOffset();
        }

        return null;
    }

    /// <summary>Of the two weeks of a fortnight the one that is due sooner.</summary>
    public Schedule Soonest(DateTimeOffset now) => new[] { this with { Week = 0 }, this with { Week = 1 } }.MinBy(schedule => schedule.Next(now))!;

    public override string ToString() => Frequency == Frequency.OnArrival ? "on arrival" : $"{DaysText()} at {Time:HH:mm}";

    public bool Equals(Schedule? other) =>
        other is not null && Frequency == other.Frequency && Week == other.Week && Time == other.Time && Zone == other.Zone && Days.SequenceEqual(other.Days);

    public override int GetHashCode() => HashCode.Combine(Frequency, Days.Count, Week, Time, Zone);

    private bool IsDue(LocalDate date) => Frequency switch
    {
        Frequency.Weekdays => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday),
        Frequency.Weekly => IsOn(date),
        Frequency.Fortnightly => IsOn(date) && Period.Between(FirstWeek, date, PeriodUnits.Days).Days / 7 % 2 == Week,
        Frequency.Monthly => IsOn(date) && (Week == LastOfMonth ? date.PlusDays(7).Month != date.Month : (date.Day - 1) / 7 + 1 == Week),
        _ => true,
    };

    private bool IsOn(LocalDate date) => Days.Contains(date.DayOfWeek.ToDayOfWeek());

    private Instant Due(LocalDate date, DateTimeZone zone) =>
        zone.ResolveLocal(date + new LocalTime(Time.Hour, Time.Minute), Resolver).ToInstant();

    private string DaysText() => Frequency switch
    {
        Frequency.Daily => "daily",
        Frequency.Weekdays => "weekdays",
        _ when Days is [DayOfWeek.Saturday, DayOfWeek.Sunday] => "weekends",
        Frequency.Fortnightly => "every other " + string.Join(" and ", Days.Select(Name)),
        Frequency.Monthly => $"{Ordinals[Week - 1]} {string.Join(" and ", Days.Select(Name))} of the month",
        _ => string.Join(" and ", Days.Select(day => Name(day) + "s")),
    };

    private static string Name(DayOfWeek day) => day.ToString().ToLowerInvariant();

    internal static readonly string[] Ordinals = ["first", "second", "third", "fourth", "last"];
}
