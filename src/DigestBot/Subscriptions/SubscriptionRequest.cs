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
}

/// <summary>The part of a schedule that was said: <c>mondays at 8:30</c>, <c>weekdays</c>, <c>at 9</c>, <c>in Asia/Shanghai</c>.</summary>
public sealed record ScheduleRequest(Frequency? Frequency, IReadOnlyList<DayOfWeek> Days, TimeOnly? Time, string? Zone)
{
    public static readonly ScheduleRequest Nothing = new(null, [], null, null);
}
