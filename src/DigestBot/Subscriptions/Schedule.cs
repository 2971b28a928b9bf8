namespace DigestBot.Subscriptions;

public enum Frequency
{
    OnArrival,
    Daily,
    Weekdays,
    Weekly,
    Fortnightly,
    Monthly,
}

/// <summary>When a digest is due: at a local time in an IANA zone. <c>Days</c> only from <see cref="Frequency.Weekly"/> on, Monday first.</summary>
public sealed partial record Schedule(Frequency Frequency, IReadOnlyList<DayOfWeek> Days, TimeOnly Time, string Zone)
{
    /// <summary>The last such day of a month.</summary>
    public const int LastOfMonth = 5;

    /// <summary>
    /// Fortnightly: which of two weeks, 0 or 1, counted from the Monday 2001-01-01. Monthly: the first to fourth such day of a month, or
    /// <see cref="LastOfMonth"/>. Else 0.
    /// </summary>
    public int Week { get; init; }

    /// <summary>Weekdays at nine (decision 9).</summary>
    public static Schedule Default(string zone) => new(Frequency.Weekdays, [], new TimeOnly(9, 0), zone);
}
