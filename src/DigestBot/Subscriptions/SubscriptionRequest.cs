using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>What <c>subscribe …</c> said; null is "not said" and takes the default (decision 9).</summary>
public sealed record SubscriptionRequest(Query Filter)
{
    public ScheduleRequest Schedule { get; init; } = ScheduleRequest.Nothing;
    public int? Top { get; init; }

    /// <summary>zh, en, ko, ja.</summary>
    public string? Language { get; init; }
    public bool? Compact { get; init; }
    public bool? SayWhenEmpty { get; init; }
    public bool? IncludeReplaced { get; init; }

    /// <summary>Of the top only what is clearly for its readers; a number said without it takes it back.</summary>
    public bool? OnlyClear { get; init; }

    /// <summary>The conversation whose papers are not wanted, as it was named: <c>#nlp</c>.</summary>
    public string? Except { get; init; }
}

/// <summary>The part of a schedule that was said: <c>mondays at 8:30</c>, <c>weekdays</c>, <c>at 9</c>, <c>in Asia/Shanghai</c>.</summary>
public sealed record ScheduleRequest(Frequency? Frequency, IReadOnlyList<DayOfWeek> Days, TimeOnly? Time, string? Zone)
{
    public static readonly ScheduleRequest Nothing = new(null, [], null, null);

    /// <summary>Which such day of a month; 0 where none was said.</summary>
    public int Week { get; init; }

    /// <summary>The schedule with what was not said taken from another: an existing one, or the defaults.</summary>
    public Schedule Over(Schedule other) =>
        new(Frequency ?? other.Frequency, Frequency is null ? other.Days : Days, Time ?? other.Time, Zone ?? other.Zone) { Week = Frequency is null ? other.Week : Week };

    /// <summary>The same; a fortnight that was asked for begins with the next such day.</summary>
    public Schedule Over(Schedule other, DateTimeOffset now) =>
        Over(other) is var schedule && Frequency is Subscriptions.Frequency.Fortnightly ? schedule.Soonest(now) : schedule;

    public bool Equals(ScheduleRequest? other) =>
        other is not null && Frequency == other.Frequency && Week == other.Week && Time == other.Time && Zone == other.Zone && Days.SequenceEqual(other.Days);

    public override int GetHashCode() => HashCode.Combine(Frequency, Days.Count, Week, Time, Zone);
}
