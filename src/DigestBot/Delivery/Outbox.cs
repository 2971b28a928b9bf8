using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;

namespace DigestBot.Delivery;

public enum OutboxKind
{
    Reply,
    Digest,

    /// <summary>Something an owner should know: a delivery was paused.</summary>
    Notice,

    /// <summary>An edit of what was posted, as its papers changed; goes after everything else, and is never posted anew.</summary>
    Correction,
}

public enum OutboxState
{
    Pending,

    /// <summary>Claimed by a sender until its lease ends.</summary>
    Sending,
    Sent,

    /// <summary>Gave up; a dead letter that people can see and resend.</summary>
    Dead,
    Dropped,
}

/// <summary>A message to write into the outbox.</summary>
/// <param name="OnlyFor">The person who alone should see it.</param>
/// <param name="Thread">The thread it goes to, as the channel names it.</param>
/// <param name="Replaces">The channel's id of a message that this one takes the place of.</param>
public sealed record NewOutboxRow(
    long ConversationId, OutboxKind Kind, Message Message, long? DigestId = null, long? OnlyFor = null, string? Thread = null, string? Replaces = null)
{
    /// <summary>The row of an earlier message whose post this one takes the place of; the post is looked up when this one leaves, which is after it.</summary>
    public long? InPlaceOf { get; init; }
}

/// <summary>A message to be sent. <c>LostAnswers</c>: sends that may have arrived although no answer came.</summary>
public sealed record OutboxRow(
    long Id, long ConversationId, OutboxKind Kind, long? DigestId, long? OnlyFor, Message Message, DateTimeOffset CreatedAt, int Attempts, int LostAnswers,
    string? Thread, string? Replaces)
{
    /// <summary>The row whose posts a correction edits, or whose post an answer takes the place of.</summary>
    public long? Corrects { get; init; }
}

public enum OutboxPart
{
    Replies,

    /// <summary>Replies and all else that is posted.</summary>
    Messages,
    Corrections,
}

/// <summary>Which messages a sender looks for.</summary>
public sealed record OutboxScope(IReadOnlyList<string> Channels)
{
    public OutboxPart Part { get; init; } = OutboxPart.Messages;
    public IReadOnlyList<long> ExceptConversations { get; init; } = [];
    public IReadOnlyList<string> ExceptWorkspaces { get; init; } = [];
}

/// <summary>A message that may be claimed. <c>Workspace</c>: its conversation's id up to and with the first slash, or nothing.</summary>
public sealed record Ready(long Id, long ConversationId, string Workspace);

/// <summary>A message that is tried again. <c>Place</c>: the conversation's name; <c>Problem</c>: a stored <see cref="Reason"/>.</summary>
public sealed record WaitingRetry(long Id, string Place, int Attempts, DateTimeOffset NotBefore, string Problem);

/// <summary>The only way anything leaves: written in the transaction that decided it, claimed one row at a time.</summary>
public sealed class Outbox(Session session)
{
    /// <summary>How long the body of a sent message is kept.</summary>
    public const int KeepDays = 30;

    /// <summary>Raised when there is something to send (<see cref="Database.Written"/>).</summary>
    internal const string Table = "outbox";

    public async Task<long> AddAsync(NewOutboxRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        session.Announce(Table);
        if (row.Replaces is { } replaced)
            await new Corrections(session).SupersedeAsync(row.ConversationId, replaced, cancellationToken);
        return await session.InsertAsync(
            $"""
            INSERT INTO outbox (conversation_id, kind, digest_id, paper_id, only_for, thread, replaces, corrects, body, created_at, state, not_before)
            VALUES (
              {row.ConversationId}, {row.Kind}, {row.DigestId}, {row.Message.Card?.Paper}, {row.OnlyFor}, {row.Thread}, {row.Replaces}, {row.InPlaceOf},
              {MessageJson.Serialize(row.Message)}, {now}, {OutboxState.Pending}, {now})
            """, cancellationToken);
    }

    /// <summary>
    /// Messages that may go now, oldest first. A conversation's messages leave in order: one that waits holds back those behind it, so that each
    /// conversation has at most one here. Corrections wait until nothing else does; one that is under way holds back the rest, as an answer may be
    /// about to change the same message. A lease that ended means its sender died with the answer.
    /// </summary>
    public Task<IReadOnlyList<Ready>> ReadyAsync(DateTimeOffset now, OutboxScope scope, int most, CancellationToken cancellationToken)
    {
        // Left to itself the planner walks every conversation and sorts.
        var index = new Data.Columns(scope.Part switch
        {
            OutboxPart.Replies => "outbox_replies",
            OutboxPart.Corrections => "outbox_corrections",
            _ => "outbox_oldest",
        });
        FormattableString kind = scope.Part switch
        {
            OutboxPart.Replies => $"candidate.kind = 'Reply'",
            OutboxPart.Corrections => $"candidate.kind = 'Correction'",
            _ => $"candidate.kind <> 'Correction'",
        };
        FormattableString before = scope.Part == OutboxPart.Corrections
            ? $"(other.kind <> 'Correction' OR other.id < candidate.id)"
            : (FormattableString)$"(CASE other.kind WHEN 'Correction' THEN other.state = 'Sending' AND other.leased_until > {now} ELSE other.id < candidate.id END)";
        var part = new Clause(
        [
            kind,
            .. scope.ExceptConversations.Count > 0 ? [$"conversation_id NOT IN {scope.ExceptConversations}"] : Array.Empty<FormattableString>(),
            .. scope.ExceptWorkspaces.Count > 0 ? [$"substr(external_id, 1, instr(external_id, '/')) NOT IN {scope.ExceptWorkspaces}"] : Array.Empty<FormattableString>(),
        ]);
        return session.QueryAsync(
            $"""
            SELECT candidate.id, conversation_id, substr(external_id, 1, instr(external_id, '/'))
            FROM outbox AS candidate INDEXED BY {index} CROSS JOIN conversations ON conversations.id = conversation_id
            WHERE state IN ('Pending', 'Sending') AND channel IN {scope.Channels} AND {part}
              AND (state = 'Pending' AND not_before <= {now} OR state = 'Sending' AND leased_until <= {now})
              AND NOT EXISTS (SELECT 1 FROM outbox AS other
                WHERE other.conversation_id = candidate.conversation_id AND other.state IN ('Pending', 'Sending') AND {new Clause([before])})
            ORDER BY candidate.id LIMIT {most}
            """,
            row => new Ready(row.Long(0), row.Long(1), row.Text(2)), cancellationToken);
    }

    /// <summary>Claims messages found ready in this transaction, and puts into words what was left open. Where a lease had ended, the row counts a lost answer.</summary>
    internal async Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        IReadOnlyList<long> ids, DateTimeOffset now, TimeSpan lease, RowWording wording, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];
        var claimed = await session.QueryAsync(
            $"""
            UPDATE outbox SET lost_answers = lost_answers + (state = {OutboxState.Sending}), state = {OutboxState.Sending},
              attempts = attempts + 1, leased_until = {now + lease},
              replaces = CASE kind WHEN 'Reply' THEN COALESCE((SELECT message_id FROM outbox AS interim WHERE interim.id = outbox.corrects), replaces) ELSE replaces END
            WHERE id IN {ids}
            RETURNING id, conversation_id, kind, digest_id, only_for, body, created_at, attempts, lost_answers, thread, replaces, corrects
            """, Read, cancellationToken);
        // Only now is it known which message an interim one became.
        foreach (var row in claimed.Where(row => row is { Kind: OutboxKind.Reply, Corrects: not null, Replaces: not null }))
            await new Corrections(session).SupersedeAsync(row.ConversationId, row.Replaces!, cancellationToken);
        return [.. (await wording.PutAsync(session, claimed, cancellationToken)).OrderBy(row => row.Id)];
    }

    /// <summary>No other sender lives: what is claimed was left by one that died, and may go at once, counting a lost answer.</summary>
    public Task EndLeasesAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE outbox SET leased_until = {now} WHERE state = 'Sending'", cancellationToken);

    public Task SentAsync(OutboxRow row, SendResult.Sent sent, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            UPDATE outbox SET state = {OutboxState.Sent}, sent_at = {now}, message_id = {sent.MessageId}, further = {PostIds.Write(sent.Further)},
              leased_until = NULL, problem = NULL WHERE id = {row.Id}
            """, cancellationToken);

    /// <summary>What waits for a conversation that shows a sign of life goes now.</summary>
    public Task HurryAsync(long conversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        session.Announce(Table);
        return session.ExecuteAsync(
            $"UPDATE outbox SET not_before = {now} WHERE conversation_id = {conversationId} AND state = {OutboxState.Pending} AND not_before > {now}", cancellationToken);
    }

    /// <summary>All that waits goes now.</summary>
    public Task HurryAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE outbox SET not_before = {now} WHERE state = 'Pending' AND not_before > {now}", cancellationToken);

    /// <summary>Not now. Nothing where the claim was lost meanwhile: its lease ended and another sender has the row.</summary>
    /// <param name="lostAnswer">The message may have arrived although no answer came.</param>
    public Task RetryAsync(OutboxRow row, DateTimeOffset notBefore, string problem, bool lostAnswer, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            UPDATE outbox SET state = {OutboxState.Pending}, not_before = {notBefore}, leased_until = NULL, problem = {problem},
              lost_answers = lost_answers + {lostAnswer}
            WHERE id = {row.Id} AND state = {OutboxState.Sending} AND attempts = {row.Attempts}
            """, cancellationToken);

    public Task DeadAsync(OutboxRow row, string problem, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            UPDATE outbox SET state = {OutboxState.Dead}, leased_until = NULL, problem = {problem}
            WHERE id = {row.Id} AND state = {OutboxState.Sending} AND attempts = {row.Attempts}
            """, cancellationToken);

    /// <summary>How many wait to be sent, edits apart.</summary>
    public Task<long> WaitingAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COUNT(*) FROM outbox WHERE state IN ('Pending', 'Sending') AND kind <> 'Correction'", row => row.Long(0), cancellationToken);

    /// <summary>How many wait after an attempt that failed.</summary>
    public Task<long> RetryingAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Pending' AND attempts > 0 AND kind <> 'Correction'", row => row.Long(0), cancellationToken);

    /// <summary>Those that wait after an attempt that failed, the next to go first.</summary>
    public Task<IReadOnlyList<WaitingRetry>> RetriesAsync(int most, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT outbox.id, {ConversationStore.ShownName}, attempts, not_before, COALESCE(problem, '') FROM outbox JOIN conversations ON conversations.id = conversation_id
            WHERE state = 'Pending' AND attempts > 0 AND outbox.kind <> 'Correction' ORDER BY not_before LIMIT {most}
            """,
            row => new WaitingRetry(row.Long(0), row.Text(1), row.Int(2), row.Moment(3), row.Text(4)), cancellationToken);

    /// <summary>When the next one may go; null where nothing waits.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) =>
        session.ValueAsync(
            $"SELECT MIN(CASE state WHEN 'Pending' THEN not_before ELSE leased_until END) FROM outbox WHERE state IN ('Pending', 'Sending')",
            row => row.MomentOrNull(0), cancellationToken);

    public async Task ForgetOldAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await new Corrections(session).ForgetOldAsync(now, cancellationToken);
        await new PostStore(session).ForgetEndedAsync(cancellationToken);
        await session.ExecuteAsync(
            $"UPDATE outbox SET body = NULL WHERE state IN ('Sent', 'Dropped') AND body IS NOT NULL AND created_at < {now.AddDays(-KeepDays)}", cancellationToken);
    }

    private static OutboxRow Read(Row row) => new(
        row.Long(0), row.Long(1), row.Enum<OutboxKind>(2), row.LongOrNull(3), row.LongOrNull(4), MessageJson.Deserialize(row.Text(5)), row.Moment(6),
        row.Int(7), row.Int(8), row.TextOrNull(9), row.TextOrNull(10))
    {
        Corrects = row.LongOrNull(11),
    };
}
