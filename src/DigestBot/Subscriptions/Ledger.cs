using DigestBot.Data;
using DigestBot.Papers;

namespace DigestBot.Subscriptions;

/// <summary>What each conversation has been sent: one row per conversation and paper, written with the digest (decision 12).</summary>
public sealed class Ledger(Session session)
{
    /// <summary>Those of the papers that were sent, each with the sequence of arrivals the digest that brought it covers up to.</summary>
    public async Task<IReadOnlyDictionary<long, long>> SentAsync(long conversationId, IEnumerable<long> paperIds, CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            $"""
            SELECT paper_id, covered FROM json_each({Json(paperIds)}) CROSS JOIN ledger ON paper_id = value JOIN digests ON digests.id = digest_id
            WHERE conversation_id = {conversationId}
            """,
            row => KeyValuePair.Create(row.Long(0), row.Long(1)), cancellationToken)).ToDictionary();

    /// <summary>Papers a digest brought, best first; the first <paramref name="shown"/> were shown, the rest are its "n more".</summary>
    public Task AddAsync(long conversationId, long digestId, IReadOnlyList<long> paperIds, int shown, CancellationToken cancellationToken) =>
        // A paper announced as replaced is sent again: the row then names the newer digest.
        session.ExecuteAsync(
            $"""
            INSERT INTO ledger (conversation_id, paper_id, digest_id, place, shown)
            SELECT {conversationId}, value, {digestId}, key, key < {shown} FROM json_each({Json(paperIds)}) WHERE TRUE
            ON CONFLICT (conversation_id, paper_id) DO UPDATE SET digest_id = excluded.digest_id, place = excluded.place, shown = excluded.shown
            """, cancellationToken);

    /// <summary>A digest's message was dropped: its papers may come again.</summary>
    public Task ReleaseAsync(long digestId, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            DELETE FROM ledger WHERE digest_id = {digestId}
              AND conversation_id = (SELECT conversation_id FROM digests JOIN subscriptions ON subscriptions.id = subscription_id WHERE digests.id = {digestId})
            """, cancellationToken);

    /// <summary>Two papers turned out to be one: what was sent of the one was sent of the other.</summary>
    public async Task MoveAsync(PaperMerge merge, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"UPDATE OR IGNORE ledger SET paper_id = {merge.Into} WHERE paper_id = {merge.From}", cancellationToken);
        await session.ExecuteAsync($"DELETE FROM ledger WHERE paper_id = {merge.From}", cancellationToken);
    }

    private static string Json(IEnumerable<long> ids) => $"[{string.Join(',', ids)}]";
}
