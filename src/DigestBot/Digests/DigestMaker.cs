using DigestBot.Data;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>
/// Makes digests from the store. The sweep, previews and digests asked for in chat all come through here, so that what people are shown is
/// what they will get. Lives as long as one sweep or command.
/// </summary>
internal sealed class DigestMaker(Session session)
{
    private readonly AnalyzedPapers _analyzed = new();
    private readonly Dictionary<long, Dictionary<long, long>> _sent = [];

    public DigestWindows Windows => field ??= new DigestWindows(session, _analyzed);

    /// <summary>What the subscription's next digest holds now.</summary>
    public async Task<Composition> NextAsync(Subscription subscription, CancellationToken cancellationToken) =>
        await ComposeAsync(
            subscription,
            await Windows.NextAsync(subscription, cancellationToken),
            await SentAsync(subscription.ConversationId, cancellationToken),
            cancellationToken);

    /// <summary>As <see cref="NextAsync"/>, after all that the conversation is sent before or at the same time.</summary>
    public async Task<Composition> PreviewAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var earlier = (await new SubscriptionStore(session).ListAsync(subscription.ConversationId, cancellationToken))
            .Where(other => other.NextDue is not null && (other.NextDue, other.Number).CompareTo((subscription.NextDue, subscription.Number)) < 0)
            .OrderBy(other => (other.NextDue, other.Number));
        foreach (var other in earlier)
            await AssumeSentAsync(other, await NextAsync(other, cancellationToken), cancellationToken);
        return await NextAsync(subscription, cancellationToken);
    }

    /// <summary>A digest asked for: the ledger is neither read nor written (decision 12).</summary>
    public Task<Composition> AsIfUnsentAsync(Subscription subscription, DigestWindow window, CancellationToken cancellationToken) =>
        ComposeAsync(subscription, window, new Dictionary<long, long>(), cancellationToken);

    /// <summary>Writes the digest into the ledger, and keeps what this maker knows of the ledger true.</summary>
    public async Task RecordAsync(Subscription subscription, long digestId, Composition composition, CancellationToken cancellationToken)
    {
        long[] ids = [.. composition.Shown.Select(p => p.Id), .. composition.OverCap.Select(p => p.Id)];
        await new Ledger(session).AddAsync(subscription.ConversationId, digestId, ids, composition.Coverage.Shown, cancellationToken);
        await AssumeSentAsync(subscription, composition, cancellationToken);
    }

    private async Task<Composition> ComposeAsync(
        Subscription subscription, DigestWindow window, IReadOnlyDictionary<long, long> sent, CancellationToken cancellationToken) =>
        DigestComposer.Compose(
            subscription, window, sent, await _analyzed.GetAsync(session, window.Entries.Select(entry => entry.PaperId), cancellationToken));

    private async Task AssumeSentAsync(Subscription subscription, Composition composition, CancellationToken cancellationToken)
    {
        var sent = await SentAsync(subscription.ConversationId, cancellationToken);
        // Whatever arrived until now is covered by it.
        foreach (var paper in composition.Shown.Concat(composition.OverCap))
            sent[paper.Id] = long.MaxValue;
    }

    private async Task<Dictionary<long, long>> SentAsync(long conversationId, CancellationToken cancellationToken)
    {
        if (!_sent.TryGetValue(conversationId, out var sent))
            _sent.Add(conversationId, sent = new(await new Ledger(session).SentAsync(conversationId, cancellationToken)));
        return sent;
    }
}
