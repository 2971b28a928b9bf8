using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Digests;

/// <summary>
/// Makes digests from the store. The sweep, previews and digests asked for in chat all come through here, so that what people are shown is
/// what they will get. Lives as long as one transaction.
/// </summary>
/// <param name="session">The transaction.</param>
/// <param name="papers">What several makers of one sweep share.</param>
/// <param name="tastes">What readers like, as it was learnt before.</param>
internal sealed class DigestMaker(Session session, AnalyzedPapers? papers = null, Tastes? tastes = null)
{
    private readonly Tastes _tastes = tastes ?? new();
    private readonly AnalyzedPapers _papers = papers ?? new();

    /// <summary>What is sent before what is made, although the ledger does not know it yet.</summary>
    private readonly Dictionary<long, HashSet<long>> _assumed = [];

    /// <summary>As if nobody had a taste: to say what a taste moves.</summary>
    public bool IgnoresTaste { get; init; }

    public DigestWindows Windows => field ??= new DigestWindows(session, _papers);

    /// <summary>What the subscription's next digest holds now.</summary>
    /// <param name="at">When it is made; null while it is not due at all.</param>
    public async Task<Composition> NextAsync(Subscription subscription, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var window = await Windows.NextAsync(subscription, cancellationToken);
        var matched = await Windows.MatchAsync(window, subscription.Filter, cancellationToken);
        var sent = await SentAsync(subscription, window, matched, cancellationToken);
        var composition = DigestComposer.Compose(subscription, window, matched, sent, await StandingsAsync(subscription, matched, at, cancellationToken));
        return composition with { Combined = await IsCombinedAsync(subscription, composition, at, cancellationToken) };
    }

    /// <summary>Several days in one, as due times passed without a digest (a pause, an outage). By the schedule, not the days: a weekly digest always has several.</summary>
    private async Task<bool> IsCombinedAsync(Subscription subscription, Composition composition, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        if (subscription.CutOff is null || composition.Days.Count < 2 || composition.Coverage.Shown == 0)
            return false;
        var last = await session.FirstAsync(
            $"SELECT made_at FROM digests WHERE subscription_id = {subscription.Id} ORDER BY due_at DESC LIMIT 1", row => (DateTimeOffset?)row.Moment(0), cancellationToken);
        return last is { } made && (subscription.Schedule.Next(made) is not { } first || subscription.Schedule.Next(first) <= at);
    }

    /// <summary>What is composed from now on counts this digest as sent, although the ledger does not know it yet.</summary>
    private void Assume(Subscription subscription, Composition composition)
    {
        if (!_assumed.TryGetValue(subscription.ConversationId, out var assumed))
            _assumed.Add(subscription.ConversationId, assumed = []);
        assumed.UnionWith(composition.Ranked.Select(paper => paper.Id));
    }

    /// <summary>As <see cref="NextAsync"/>, after all that the conversation is sent before or at the same time.</summary>
    public async Task<Composition> PreviewAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var earlier = (await new SubscriptionStore(session).ListAsync(subscription.ConversationId, cancellationToken))
            .Where(other => other.NextDue is not null && (other.NextDue, other.Number).CompareTo((subscription.NextDue, subscription.Number)) < 0)
            .OrderBy(other => (other.NextDue, other.Number));
        foreach (var other in earlier)
            Assume(other, await NextAsync(other, other.NextDue, cancellationToken));

        return await NextAsync(subscription, subscription.NextDue, cancellationToken);
    }

    /// <summary>A digest asked for: the ledger is neither read nor written (decision 12).</summary>
    /// <param name="subscription">Whose digest.</param>
    /// <param name="window">What it covers.</param>
    /// <param name="above">Shown by the digests before it in the same answer: each paper comes once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Composition> AsIfUnsentAsync(
        Subscription subscription, DigestWindow window, IReadOnlyCollection<long> above, CancellationToken cancellationToken)
    {
        var shown = SentBefore.Nothing with { Elsewhere = above.ToDictionary(id => id, _ => long.MaxValue), ElsewhereIn = Strings.Digest_Above };
        var matched = await Windows.MatchAsync(window, subscription.Filter, cancellationToken);
        return DigestComposer.Compose(subscription, window, matched, shown, await StandingsAsync(subscription, matched, at: null, cancellationToken));
    }

    /// <summary>How matched papers stand with those who read the conversation.</summary>
    private async Task<IReadOnlyDictionary<long, Standing>?> StandingsAsync(
        Subscription subscription, IReadOnlyList<MatchedPaper> matched, DateTimeOffset? at, CancellationToken cancellationToken) =>
        IgnoresTaste || matched.Count == 0 ? null : await _tastes.RankAsync(
            session, subscription.ConversationId, subscription.Filter, [.. matched.Select(match => match.Paper.Paper)], at ?? subscription.NextDue ?? subscription.CreatedAt, cancellationToken);

    /// <summary>Writes the digest into the ledger.</summary>
    public Task RecordAsync(Subscription subscription, long digestId, Composition composition, CancellationToken cancellationToken) =>
        new Ledger(session).AddAsync(
            subscription.ConversationId, digestId, [.. composition.Shown.Select(p => p.Id), .. composition.OverCap.Select(p => p.Id)],
            composition.Coverage.Shown, cancellationToken);

    private async Task<SentBefore> SentAsync(
        Subscription subscription, DigestWindow window, IReadOnlyList<MatchedPaper> matched, CancellationToken cancellationToken)
    {
        if (matched.Count == 0 && !subscription.Options.IncludeReplaced)
            return SentBefore.Nothing;
        var asked = subscription.Options.IncludeReplaced ? window.Papers : [.. matched.Select(m => m.Paper.Paper.Id)];
        var here = await SentAsync(subscription.ConversationId, asked, cancellationToken);
        if (subscription.Options.Except is not { } other)
            return SentBefore.Nothing with { Here = here };
        return new SentBefore(here, await SentAsync(other.ConversationId, asked, cancellationToken), other.Name);
    }

    private async Task<IReadOnlyDictionary<long, long>> SentAsync(long conversationId, IReadOnlyList<long> asked, CancellationToken cancellationToken)
    {
        var sent = await new Ledger(session).SentAsync(conversationId, asked, cancellationToken);
        if (!_assumed.TryGetValue(conversationId, out var assumed))
            return sent;
        // Whatever arrived until now is covered by it.
        return sent.Concat(assumed.Where(id => !sent.ContainsKey(id)).Select(id => KeyValuePair.Create(id, 0L)))
            .ToDictionary(pair => pair.Key, pair => assumed.Contains(pair.Key) ? long.MaxValue : pair.Value);
    }
}
