using System.Globalization;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.WebChat;

/// <summary>
/// The bot's time on the page, and moving it. Refused where a real channel is on: its people live in real time (decision 17).
/// </summary>
public sealed class WebChatClock(
    MovableClock clock, Database database, IEnumerable<IChannel> channels, CommandDefaults defaults, JobResults jobs)
{
    private static readonly TimeOnly Nine = new(9, 0);

    /// <summary>Why the clock must not be moved; null where it may.</summary>
    public string? Refused => Others is [] ? null : string.Format(Strings.Page_ClockRefused, string.Join(Strings.Words_ListSeparator, Others));

    /// <summary>Why a store whose clock was moved must not be served; null where it may be.</summary>
    public string? RefusedToServe => Others is [] || clock.Offset == TimeSpan.Zero
        ? null
        : string.Format(Strings.Page_ClockMovedBefore, database.Path, string.Join(Strings.Words_ListSeparator, Others));

    private IReadOnlyList<string> Others => field ??= [.. channels.Select(channel => channel.Name).Where(name => name != WebChatChannel.ChannelName)];

    /// <param name="place">The conversation whose next digest is offered.</param>
    internal async Task<ClockState> StateAsync(Session session, Person person, string place, CancellationToken cancellationToken)
    {
        var zone = defaults.ZoneOf(person);
        var now = clock.GetUtcNow();
        var moves = Refused is null ? Moves(now, zone, await NextDigestAsync(session, place, now, cancellationToken)) : [];
        return new ClockState(now, zone, clock.Offset > TimeSpan.Zero, Refused, [.. moves.DistinctBy(move => move.To)]);
    }

    /// <summary>Moves; what is due by then is made at once, as the jobs hear of the move. Null when done, else why not.</summary>
    internal async Task<string?> MoveAsync(ClockTarget target, Person person, CancellationToken cancellationToken)
    {
        if (Refused is { } refused)
            return refused;
        var moment = target.To ?? (target.Local is { } local ? Zones.Moment(local, defaults.ZoneOf(person)) : null);
        var before = clock.Offset;
        if (moment is not { } to || !await clock.MoveToAsync(to, cancellationToken))
            return string.Format(Strings.Page_ClockForward, MovableClock.Farthest.Days);
        jobs.ClockMoved(clock.Offset - before);
        database.Written(Transcript.Table).Raise();
        return null;
    }

    private static IEnumerable<ClockMove> Moves(DateTimeOffset now, string zone, DateTimeOffset? nextDigest)
    {
        if (nextDigest is { } next)
            yield return Move(Strings.Page_ClockNext, next, zone) with { Digest = true };
        var nines = new Schedule(Frequency.Daily, [], Nine, zone);
        var nine = nines.Next(now)!.Value;
        var isToday = Zones.Local(nine, zone).Date == Zones.Local(now, zone).Date;
        yield return Move(Strings.Page_ClockTomorrow, isToday ? nines.Next(nine)!.Value : nine, zone);
        yield return Move(Strings.Page_ClockMonday, new Schedule(Frequency.Weekly, [DayOfWeek.Monday], Nine, zone).Next(now)!.Value, zone);
        yield return Move(Strings.Page_ClockDay, now.AddDays(1), zone);
    }

    private static ClockMove Move(string label, DateTimeOffset to, string zone) =>
        new(label, Zones.Local(to, zone).ToString(Strings.Format_Moment, CultureInfo.CurrentUICulture), to);

    private static Task<DateTimeOffset?> NextDigestAsync(Session session, string place, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ValueAsync(
            $"""
            SELECT MIN(next_due) FROM subscriptions JOIN conversations ON conversations.id = conversation_id
            WHERE next_due > {now} AND channel = {WebChatChannel.ChannelName} AND conversations.external_id = {place}
            """,
            row => row.MomentOrNull(0), cancellationToken);
}
