using DigestBot.Channels;
using DigestBot.Data;
using Microsoft.Extensions.Logging;

namespace DigestBot.Delivery;

/// <summary>
/// Sends what the outbox holds, one claimed row at a time, and writes every outcome into the row before anything else:
/// sent; retried with back-off; dead with its reason; a destination that is gone also pauses its subscriptions.
/// An answer that was lost is retried once and marked, then given up as "maybe delivered" (decision 14).
/// </summary>
public sealed class Dispatcher(Database database, IEnumerable<IChannel> channels, TimeProvider time, ILogger<Dispatcher> log)
{
    /// <summary>What a channel may take for one send.</summary>
    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A claim outlives any send, so that no second sender takes a row under a living one.</summary>
    private static readonly TimeSpan Lease = 3 * SendTimeout;

    /// <summary>With the waits between them about two hours: longer than most outages, shorter than anyone's patience.</summary>
    private const int MostAttempts = 24;
    private static readonly TimeSpan MostBackOff = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    /// <summary>Sends all that may go now, of one conversation or of all whose channel is on. How many were delivered.</summary>
    public async Task<int> SendDueAsync(long? conversation, CancellationToken cancellationToken)
    {
        var sent = 0;
        while (await ClaimAsync(conversation, cancellationToken) is { } claim)
        {
            var result = claim.Row.LostAnswers > 1
                ? new SendResult.Lost("its sender stopped before the answer came")
                : await SendAsync(claim, cancellationToken);
            // The outcome is recorded even while stopping: the message has left.
            await RecordAsync(claim, result, CancellationToken.None);
            if (result is SendResult.Sent)
                sent++;
        }

        return sent;
    }

    private async Task<Claim?> ClaimAsync(long? conversation, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var row = await new Outbox(session).ClaimAsync(time.GetUtcNow(), Lease, [.. _channels.Keys], conversation, cancellationToken);
        if (row is null)
            return null;
        var store = new ConversationStore(session);
        var to = (await store.FindAsync(row.ConversationId, cancellationToken))!;
        var onlyFor = row.OnlyFor is { } person ? await store.FindPersonAsync(person, cancellationToken) : null;
        await session.CommitAsync(cancellationToken);
        return new Claim(row, to, onlyFor?.ExternalId);
    }

    private async Task<SendResult> SendAsync(Claim claim, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(SendTimeout);
        try
        {
            var message = new OutgoingMessage(claim.Row.Id, claim.To.Reference, claim.Row.Message, claim.OnlyFor, claim.Row.Thread);
            var channel = _channels[claim.To.Reference.Channel];
            // A message that can no longer be edited is posted anew: an answer is never lost.
            return claim.Row.Replaces is { } replaced && await channel.UpdateAsync(replaced, message, timeout.Token) is var edited and not SendResult.Rejected
                ? edited
                : await channel.SendAsync(message, timeout.Token);
        }
        catch (Exception exception)
        {
            Log.SendFailed(log, claim.Row.Id, exception);
            return new SendResult.Lost(exception is OperationCanceledException ? "no answer in time" : exception.GetType().Name);
        }
    }

    private async Task RecordAsync(Claim claim, SendResult result, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var outbox = new Outbox(session);
        var now = time.GetUtcNow();
        switch (result)
        {
            case SendResult.Sent sent:
                await outbox.SentAsync(claim.Row, sent.MessageId, now, cancellationToken);
                break;
            case SendResult.Retry retry when claim.Row.Attempts < MostAttempts:
                await outbox.RetryAsync(claim.Row, now + (retry.After ?? BackOff(claim.Row.Attempts)), retry.Reason, lostAnswer: false, cancellationToken);
                break;
            case SendResult.Lost lost when claim.Row.LostAnswers == 0:
                await outbox.RetryAsync(claim.Row, now + BackOff(claim.Row.Attempts), lost.Reason, lostAnswer: true, cancellationToken);
                break;
            case SendResult.Lost lost:
                await outbox.DeadAsync(claim.Row, $"maybe delivered: {lost.Reason}", cancellationToken);
                break;
            case SendResult.Gone gone:
                await outbox.DeadAsync(claim.Row, gone.Reason, cancellationToken);
                await new DeliveryPause(session).PauseAsync(claim.To, gone.Reason, now, cancellationToken);
                break;
            case SendResult.Retry retry:
                await outbox.DeadAsync(claim.Row, $"{claim.Row.Attempts} attempts: {retry.Reason}", cancellationToken);
                break;
            case SendResult.Rejected rejected:
                await outbox.DeadAsync(claim.Row, rejected.Reason, cancellationToken);
                break;
        }

        await session.CommitAsync(cancellationToken);
        Log.SendEnded(log, claim.Row.Id, claim.Row.Kind.ToString(), result.GetType().Name, claim.Row.Attempts);
    }

    private static TimeSpan BackOff(int attempts)
    {
        var seconds = Math.Min(Math.Pow(2, attempts), MostBackOff.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    private sealed record Claim(OutboxRow Row, Conversation To, string? OnlyFor);
}
