using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using DigestBot.Taste;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DigestBot.Digests;

/// <summary>A digest as the sweep made it; <c>Sent</c> false where there was nothing to send.</summary>
public sealed record MadeDigest(Subscription Subscription, DateTimeOffset DueAt, Composition Composition, bool Sent);

/// <summary>How many due times were run, and how many of them had something to send.</summary>
public sealed record Swept(int Due, int Sent);

/// <summary>
/// Makes the digests that are due. One transaction a batch writes the digest (once per subscription and due time), its outbox row, its ledger
/// rows and the next due time together: a crash leaves all of it or nothing. Due times missed meanwhile become one digest.
/// </summary>
/// <param name="tastes">What readers like, kept from one sweep to the next.</param>
public sealed class DigestSweep(Database database, TimeProvider time, ILogger<DigestSweep> log, Tastes? tastes = null)
{
    private readonly Tastes _tastes = tastes ?? new();

    /// <summary>What batches made one after the other share. Only used inside a write transaction, so by one of them at a time.</summary>
    private AnalyzedPapers _papers = new();
    private Dictionary<string, Query> _filters = new(StringComparer.Ordinal);

    /// <summary>What is due now, in batches; pauses that have ended are over. Only reads where nothing is due.</summary>
    /// <param name="after">Only what became due later than this, where it is given: the rest is being made.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<DueBatch>> PlanAsync(DateTimeOffset? after, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await ResumeAsync(now, cancellationToken);
        await using var session = await database.ReadAsync(cancellationToken);
        var batches = DueBatch.Cut(await new SubscriptionStore(session).DueKeysAsync(now, after, cancellationToken));
        // The morning is over: what its batches shared is not kept until the next.
        if (batches.Count == 0 && after is null)
            (_papers, _filters) = (new(), new(StringComparer.Ordinal));
        return batches;
    }

    public Task<Swept> RunAsync(CancellationToken cancellationToken) => RunAsync(made: null, cancellationToken);

    /// <param name="made">Told of each digest once it is committed.</param>
    /// <param name="cancellationToken">Stops between two batches; one that was begun is taken back.</param>
    public async Task<Swept> RunAsync(Action<MadeDigest>? made, CancellationToken cancellationToken)
    {
        await ResumeAsync(time.GetUtcNow(), cancellationToken);
        return await RunAsync(batch: null, made, cancellationToken);
    }

    /// <summary>Makes what is due of one batch of a plan.</summary>
    public Task<Swept> RunAsync(DueBatch batch, CancellationToken cancellationToken) => RunAsync(batch, made: null, cancellationToken);

    private async Task<Swept> RunAsync(DueBatch? batch, Action<MadeDigest>? made, CancellationToken cancellationToken)
    {
        using var span = new SweepSpan();
        try
        {
            return await RunAsync(batch, made, span, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            span.Fail(exception);
            throw;
        }
    }

    private async Task<Swept> RunAsync(DueBatch? batch, Action<MadeDigest>? made, SweepSpan span, CancellationToken cancellationToken)
    {
        var total = new Swept(0, 0);
        var matched = 0;
        var start = time.GetTimestamp();
        var now = time.GetUtcNow();
        while (true)
        {
            await using var session = await database.WriteAsync(cancellationToken);
            var store = new SubscriptionStore(session, _filters);
            var due = batch is null
                ? await store.DueAsync(now, DueBatch.Size, cancellationToken)
                : await store.DueAsync(now, batch.From, batch.To, DueBatch.Size, cancellationToken);
            if (due.Count == 0)
                break;
            span.Begin();
            var covered = await new DigestFileStore(session).LatestSequenceAsync(cancellationToken);
            var digests = new List<MadeDigest>();
            var maker = new DigestMaker(session, _papers, _tastes);
            var last = await session.ValueAsync($"SELECT COALESCE(MAX(id), 0) FROM digests", row => row.Long(0), cancellationToken);
            foreach (var subscription in due)
            {
                if (await MakeAsync(session, maker, subscription, ++last, covered, now, cancellationToken) is not { } digest)
                    continue;
                matched += digest.Composition.Coverage.Shown + digest.Composition.Coverage.OverCap;
                digests.Add(digest);
            }

            await session.CommitAsync(cancellationToken);
            total = new Swept(total.Due + digests.Count, total.Sent + digests.Count(digest => digest.Sent));
            if (made is not null)
                digests.ForEach(made);
        }

        span.Count(total);
        if (total.Due > 0)
        {
            Telemetry.Swept(time.GetElapsedTime(start), matched);
            Log.Swept(log, total.Sent, total.Due);
        }

        return total;
    }

    /// <summary>Null where it could not be made, or this due time was run before (the clock was set back, a schedule was changed with an earlier one): it is only passed.</summary>
    private async Task<MadeDigest?> MakeAsync(
        Session session, DigestMaker maker, Subscription subscription, long id, long covered, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Composition composition;
        Message? message = null;
        try
        {
            composition = await maker.NextAsync(subscription, now, cancellationToken);
            using var language = UiLanguage.Use(subscription.Options.Language);
            if (composition.Coverage.Shown > 0 || subscription.Options.SayWhenEmpty)
                message = DigestMessage.Recorded(subscription, composition, id);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or SqliteException))
        {
            await PauseAsync(session, subscription, exception, cancellationToken);
            return null;
        }

        var isNew = await session.ExecuteAsync(
            $"""
            INSERT INTO digests (id, subscription_id, due_at, made_at, coverage, covered)
            VALUES ({id}, {subscription.Id}, {subscription.NextDue}, {now}, {DigestsJson.Write(composition.Coverage)}, {covered})
            ON CONFLICT (subscription_id, due_at) DO NOTHING
            """, cancellationToken) == 1;
        if (isNew && message is not null)
        {
            await new Outbox(session).AddAsync(new NewOutboxRow(subscription.ConversationId, OutboxKind.Digest, message, id), now, cancellationToken);
            await maker.RecordAsync(subscription, id, composition, cancellationToken);
        }

        await new SubscriptionStore(session).RanAsync(subscription, isNew ? covered : subscription.CutOff, subscription.Schedule.Next(now), cancellationToken);
        return isNew ? new MadeDigest(subscription, subscription.NextDue!.Value, composition, message is not null) : null;
    }

    /// <summary>One digest that cannot be made must not hold up the others: its subscription is paused with the reason.</summary>
    private async Task PauseAsync(Session session, Subscription subscription, Exception exception, CancellationToken cancellationToken)
    {
        await new SubscriptionStore(session).UpdateAsync(
            subscription with { State = SubscriptionState.DeliveryPaused, PauseReason = Reason.Of(Refusal.OurMistake, exception.GetType().Name), NextDue = null }, cancellationToken);
        Log.DigestFailed(log, subscription.Id, exception);
    }

    /// <summary>Pauses that end now: the first digest afterwards covers the pause, too.</summary>
    private async Task ResumeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var reading = await database.ReadAsync(cancellationToken))
        {
            if ((await new SubscriptionStore(reading).PauseEndedAsync(now, cancellationToken)).Count == 0)
                return;
        }

        await using var session = await database.WriteAsync(cancellationToken);
        var store = new SubscriptionStore(session);
        foreach (var subscription in await store.PauseEndedAsync(now, cancellationToken))
            await store.UpdateAsync(subscription.Resumed(subscription.PausedUntil!.Value.AddSeconds(-1)), cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
