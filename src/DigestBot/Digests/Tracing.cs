using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Digests;

/// <summary>Finds out why a paper came, or which stage stopped it.</summary>
/// <param name="tastes">What readers like, as it was learnt before.</param>
internal sealed class Tracing(Session session, Tastes tastes)
{
    /// <summary>Of a taste, named for one paper.</summary>
    private const int MostWords = 4;

    public async Task<Trace> OfAsync(Subscription subscription, Paper paper, CancellationToken cancellationToken)
    {
        var match = Matcher.Match(AnalyzedPaper.From(paper), subscription.Filter);
        var sent = await SentAsync(subscription.ConversationId, paper, cancellationToken);
        if (sent is { } own && own.SubscriptionId == subscription.Id)
        {
            return new Trace.Brought(subscription, match as Matched, own.DueAt, own.Place + 1, own.Shown, own.Problem)
            {
                Taste = await TasteAsync(subscription, paper, await DigestAsync(subscription, own.DigestId, cancellationToken), own.DueAt, cancellationToken),
            };
        }

        if (match is Stopped stopped)
            return new Trace.Outside(subscription, stopped);
        if (sent is { } other)
            return new Trace.SentHere(subscription, other.Number, other.DueAt);
        if (subscription.Options.Except is { } place && await SentAsync(place.ConversationId, paper, cancellationToken) is not null)
            return new Trace.SentElsewhere(subscription, place.Name);

        // What the next run would do, by its own code.
        var next = await new DigestMaker(session, tastes: tastes).PreviewAsync(subscription, cancellationToken);
        var rank = next.Ranked.ToList().FindIndex(candidate => candidate.Id == paper.Id);
        if (rank >= 0)
        {
            var places = next.ByTaste ? (await new DigestMaker(session) { IgnoresTaste = true }.PreviewAsync(subscription, cancellationToken)).Ranked : [];
            return new Trace.Coming(subscription, (Matched)match, rank + 1, rank < next.Coverage.Shown)
            {
                Taste = await TasteAsync(subscription, paper, places, subscription.NextDue ?? subscription.CreatedAt, cancellationToken),
            };
        }

        return await IsBackfillAsync(paper, cancellationToken) ? new Trace.Backfill(subscription) : new Trace.Earlier(subscription);
    }

    /// <param name="without">The digest's papers in the order they have without a taste.</param>
    private async Task<TasteTrace?> TasteAsync(
        Subscription subscription, Paper paper, IReadOnlyList<Paper> without, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var place = without.ToList().FindIndex(candidate => candidate.Id == paper.Id);
        if (place < 0)
            return null;
        var words = await tastes.ReasonsAsync(session, subscription.ConversationId, subscription.Filter, paper, at, MostWords, cancellationToken);
        return words.Count == 0 ? null : new TasteTrace(place + 1, words);
    }

    /// <summary>What a digest brought, in the order it would have had without a taste.</summary>
    private async Task<IReadOnlyList<Paper>> DigestAsync(Subscription subscription, long digestId, CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            $"SELECT paper_id FROM ledger WHERE conversation_id = {subscription.ConversationId} AND digest_id = {digestId} ORDER BY paper_id", row => row.Long(0), cancellationToken);
        var matched = (await new PaperStore(session).ListAsync(ids, cancellationToken)).Select(AnalyzedPaper.From)
            .Select(analyzed => Matcher.Match(analyzed, subscription.Filter) is Matched match ? new MatchedPaper(analyzed, match) : null).OfType<MatchedPaper>();
        return [.. DigestOrder.Rank([.. matched], subscription, standings: null).Select(match => match.Paper.Paper)];
    }

    private Task<SentRow?> SentAsync(long conversationId, Paper paper, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"""
            SELECT subscription_id, number, due_at, place, shown, CASE outbox.state WHEN 'Dead' THEN COALESCE(problem, '') END, digests.id
            FROM ledger JOIN digests ON digests.id = ledger.digest_id JOIN subscriptions ON subscriptions.id = subscription_id
            LEFT JOIN outbox ON outbox.digest_id = digests.id
            WHERE ledger.conversation_id = {conversationId} AND ledger.paper_id = {paper.Id} LIMIT 1
            """,
            row => new SentRow(row.Long(0), row.Int(1), row.Moment(2), row.Int(3), row.Flag(4), row.TextOrNull(5) is { } problem ? Reason.InWords(problem) : null, row.Long(6)), cancellationToken);

    private Task<bool> IsBackfillAsync(Paper paper, CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT first_sequence IS NULL FROM papers WHERE id = {paper.Id}", row => row.Flag(0), cancellationToken);

    private sealed record SentRow(long SubscriptionId, int Number, DateTimeOffset DueAt, int Place, bool Shown, string? Problem, long DigestId);
}
