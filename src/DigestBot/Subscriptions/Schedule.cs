namespace DigestBot.Subscriptions;

public enum Frequency
{
    OnArrival,
    Daily,
    Weekdays,
    Weekly,
}

/// <summary>When a digest is due: at a local time in an IANA zone. <c>Days</c> only for <see cref="Frequency.Weekly"/>, Monday first.</summary>
public sealed partial record Schedule(Frequency Frequency, IReadOnlyList<DayOfWeek> Days, TimeOnly Time, string Zone)
{
    /// <summary>Weekdays at nine (decision 9).</summary>
    public static Schedule Default(string zone) => new(Frequency.Weekdays, [], new TimeOnly(9, 0), zone);
}
