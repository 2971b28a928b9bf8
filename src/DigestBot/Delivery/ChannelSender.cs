using System.Threading.Channels;
using DigestBot.Channels;
using DigestBot.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DigestBot.Delivery;

/// <summary>
/// The sender of one channel: several conversations at once, each in its order, as fast as the channel takes it. Woken by whatever is written
/// into the outbox; looks every second for what other processes wrote and what has waited. One loop holds all state: each turn is one transaction
/// that records what ended and claims what may go, so that a hundred quick sends cost a few commits. A channel that hangs holds up nobody else's.
/// </summary>
public sealed class ChannelSender(Database database, Dispatcher dispatcher, IChannel channel, TimeProvider time, ILogger<ChannelSender> log)
{
    private static readonly OutboxPart[] Parts = [OutboxPart.Replies, OutboxPart.Messages, OutboxPart.Corrections];
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Smaller steps back are a clock being kept right.</summary>
    private static readonly TimeSpan SetBack = TimeSpan.FromMinutes(1);
    private readonly Pace _pace = new(channel.Limits);

    /// <summary>Of edits alone; each also takes its place among all that is sent.</summary>
    private readonly Pace _edits = new(channel.Limits with { PerConversation = TimeSpan.Zero, PerWorkspaceAndMinute = channel.Limits.EditsPerWorkspaceAndMinute });
    private readonly Channel<(Claim Claim, SendResult Result)> _ended = Channel.CreateUnbounded<(Claim, SendResult)>();
    private readonly List<(Claim Claim, SendResult Result)> _toRecord = [];
    private int _underWay;
    private int _delivered;
    private DateTimeOffset _latest;
    private string? _problem;

    /// <summary>
    /// Sends until stopped; then only until every send under way has ended, within <see cref="Dispatcher.LongestSend"/>: one that were cut off would
    /// count as a lost answer and be sent again at the next start.
    /// </summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested || _underWay > 0)
        {
            var written = database.Written(Outbox.Table).Next;
            try
            {
                await NoticeClockAsync();
                var begun = await TurnAsync(claiming: !stopping.IsCancellationRequested);
                _problem = null;
                if (begun == 0)
                    await WaitAsync(written, stopping);
            }
            catch (SqliteException exception)
            {
                // The store is busy or full: nothing is forgotten, the next turn tries again. Said once as long as it is so.
                var problem = StoreException.From(exception, "the store").Message;
                if (_problem != problem)
                    Log.SenderWaits(log, channel.Name, problem);
                _problem = problem;
                await Task.Delay(Look, time, CancellationToken.None);
            }
            catch (Exception exception)
            {
                Log.SenderFailed(log, channel.Name, exception);
                await Task.Delay(Look, time, CancellationToken.None);
            }
        }
    }

    /// <summary>Sends what may go now and waits for how it ends, not for what may go later; how many were delivered. Stopping claims no more.</summary>
    public async Task<int> DrainAsync(CancellationToken stopping)
    {
        while (await TurnAsync(claiming: !stopping.IsCancellationRequested) > 0 || _underWay > 0)
            await _ended.Reader.WaitToReadAsync(CancellationToken.None);
        return _delivered;
    }

    /// <summary>Where the clock was set back, what was to wait for seconds would wait for as much longer: it goes now.</summary>
    private async Task NoticeClockAsync()
    {
        var now = time.GetUtcNow();
        if (now + SetBack < _latest)
        {
            _pace.Forget();
            _edits.Forget();
            await using var session = await database.WriteAsync(CancellationToken.None);
            await new Outbox(session).HurryAsync(now, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        _latest = now;
    }

    /// <summary>Records what ended and begins what may go; how many were begun.</summary>
    private async Task<int> TurnAsync(bool claiming)
    {
        while (_ended.Reader.TryRead(out var ended))
        {
            _toRecord.Add(ended);
            _delivered += ended.Result is SendResult.Sent ? 1 : 0;
            if (ended.Result is SendResult.Retry { After: { } after, TooFast: var tooFast })
                Hold(ended.Claim, tooFast, time.GetUtcNow(), after);
        }

        var free = claiming ? channel.Limits.AtOnce - (_underWay - _toRecord.Count) : 0;
        if (_toRecord.Count == 0 && (free <= 0 || !await AnyReadyAsync()))
            return 0;

        IReadOnlyList<Claim> claims;
        await using (var session = await database.WriteAsync(CancellationToken.None))
        {
            foreach (var (claim, result) in _toRecord)
                await RecordAsync(session, claim, result);
            claims = await Dispatcher.AddressAsync(session, await ClaimAsync(session, free), CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        _underWay += claims.Count - _toRecord.Count;
        _toRecord.Clear();
        foreach (var claim in claims)
            _ = Task.Run(async () => _ended.Writer.TryWrite((claim, await dispatcher.SendAsync(claim, CancellationToken.None))), CancellationToken.None);
        return claims.Count;
    }

    /// <summary>An outcome that cannot be recorded must not hold up the channel: its lease ends, and it counts as a lost answer.</summary>
    private async Task RecordAsync(Session session, Claim claim, SendResult result)
    {
        try
        {
            await session.PartAsync(
                async () =>
                {
                    await dispatcher.RecordAsync(session, claim, result, CancellationToken.None);
                    return true;
                }, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not SqliteException)
        {
            Log.OutcomeNotRecorded(log, claim.Row.Id, exception);
        }
    }

    /// <summary>Answers to people first, then the oldest, corrections last; only where the pace allows it.</summary>
    private async Task<IReadOnlyList<OutboxRow>> ClaimAsync(Session session, int free)
    {
        var outbox = new Outbox(session);
        var rows = new List<OutboxRow>();
        foreach (var part in Parts)
        {
            while (rows.Count < free)
            {
                var now = time.GetUtcNow();
                var ready = await outbox.ReadyAsync(now, Scope(part, now), free - rows.Count, CancellationToken.None);
                // Asked again as long as something is ready: those refused are left out by their workspace then.
                if (ready.Count == 0)
                    break;
                long[] taken = [.. ready.Where(row => TryTake(part, row, now)).Select(row => row.Id)];
                rows.AddRange(await outbox.ClaimAsync(taken, now, Dispatcher.Lease, dispatcher.Wording, CancellationToken.None));
            }
        }

        return rows;
    }

    /// <summary>Without the write lock, as most looks find nothing.</summary>
    private async Task<bool> AnyReadyAsync()
    {
        await using var session = await database.ReadAsync(CancellationToken.None);
        var (outbox, now) = (new Outbox(session), time.GetUtcNow());
        return (await outbox.ReadyAsync(now, Scope(OutboxPart.Messages, now), most: 1, CancellationToken.None)).Count > 0
            || (await outbox.ReadyAsync(now, Scope(OutboxPart.Corrections, now), most: 1, CancellationToken.None)).Count > 0;
    }

    /// <summary>An outage is the whole workspace's; of what was too fast, edits are counted by workspace, posts by conversation first.</summary>
    private void Hold(Claim claim, bool tooFast, DateTimeOffset now, TimeSpan after)
    {
        if (!tooFast)
            _pace.Hold(claim.To.Workspace, now + after);
        else if (claim.IsCorrection)
            _edits.Hold(claim.To.Workspace, now + after);
        else
            _pace.Refused(claim.To.Id, claim.To.Workspace, now, now + after);
    }

    private bool TryTake(OutboxPart part, Ready row, DateTimeOffset now) =>
        (part != OutboxPart.Corrections || _edits.TryTake(row.ConversationId, row.Workspace, now)) && _pace.TryTake(row.ConversationId, row.Workspace, now);

    private OutboxScope Scope(OutboxPart part, DateTimeOffset now) => new([channel.Name])
    {
        Part = part,
        ExceptConversations = _pace.Resting(now),
        ExceptWorkspaces = part == OutboxPart.Corrections ? [.. _pace.Waiting(now).Union(_edits.Waiting(now))] : _pace.Waiting(now),
    };

    private async Task WaitAsync(Task written, CancellationToken stopping)
    {
        // Once stopping, only what is under way is waited for.
        using var done = stopping.IsCancellationRequested ? new CancellationTokenSource() : CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var now = time.GetUtcNow();
        var rest = _pace.Next(now) is { } next && next - now < Look ? next - now : Look;
        // With all places taken, what is written changes nothing.
        List<Task> awaited = [_ended.Reader.WaitToReadAsync(done.Token).AsTask(), Task.Delay(rest, time, done.Token)];
        if (_underWay < channel.Limits.AtOnce)
            awaited.Add(written);
        await Task.WhenAny(awaited);
        await done.CancelAsync();
    }
}
