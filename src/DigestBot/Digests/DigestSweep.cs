using System.Diagnostics;
using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;
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
public sealed class DigestSweep(Database database, TimeProvider time, ILogger<DigestSweep> log)
{
    /// <summary>Enough to share one reading of the papers, few enough to hold others up for less than a second.</summary>
    private const int BatchSize = 2000;

    public Task<Swept> RunAsync(CancellationToken cancellationToken) => RunAsync(made: null, cancellationToken);

    /// <param name="made">Told of each digest once it is committed.</param>
    /// <param name="cancellationToken">Stops between two digests.</param>
    public async Task<Swept> RunAsync(Action<MadeDigest>? made, CancellationToken cancellationToken)
    {
        var total = new Swept(0, 0);
        var matched = 0;
        var start = time.GetTimestamp();
        Activity? span = null;
        var now = time.GetUtcNow();
        var papers = new AnalyzedPapers();
        await ResumeAsync(now, cancellationToken);
        while (true)
        {
            await using var session = await database.WriteAsync(cancellationToken);
            var due = await new SubscriptionStore(session).DueAsync(now, BatchSize, cancellationToken);
            if (due.Count == 0)
                break;
            span ??= Telemetry.Traces.StartActivity("sweep");
            var maker = new DigestMaker(session, papers);
            var covered = await new DigestFileStore(session).LatestSequenceAsync(cancellationToken);
            var batch = new List<MadeDigest>();
            foreach (var subscription in due)
            {
                if (await TryMakeAsync(session, maker, subscription, covered, now, cancellationToken) is not { } digest)
                    continue;
                matched += digest.Composition.Coverage.Shown + digest.Composition.Coverage.OverCap;
                total = new Swept(total.Due + 1, total.Sent + (digest.Sent ? 1 : 0));
                if (made is not null)
                    batch.Add(digest);
            }

            await session.CommitAsync(cancellationToken);
            batch.ForEach(digest => made!(digest));
        }

        span?.SetTag("due", total.Due).SetTag("digests", total.Sent).Dispose();
        if (total.Due > 0)
        {
            Telemetry.Swept(time.GetElapsedTime(start), matched);
            Log.Swept(log, total.Sent, total.Due);
        }

        return total;
    }

    /// <summary>One digest that cannot be made must not hold up the others: its subscription is paused with the reason.</summary>
    private async Task<MadeDigest?> TryMakeAsync(
        Session session, DigestMaker maker, Subscription subscription, long covered, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await session.PartAsync(() => MakeAsync(session, maker, subscription, covered, now, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or SqliteException))
        {
            await new SubscriptionStore(session).UpdateAsync(
                subscription with { State = SubscriptionState.DeliveryPaused, PauseReason = Reason.Of(Refusal.OurMistake, exception.GetType().Name), NextDue = null }, cancellationToken);
            Log.DigestFailed(log, subscription.Id, exception);
            return null;
        }
    }

    /// <summary>Null where this due time was run before (the clock was set back, a schedule was changed with an earlier one): it is only passed.</summary>
    private static async Task<MadeDigest?> MakeAsync(
        Session session, DigestMaker maker, Subscription subscription, long covered, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var composition = await maker.NextAsync(subscription, now, cancellationToken);
        var dueAt = subscription.NextDue!.Value;
        var created = await session.FirstAsync(
            $"""
            INSERT INTO digests (subscription_id, due_at, made_at, coverage, covered)
            VALUES ({subscription.Id}, {dueAt}, {now}, {DigestsJson.Write(composition.Coverage)}, {covered})
            ON CONFLICT (subscription_id, due_at) DO NOTHING RETURNING id
            """,
            row => (long?)row.Long(0), cancellationToken);
        if (created is not { } digestId)
        {
            await new SubscriptionStore(session).RanAsync(subscription, subscription.CutOff, subscription.Schedule.Next(now), cancellationToken);
            return null;
        }

        var sent = composition.Coverage.Shown > 0 || subscription.Options.SayWhenEmpty;
        if (sent)
        {
            using (UiLanguage.Use(subscription.Options.Language))
            {
                var message = DigestMessage.Compose(subscription, composition, digestId, first: 1, maker.Lines);
                await new Outbox(session).AddAsync(new NewOutboxRow(subscription.ConversationId, OutboxKind.Digest, message, digestId), now, cancellationToken);
            }

            await maker.RecordAsync(subscription, digestId, composition, cancellationToken);
        }

        await new SubscriptionStore(session).RanAsync(subscription, covered, subscription.Schedule.Next(now), cancellationToken);
        return new MadeDigest(subscription, dueAt, composition, sent);
    }

    /// <summary>Pauses that end now: the first digest afterwards covers the pause, too.</summary>
    private async Task ResumeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var store = new SubscriptionStore(session);
        foreach (var subscription in await store.PauseEndedAsync(now, cancellationToken))
            await store.UpdateAsync(subscription.Resumed(subscription.PausedUntil!.Value.AddSeconds(-1)), cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
