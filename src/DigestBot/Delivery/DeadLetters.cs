using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Subscriptions;

namespace DigestBot.Delivery;

/// <summary>A message that could not be delivered, and why. <c>Place</c>: the conversation's name; <c>Problem</c>: a stored <see cref="Reason"/>.</summary>
public sealed record DeadLetter(long Id, long ConversationId, string Place, OutboxKind Kind, DateTimeOffset CreatedAt, int Attempts, string Problem);

/// <summary>Messages that were given up: people see them, and send them again or drop them.</summary>
public sealed class DeadLetters(Session session)
{
    private static readonly Columns All = new($"outbox.id, conversation_id, {ConversationStore.ShownName.Text}, outbox.kind, created_at, attempts, COALESCE(problem, '')");

    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {All} FROM outbox JOIN conversations ON conversations.id = conversation_id WHERE state = 'Dead' ORDER BY outbox.id", Read, cancellationToken);

    /// <summary>Those to the conversation, and to all where the person owns a subscription; oldest first.</summary>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(long conversationId, long personId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT {All} FROM outbox JOIN conversations ON conversations.id = conversation_id
            WHERE state = 'Dead' AND (conversation_id = {conversationId}
              OR EXISTS (SELECT 1 FROM subscriptions WHERE subscriptions.conversation_id = outbox.conversation_id AND owner_id = {personId}))
            ORDER BY outbox.id
            """, Read, cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Dead'", row => row.Long(0), cancellationToken);

    /// <summary>From the beginning, under the same key: a channel that can will still post it once. False where it is no dead letter.</summary>
    public async Task<bool> ResendAsync(long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        session.Announce(Outbox.Table);
        return await session.ExecuteAsync(
            $"""
            UPDATE outbox SET state = {OutboxState.Pending}, attempts = 0, lost_answers = 0, not_before = {now}, leased_until = NULL
            WHERE id = {id} AND state = 'Dead'
            """, cancellationToken) == 1;
    }

    /// <summary>Never to be sent; a digest's papers may come again (decision 12). False where it is no dead letter.</summary>
    public async Task<bool> DropAsync(long id, CancellationToken cancellationToken)
    {
        var dropped = await session.QueryAsync(
            $"UPDATE outbox SET state = {OutboxState.Dropped} WHERE id = {id} AND state = 'Dead' RETURNING digest_id", row => row.LongOrNull(0), cancellationToken);
        foreach (var digest in dropped.OfType<long>())
            await new Ledger(session).ReleaseAsync(digest, cancellationToken);
        return dropped.Count == 1;
    }

    private static DeadLetter Read(Row row) =>
        new(row.Long(0), row.Long(1), row.Text(2), row.Enum<OutboxKind>(3), row.Moment(4), row.Int(5), row.Text(6));
}
