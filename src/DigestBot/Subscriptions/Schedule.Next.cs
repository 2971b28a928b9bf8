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

    /// <summary>Two weeks hold every weekly day twice, and outlast a day a zone skipped whole.</summary>
    private const int Horizon = 15;

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

    public override string ToString() => Frequency == Frequency.OnArrival ? "on arrival" : $"{DaysText()} at {Time:HH:mm}";

    public bool Equals(Schedule? other) =>
        other is not null && Frequency == other.Frequency && Time == other.Time && Zone == other.Zone && Days.SequenceEqual(other.Days);

    public override int GetHashCode() => HashCode.Combine(Frequency, Days.Count, Time, Zone);

    private bool IsDue(LocalDate date) => Frequency switch
    {
        Frequency.Weekdays => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday),
        Frequency.Weekly => Days.Contains(date.DayOfWeek.ToDayOfWeek()),
        _ => true,
    };

    private Instant Due(LocalDate date, DateTimeZone zone) =>
        zone.ResolveLocal(date + new LocalTime(Time.Hour, Time.Minute), Resolver).ToInstant();

    private string DaysText() => Frequency switch
    {
        Frequency.Daily => "daily",
        Frequency.Weekdays => "weekdays",
        _ when Days is [DayOfWeek.Saturday, DayOfWeek.Sunday] => "weekends",
        _ => string.Join(" and ", Days.Select(day => day.ToString().ToLowerInvariant() + "s")),
    };
}
