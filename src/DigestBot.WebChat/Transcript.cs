using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;

namespace DigestBot.WebChat;

/// <summary>One thing said: by a person (<c>Who</c>) or by the bot (null), to all or to one.</summary>
public sealed record TranscriptLine(long Id, string? Who, string? OnlyFor, DateTimeOffset SaidAt, Message Message);

/// <summary>What was said in the local channel's conversations.</summary>
public sealed class Transcript(Session session)
{
    public const int KeepDays = 30;

    /// <summary>The bot's message; the same outbox row again is the same line.</summary>
    public Task<long> AddAsync(OutgoingMessage message, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ValueAsync(
            $"""
            INSERT INTO transcript (conversation_id, person_id, only_for, outbox_id, said_at, body)
            VALUES (
              (SELECT id FROM conversations WHERE channel = {message.To.Channel} AND external_id = {message.To.Id}), NULL,
              (SELECT id FROM people WHERE channel = {message.To.Channel} AND external_id = {message.OnlyFor}),
              {message.Key}, {now}, {MessageJson.Serialize(message.Message)})
            ON CONFLICT (outbox_id) DO UPDATE SET body = excluded.body
            RETURNING id
            """,
            row => row.Long(0), cancellationToken);

    /// <summary>What a person typed or clicked.</summary>
    public Task AddAsync(IncomingMessage message, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            INSERT INTO transcript (conversation_id, person_id, said_at, body)
            SELECT conversations.id, people.id, {now}, {MessageJson.Serialize(new Message(message.Text, [new Section(message.Text)]))}
            FROM conversations JOIN people ON people.channel = conversations.channel
            WHERE conversations.channel = {message.Conversation.Channel} AND conversations.external_id = {message.Conversation.Id}
              AND people.external_id = {message.From.Id}
            """, cancellationToken);

    public Task<int> ForgetOldAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM transcript WHERE said_at < {now.AddDays(-KeepDays)}", cancellationToken);

    /// <summary>A conversation from the beginning; nothing where it is unknown.</summary>
    public async Task<IReadOnlyList<TranscriptLine>> ReadAsync(ConversationReference reference, CancellationToken cancellationToken)
    {
        var id = await session.FirstAsync(
            $"SELECT id FROM conversations WHERE channel = {reference.Channel} AND external_id = {reference.Id}", row => (long?)row.Long(0), cancellationToken);
        return id is { } known ? await ReadAsync(known, cancellationToken) : [];
    }

    /// <summary>A conversation from the beginning.</summary>
    public Task<IReadOnlyList<TranscriptLine>> ReadAsync(long conversationId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT transcript.id, speaker.name, reader.name, said_at, body FROM transcript
            LEFT JOIN people AS speaker ON speaker.id = person_id LEFT JOIN people AS reader ON reader.id = only_for
            WHERE conversation_id = {conversationId} ORDER BY transcript.id
            """,
            row => new TranscriptLine(row.Long(0), row.TextOrNull(1), row.TextOrNull(2), row.Moment(3), MessageJson.Deserialize(row.Text(4))), cancellationToken);
}
