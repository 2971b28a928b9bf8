using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>
/// Makes digests from the store. The sweep, previews and digests asked for in chat all come through here, so that what people are shown is
/// what they will get. Lives as long as one sweep or command.
/// </summary>
internal sealed class DigestMaker(Session session)
{
    private readonly AnalyzedPapers _analyzed = new();
    private readonly Dictionary<long, IReadOnlySet<long>> _sent = [];

    public DigestWindows Windows => field ??= new DigestWindows(session, _analyzed);

    /// <summary>What the subscription's next digest holds now.</summary>
    public async Task<Composition> NextAsync(Subscription subscription, CancellationToken cancellationToken) =>
        await ComposeAsync(subscription, await Windows.NextAsync(subscription, cancellationToken), cancellationToken);

    public async Task<Composition> ComposeAsync(Subscription subscription, DigestWindow window, CancellationToken cancellationToken)
    {
        var papers = new Dictionary<long, AnalyzedPaper>();
        foreach (var id in window.Entries.Select(entry => entry.PaperId))
        {
            if (!papers.ContainsKey(id))
                papers.Add(id, await _analyzed.GetAsync(session, id, cancellationToken));
        }

        return DigestComposer.Compose(subscription, window, await SentAsync(subscription.ConversationId, cancellationToken), papers);
    }

    /// <summary>Writes the digest into the ledger, and keeps what this maker knows of the ledger true.</summary>
    public async Task RecordAsync(Subscription subscription, long digestId, Composition composition, CancellationToken cancellationToken)
    {
        long[] ids = [.. composition.Shown.Select(p => p.Id), .. composition.OverCap.Select(p => p.Id)];
        await new Ledger(session).AddAsync(subscription.ConversationId, digestId, ids, composition.Coverage.Shown, cancellationToken);
        _sent.Remove(subscription.ConversationId);
    }

    private async Task<IReadOnlySet<long>> SentAsync(long conversationId, CancellationToken cancellationToken)
    {
        if (!_sent.TryGetValue(conversationId, out var sent))
            _sent.Add(conversationId, sent = await new Ledger(session).SentAsync(conversationId, cancellationToken));
        return sent;
    }
}
