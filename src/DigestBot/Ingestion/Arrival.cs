using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Ingestion;

/// <summary>
/// A digest file enters the store: its entries become papers, what refers to papers that turned out to be one moves along, and on-arrival
/// subscriptions become due. Ingestion and simulation both come through here.
/// </summary>
internal sealed class Arrival(Session session, IProgress<(int Done, int Of)>? progress = null)
{
    private readonly EntryStore _entries = new(session, progress);

    public async Task<(DigestFile File, EntryEffects Effects)> TakeAsync(DigestFile file, IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        file = await new DigestFileStore(session).AddAsync(file, cancellationToken);
        var effects = await SettleAsync(await _entries.AddAsync(file, entries, cancellationToken), cancellationToken);
        // Also for papers that are not new to the store: a backfill may have brought them, or they are announced as replaced.
        if (!file.Backfill && entries.Count > 0)
            await new SubscriptionStore(session).WakeOnArrivalAsync(file.ImportedAt, cancellationToken);
        return (file, effects);
    }

    /// <summary>The same file by newer readers: no news for anyone.</summary>
    public async Task<EntryEffects> ReadAgainAsync(DigestFile file, IReadOnlyList<Entry> entries, CancellationToken cancellationToken) =>
        await SettleAsync(await _entries.ReplaceAsync(file, entries, cancellationToken), cancellationToken);

    private async Task<EntryEffects> SettleAsync(EntryEffects effects, CancellationToken cancellationToken)
    {
        var (ledger, readingList, tastes) = (new Ledger(session), new ReadingList(session), new TasteStore(session));
        foreach (var merge in effects.Merges)
        {
            await ledger.MoveAsync(merge, cancellationToken);
            await readingList.MoveAsync(merge, cancellationToken);
            await tastes.MoveAsync(merge, cancellationToken);
        }

        await _entries.ForgetMergedAsync(cancellationToken);
        return effects;
    }
}
