using DigestBot.Channels;
using DigestBot.Data;
using Microsoft.Extensions.Logging;

namespace DigestBot.Delivery;

/// <summary>A message under way.</summary>
/// <param name="Row">As claimed.</param>
/// <param name="To">Where it goes.</param>
/// <param name="OnlyFor">The person who alone should see it, as the channel names them.</param>
internal sealed record Claim(OutboxRow Row, Conversation To, string? OnlyFor)
{
    /// <summary>The posts a correction edits.</summary>
    public IReadOnlyList<string> Posts { get; init; } = [];

    public bool IsCorrection => Row.Kind == OutboxKind.Correction;
}

/// <summary>
/// Sends claimed messages and writes every outcome into the row before anything else: sent; retried with back-off; dead with its reason; a
/// destination that is gone also pauses its subscriptions. An answer that was lost is retried once and marked, then given up as
/// "maybe delivered" (decision 14).
/// </summary>
public sealed class Dispatcher(Database database, IEnumerable<IChannel> channels, TimeProvider time, ILogger<Dispatcher> log)
{
    /// <summary>What a channel may take for one send.</summary>
    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>After this a send has ended, whatever its channel does.</summary>
    public static readonly TimeSpan LongestSend = SendTimeout + Grace;

    /// <summary>A claim outlives any send, so that no second sender takes a row under a living one.</summary>
    internal static readonly TimeSpan Lease = 3 * SendTimeout;

    /// <summary>With the waits between them about two hours: longer than most outages, shorter than anyone's patience.</summary>
    private const int MostAttempts = 24;
    private static readonly TimeSpan MostBackOff = TimeSpan.FromMinutes(10);

    /// <summary>A conversation that is still not found after this long is gone; looked for every so often.</summary>
    private static readonly TimeSpan MissingForGood = TimeSpan.FromHours(24);
    private static readonly TimeSpan MissingBackOff = TimeSpan.FromHours(6);

    /// <summary>"Not found" comes and goes: it is asked again within a minute or two before it is believed for hours.</summary>
    private const int SoonAttempts = 6;
    /// <summary>For all that claim: each does so in the one write transaction.</summary>
    internal RowWording Wording { get; } = new(log);

    private readonly MessagePosting _posting = new(database, time);
    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    internal static async Task<IReadOnlyList<Claim>> AddressAsync(Session session, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var store = new ConversationStore(session);
        var claims = new List<Claim>(rows.Count);
        foreach (var row in rows)
        {
            var to = (await store.FindAsync(row.ConversationId, cancellationToken))!;
            var onlyFor = row.OnlyFor is { } person ? await store.FindPersonAsync(person, cancellationToken) : null;
            var posts = row.Kind == OutboxKind.Correction ? await new Corrections(session).PostsAsync(row, cancellationToken) : [];
            claims.Add(new Claim(row, to, onlyFor?.ExternalId) { Posts = posts });
        }

        return claims;
    }

    /// <summary>Never throws: what went wrong is the result.</summary>
    internal async Task<SendResult> SendAsync(Claim claim, CancellationToken cancellationToken)
    {
        var channel = claim.To.Reference.Channel;
        using var span = Telemetry.Traces.StartActivity("send")?.SetTag("channel", channel).SetTag("kind", claim.Row.Kind.ToString());
        var start = time.GetTimestamp();
        var result = await AttemptAsync(claim, cancellationToken);
        span?.SetTag("outcome", result.GetType().Name);
        Telemetry.Attempted(time.GetElapsedTime(start), channel, result.GetType().Name);
        return result;
    }

    private async Task<SendResult> AttemptAsync(Claim claim, CancellationToken cancellationToken)
    {
        if (claim.Row.LostAnswers > 1 && !claim.IsCorrection)
            return new SendResult.Lost("stopped");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(SendTimeout);
        using var patience = new CancellationTokenSource();
        await using var ending = timeout.Token.Register(() => patience.CancelAfter(Grace));
        try
        {
            // Waiting ends even where a channel does not listen to its token.
            return await PostAsync(claim, timeout.Token).WaitAsync(patience.Token);
        }
        catch (Exception exception)
        {
            Log.SendFailed(log, claim.Row.Id, exception);
            return new SendResult.Lost(exception is OperationCanceledException ? "timeout" : exception.GetType().Name);
        }
    }

    private async Task<SendResult> PostAsync(Claim claim, CancellationToken cancellationToken) =>
        claim is { IsCorrection: true, Posts.Count: 0 }
            ? new SendResult.Rejected(Reason.Of(Setback.NotEdited, "no id"))
            : await _posting.PostAsync(
                _channels[claim.To.Reference.Channel],
                new OutgoingMessage(claim.Row.Id, claim.To.Reference, claim.Row.Message, claim.OnlyFor, claim.Row.Thread, claim.IsCorrection ? null : claim.Row.Replaces) { Corrects = claim.Posts },
                cancellationToken);

    internal async Task RecordAsync(Session session, Claim claim, SendResult result, CancellationToken cancellationToken)
    {
        if (claim.IsCorrection)
            await RecordCorrectionAsync(session, claim, result, cancellationToken);
        else
            await RecordMessageAsync(session, claim, result, cancellationToken);
        if (Telemetry.CountsSends)
            await CountAsync(session, claim, result, cancellationToken);
        // Further tries, being told to slow down and edits that were not made are daily business.
        if (claim.IsCorrection || result is SendResult.Sent or SendResult.Retry { TooFast: true } || (result is SendResult.Retry && claim.Row.Attempts > 1))
            Log.SendEnded(log, claim.Row.Id, claim.Row.Kind.ToString(), result.GetType().Name, claim.Row.Attempts);
        else
            Log.SendRefused(log, claim.Row.Id, claim.Row.Kind.ToString(), claim.To.Reference.Channel, result.GetType().Name, claim.Row.Attempts, Reason.Of(result));
    }

    /// <summary>The same edit twice is one, so that a lost answer is no more than a failed try; and whatever stands against an edit says nothing of the next post.</summary>
    private async Task RecordCorrectionAsync(Session session, Claim claim, SendResult result, CancellationToken cancellationToken)
    {
        if (result is SendResult.Sent)
            await new Corrections(session).EditedAsync(claim.Row, cancellationToken);
        else if (result is SendResult.Retry or SendResult.Lost && claim.Row.Attempts < MostAttempts)
            await new Outbox(session).RetryAsync(claim.Row, time.GetUtcNow() + ((result as SendResult.Retry)?.After ?? BackOff(claim.Row.Attempts)), Reason.Of(result), lostAnswer: false, cancellationToken);
        else
            await new Corrections(session).NotEditedAsync(claim.Row, Reason.Of(result), cancellationToken);
    }

    private async Task RecordMessageAsync(Session session, Claim claim, SendResult result, CancellationToken cancellationToken)
    {
        var outbox = new Outbox(session);
        var now = time.GetUtcNow();
        switch (result)
        {
            case SendResult.Sent sent:
                await outbox.SentAsync(claim.Row, sent, now, cancellationToken);
                await new ConversationStore(session).FoundAsync(claim.To.Id, cancellationToken);
                break;
            case SendResult.Retry retry when claim.Row.Attempts < MostAttempts:
                await outbox.RetryAsync(claim.Row, now + (retry.After ?? BackOff(claim.Row.Attempts)), Reason.Of(retry), lostAnswer: false, cancellationToken);
                break;
            case SendResult.Lost lost when claim.Row.LostAnswers == 0:
                await outbox.RetryAsync(claim.Row, now + BackOff(claim.Row.Attempts), Reason.Of(lost), lostAnswer: true, cancellationToken);
                break;
            case SendResult.Lost lost:
                await outbox.DeadAsync(claim.Row, Reason.Of(Setback.MaybeDelivered, Reason.Of(lost)), cancellationToken);
                break;
            case SendResult.Missing missing when now - await new ConversationStore(session).MissingSinceAsync(claim.To, now, cancellationToken) < MissingForGood:
                await outbox.RetryAsync(claim.Row, now + (claim.Row.Attempts <= SoonAttempts ? BackOff(claim.Row.Attempts) : MissingBackOff), missing.Reason, lostAnswer: false, cancellationToken);
                break;
            case SendResult.Missing missing:
                await GoneAsync(session, claim, missing.Reason, now, cancellationToken);
                break;
            case SendResult.Gone gone:
                await GoneAsync(session, claim, gone.Reason, now, cancellationToken);
                break;
            case SendResult.Retry retry:
                await outbox.DeadAsync(claim.Row, Reason.Of(Setback.GaveUp, $"{claim.Row.Attempts}:{Reason.Of(retry)}"), cancellationToken);
                break;
            case SendResult.Rejected rejected:
                await outbox.DeadAsync(claim.Row, Reason.Of(rejected), cancellationToken);
                break;
        }
    }

    /// <summary>By what became of the row; of edits only those that were made.</summary>
    private static async Task CountAsync(Session session, Claim claim, SendResult result, CancellationToken cancellationToken)
    {
        var (channel, outcome) = (claim.To.Reference.Channel, result.GetType().Name);
        if (claim.IsCorrection)
        {
            if (result is SendResult.Sent)
                Telemetry.Sent(channel, "correction");
            return;
        }

        switch (await session.FirstAsync($"SELECT state FROM outbox WHERE id = {claim.Row.Id}", row => row.Enum<OutboxState>(0), cancellationToken))
        {
            case OutboxState.Sent:
                Telemetry.Sent(channel, claim.Row.Kind.ToString());
                break;
            case OutboxState.Dead:
                Telemetry.Failed(channel, outcome);
                break;
            default:
                Telemetry.Retried(channel, outcome);
                break;
        }
    }

    private static async Task GoneAsync(Session session, Claim claim, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await new Outbox(session).DeadAsync(claim.Row, reason, cancellationToken);
        await new DeliveryPause(session).PauseAsync(claim.To, reason, now, cancellationToken);
    }

    private static TimeSpan BackOff(int attempts)
    {
        var seconds = Math.Min(Math.Pow(2, attempts), MostBackOff.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
