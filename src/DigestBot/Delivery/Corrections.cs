using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;

namespace DigestBot.Delivery;

/// <summary>A message that may have to be corrected: posted, about to be, or given up.</summary>
/// <param name="RowId">Its row in the outbox.</param>
/// <param name="Body">What it says, as stored.</param>
public sealed record Correctable(long RowId, string Body);

/// <summary>
/// Edits of posted messages, as rows of the outbox that point to the row they correct. There is at most one that waits for each message: a later
/// one takes its place. What cannot be edited any more is left as it is, and nobody is told.
/// </summary>
public sealed class Corrections(Session session)
{
    /// <summary>How old a message may be: a weekly digest is corrected until the next one. What is older was read, and papers are looked up by their cards.</summary>
    public const int Days = 7;

    /// <summary>The newest messages that show a paper changed up to <paramref name="change"/>: digests by the ledger, cards by their paper.</summary>
    /// <remarks>
    /// Private answers are left out, as platforms do not edit them; so is what an answer took the place of (a card in another language), whose own
    /// row comes instead.
    /// </remarks>
    public Task<IReadOnlyList<long>> ShowingAsync(long change, DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            WITH changed AS (SELECT paper_id AS id FROM paper_changes WHERE id <= {change}),
              shown AS (SELECT id FROM changed UNION SELECT into_id FROM paper_merges WHERE from_id IN changed UNION SELECT from_id FROM paper_merges WHERE into_id IN changed)
            SELECT id FROM outbox INDEXED BY outbox_created
            WHERE created_at >= {now.AddDays(-Days)} AND kind <> 'Correction' AND only_for IS NULL AND body IS NOT NULL
              AND (state IN ('Pending', 'Sending', 'Dead') OR state = 'Sent' AND message_id IS NOT NULL)
              AND (paper_id IN shown
                OR EXISTS (SELECT 1 FROM ledger
                  WHERE ledger.conversation_id = outbox.conversation_id AND ledger.paper_id IN shown AND ledger.digest_id = outbox.digest_id AND ledger.shown = 1))
              AND NOT EXISTS (SELECT 1 FROM outbox AS newer
                WHERE newer.conversation_id = outbox.conversation_id AND newer.replaces = outbox.message_id AND newer.id > outbox.id)
            ORDER BY created_at DESC LIMIT {most}
            """, row => row.Long(0), cancellationToken);

    public Task<IReadOnlyList<Correctable>> ReadAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT id, body FROM outbox WHERE id IN {ids} AND body IS NOT NULL", row => new Correctable(row.Long(0), row.Text(1)), cancellationToken);

    /// <summary>
    /// What was not tried yet, or was given up, says the new at once; what was posted, or may have been, is edited when its turn comes.
    /// False where nothing is to be done: it says so already, or an edit that does waits.
    /// </summary>
    public async Task<bool> CorrectAsync(Correctable message, Message corrected, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = MessageJson.Serialize(corrected);
        if (await session.ExecuteAsync(
            $"""
            UPDATE outbox SET body = {body}, paper_id = {corrected.Card?.Paper}
            WHERE id = {message.RowId} AND body <> {body} AND (state = 'Pending' AND attempts = 0 OR state = 'Dead')
            """, cancellationToken) == 1)
        {
            return true;
        }

        var waiting = await session.FirstAsync(
            $"SELECT id, state, body FROM outbox WHERE corrects = {message.RowId} AND kind = 'Correction' AND state IN ('Pending', 'Sending') ORDER BY id DESC LIMIT 1",
            row => new Waiting(row.Long(0), row.Enum<OutboxState>(1), row.Text(2)), cancellationToken);
        if ((waiting?.Body ?? message.Body) == body)
            return false;
        if (waiting is not { State: OutboxState.Pending })
            await AddAsync(message.RowId, body, now, cancellationToken);
        else if (message.Body == body)
            await session.ExecuteAsync($"DELETE FROM outbox WHERE id = {waiting.Id}", cancellationToken);
        else
            await session.ExecuteAsync($"UPDATE outbox SET body = {body} WHERE id = {waiting.Id}", cancellationToken);
        return true;
    }

    /// <summary>The posts of the message that a row corrects; none where it was not posted, by a way that gives no ids, or an answer has taken its place meanwhile.</summary>
    internal async Task<IReadOnlyList<string>> PostsAsync(OutboxRow correction, CancellationToken cancellationToken) =>
        await session.FirstAsync(
            $"""
            SELECT message_id, further FROM outbox WHERE id = {correction.Corrects} AND state = 'Sent' AND message_id IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM outbox AS newer
                WHERE newer.conversation_id = outbox.conversation_id AND newer.replaces = outbox.message_id AND newer.id > outbox.id)
            """,
            row => (IReadOnlyList<string>)[row.Text(0), .. PostIds.Read(row.TextOrNull(1))], cancellationToken) ?? [];

    /// <summary>The row of the message that was edited now says what is posted.</summary>
    internal async Task EditedAsync(OutboxRow correction, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            $"""
            UPDATE outbox SET body = {MessageJson.Serialize(correction.Message)}, paper_id = {correction.Message.Card?.Paper} WHERE id = {correction.Corrects}
            """, cancellationToken);
        await EndAsync(correction.Id, OutboxState.Sent, problem: null, cancellationToken);
    }

    /// <summary>The message stays as it is; one that was given up meanwhile says the new when it is sent again.</summary>
    internal async Task NotEditedAsync(OutboxRow correction, string reason, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            $"UPDATE outbox SET body = {MessageJson.Serialize(correction.Message)} WHERE id = {correction.Corrects} AND state = 'Dead'", cancellationToken);
        await EndAsync(correction.Id, OutboxState.Dropped, reason, cancellationToken);
    }

    /// <summary>Edits that wait.</summary>
    public Task<long> WaitingAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Correction' AND state IN ('Pending', 'Sending')", row => row.Long(0), cancellationToken);

    /// <summary>Edits of the last days that could not be made: the stored reason, and how many; the commonest first.</summary>
    public Task<IReadOnlyList<(string Problem, long Edits)>> NotMadeAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT COALESCE(problem, ''), COUNT(*) FROM outbox WHERE corrects IS NOT NULL AND kind = 'Correction' AND state = 'Dropped' GROUP BY 1 ORDER BY 2 DESC",
            row => (Problem: row.Text(0), Edits: row.Long(1)), cancellationToken);

    /// <summary>An answer takes the place of a message: it was made from the papers as they are, so that a correction of what it replaces is void.</summary>
    internal Task SupersedeAsync(long conversationId, string messageId, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            DELETE FROM outbox WHERE kind = 'Correction' AND state = 'Pending' AND conversation_id = {conversationId}
              AND EXISTS (SELECT 1 FROM outbox AS posted WHERE posted.id = outbox.corrects AND posted.message_id = {messageId})
            """, cancellationToken);

    internal Task ForgetOldAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM outbox WHERE kind = 'Correction' AND state <> 'Sending' AND created_at < {now.AddDays(-Days)}", cancellationToken);

    private Task AddAsync(long rowId, string body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        session.Announce(Outbox.Table);
        return session.ExecuteAsync(
            $"""
            INSERT INTO outbox (conversation_id, kind, thread, corrects, body, created_at, state, not_before)
            SELECT conversation_id, {OutboxKind.Correction}, thread, id, {body}, {now}, {OutboxState.Pending}, {now} FROM outbox WHERE id = {rowId}
            """, cancellationToken);
    }

    private Task EndAsync(long id, OutboxState state, string? problem, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE outbox SET state = {state}, body = NULL, leased_until = NULL, problem = {problem} WHERE id = {id}", cancellationToken);

    private sealed record Waiting(long Id, OutboxState State, string Body);
}
