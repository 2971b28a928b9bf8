using DigestBot.Data;
using DigestBot.Papers;

namespace DigestBot.Digests.Watching;

/// <summary>Why nothing is to be expected today, or that there is no reason.</summary>
public enum Quiet
{
    No,
    Weekend,

    /// <summary>A working day on which this source does not come.</summary>
    OtherDay,
    Holiday,

    /// <summary>It came and held nothing.</summary>
    Empty,
}

/// <summary>A file of a source, as it came.</summary>
public sealed record SourceArrival(DateTimeOffset At, bool Empty);

/// <summary>A source that did not come by the time it usually does. <c>InARow</c>: how many times until now.</summary>
public sealed record Lateness(DateTimeOffset Expected, DateOnly Day, int InARow);

/// <summary>How a source of digest files stands.</summary>
/// <param name="Expectation">Null: it is not known well enough to expect anything.</param>
/// <param name="Days">On how many days it came lately.</param>
/// <param name="Last">When it came last with something in it.</param>
/// <param name="Next">By when it should come next.</param>
public sealed record SourceState(
    string Source, Expectation? Expectation, int Days, DateTimeOffset? Last, DateTimeOffset? Next, Lateness? Late, Quiet Today, string? Holiday)
{
    /// <summary>How far back arrivals are looked at: eight of a weekly source.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(60);

    private const int MostFiles = 5000;
    private const int MostInARow = 10;

    /// <summary>A file that came on one day only is no source.</summary>
    private const int FewestDays = 2;

    /// <summary>All sources whose files came lately; backfill is no arrival.</summary>
    public static async Task<IReadOnlyList<SourceState>> ReadAsync(Session session, SourceCalendar calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var files = await session.QueryAsync(
            $"""
            SELECT path, imported_at, {DigestFileStore.IsEmpty} FROM digest_files
            WHERE NOT backfill AND imported_at > {now - LookBack} ORDER BY sequence DESC LIMIT {MostFiles}
            """,
            row => (Source: DigestSource.Of(row.Text(0)), Arrival: new SourceArrival(row.Moment(1), row.Flag(2))), cancellationToken);
        return
        [
            .. files.GroupBy(file => file.Source, file => file.Arrival, StringComparer.Ordinal)
                .Select(source => Of(source.Key, [.. source], calendar, now)).Where(state => state.Days >= FewestDays).OrderBy(state => state.Source, StringComparer.Ordinal),
        ];
    }

    public static SourceState Of(string source, IReadOnlyList<SourceArrival> arrivals, SourceCalendar calendar, DateTimeOffset now)
    {
        DateTimeOffset[] filled = [.. arrivals.Where(arrival => !arrival.Empty).Select(arrival => arrival.At)];
        var days = filled.Select(calendar.DayOf).Distinct().Count();
        var today = calendar.DayOf(now);
        var holiday = calendar.Holidays.On(today);
        var state = new SourceState(source, Expectation.Learn(filled, calendar), days, filled.Length > 0 ? filled.Max() : null, null, null, Quiet.No, holiday);
        if (state.Expectation is not { } expectation)
            return state;

        var next = expectation.Next(now - Expectation.Grace);
        if (next is { } soon && arrivals.Any(arrival => arrival.At >= expectation.Opens(soon)))
            next = expectation.Next(soon);
        return state with { Next = next, Late = Lateness(expectation, arrivals, now), Today = TodayOf(expectation, arrivals, today, holiday) };
    }

    private static Lateness? Lateness(Expectation expectation, IReadOnlyList<SourceArrival> arrivals, DateTimeOffset now)
    {
        var last = arrivals.Max(arrival => arrival.At);
        var missed = 0;
        var expected = expectation.Last(now - Expectation.Grace);
        var first = expected;
        for (; expected is { } moment && expectation.Opens(moment) > last && missed < MostInARow; expected = expectation.Last(moment.AddTicks(-1)))
            missed++;
        return missed == 0 ? null : new Lateness(first!.Value, expectation.Calendar.DayOf(first.Value), missed);
    }

    private static Quiet TodayOf(Expectation expectation, IReadOnlyList<SourceArrival> arrivals, DateOnly today, string? holiday)
    {
        if (holiday is not null)
            return Quiet.Holiday;
        if (!expectation.Usual.Days.Contains(today.DayOfWeek))
            return today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? Quiet.Weekend : Quiet.OtherDay;
        var came = arrivals.Where(arrival => expectation.Calendar.DayOf(arrival.At) == today).ToList();
        return came.Count > 0 && came.All(arrival => arrival.Empty) ? Quiet.Empty : Quiet.No;
    }
}
