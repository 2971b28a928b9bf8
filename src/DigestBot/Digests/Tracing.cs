using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>Finds out why a paper came, or which stage stopped it.</summary>
internal sealed class Tracing(Session session)
{
    public async Task<Trace> OfAsync(Subscription subscription, Paper paper, CancellationToken cancellationToken)
    {
        var match = Matcher.Match(AnalyzedPaper.From(paper), subscription.Filter);
        var sent = await SentAsync(subscription.ConversationId, paper, cancellationToken);
        if (sent is { } own && own.SubscriptionId == subscription.Id)
            return new Trace.Brought(subscription, match as Matched, own.DueAt, own.Place + 1, own.Shown, own.Problem);
        if (match is Stopped stopped)
            return new Trace.Outside(subscription, stopped);
        if (sent is { } other)
            return new Trace.SentHere(subscription, other.Number, other.DueAt);
        if (subscription.Options.Except is { } place && await SentAsync(place.ConversationId, paper, cancellationToken) is not null)
            return new Trace.SentElsewhere(subscription, place.Name);

        // What the next run would do, by its own code.
        var next = await new DigestMaker(session).PreviewAsync(subscription, cancellationToken);
        var rank = next.Ranked.ToList().FindIndex(candidate => candidate.Id == paper.Id);
        if (rank >= 0)
            return new Trace.Coming(subscription, (Matched)match, rank + 1, rank < next.Coverage.Shown);
        return await IsBackfillAsync(paper, cancellationToken) ? new Trace.Backfill(subscription) : new Trace.Earlier(subscription);
    }

    private Task<SentRow?> SentAsync(long conversationId, Paper paper, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"""
            SELECT subscription_id, number, due_at, place, shown, CASE outbox.state WHEN 'Dead' THEN COALESCE(problem, '') END
            FROM ledger JOIN digests ON digests.id = ledger.digest_id JOIN subscriptions ON subscriptions.id = subscription_id
            LEFT JOIN outbox ON outbox.digest_id = digests.id
            WHERE ledger.conversation_id = {conversationId} AND ledger.paper_id = {paper.Id} LIMIT 1
            """,
            row => new SentRow(row.Long(0), row.Int(1), row.Moment(2), row.Int(3), row.Flag(4), row.TextOrNull(5)), cancellationToken);

    private Task<bool> IsBackfillAsync(Paper paper, CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT first_sequence IS NULL FROM papers WHERE id = {paper.Id}", row => row.Flag(0), cancellationToken);

    private sealed record SentRow(long SubscriptionId, int Number, DateTimeOffset DueAt, int Place, bool Shown, string? Problem);
}
