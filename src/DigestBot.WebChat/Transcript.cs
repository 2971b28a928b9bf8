using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;

namespace DigestBot.WebChat;

/// <summary>One thing said: by a person (<c>Who</c>) or by the bot (null), to all or to one.</summary>
/// <param name="Revision">Larger than that of any line written or changed before.</param>
/// <param name="Place">The conversation's id in the channel: <c>@ann</c>, <c>#nlp</c>.</param>
public sealed record TranscriptLine(long Id, long Revision, string Place, string? Who, string? OnlyFor, DateTimeOffset SaidAt, Message Message);

/// <summary>What was said in the local channel's conversations.</summary>
public sealed class Transcript(Session session)
{
    public const int KeepDays = 30;

    /// <summary>Raised when a line was written or changed (<see cref="Database.Written"/>): pages show it at once.</summary>
    internal const string Table = "transcript";

    private const string RevisionKey = "transcript_revision";

    private static readonly Columns Line = new("transcript.id, transcript.revision, conversations.external_id, speaker.name, reader.name, said_at, body");
    private static readonly Columns Joined = new(
        "transcript JOIN conversations ON conversations.id = conversation_id "
        + "LEFT JOIN people AS speaker ON speaker.id = person_id LEFT JOIN people AS reader ON reader.id = only_for");

    /// <summary>The bot's message; the same outbox row again is the same line.</summary>
    public async Task<long> AddAsync(OutgoingMessage message, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ValueAsync(
            $"""
            INSERT INTO transcript (conversation_id, person_id, only_for, outbox_id, said_at, body, revision)
            VALUES (
              (SELECT id FROM conversations WHERE channel = {message.To.Channel} AND external_id = {message.To.Id}), NULL,
              (SELECT id FROM people WHERE channel = {message.To.Channel} AND external_id = {message.OnlyFor}),
              {message.Key}, {now}, {MessageJson.Serialize(message.Message)}, {await NextRevisionAsync(cancellationToken)})
            ON CONFLICT (outbox_id) DO UPDATE SET body = excluded.body, revision = excluded.revision
            RETURNING id
            """,
            row => row.Long(0), cancellationToken);

    /// <summary>What a person typed.</summary>
    public async Task AddAsync(IncomingMessage message, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            $"""
            INSERT INTO transcript (conversation_id, person_id, said_at, body, revision)
            SELECT conversations.id, people.id, {now}, {MessageJson.Serialize(new Message(message.Text, [new Section(message.Text)]))}, {await NextRevisionAsync(cancellationToken)}
            FROM conversations JOIN people ON people.channel = conversations.channel
            WHERE conversations.channel = {message.Conversation.Channel} AND conversations.external_id = {message.Conversation.Id}
              AND people.external_id = {message.From.Id}
            """, cancellationToken);

    /// <summary>Another message in a line's place; false where there is no such line.</summary>
    public async Task<bool> ChangeAsync(long id, Message message, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            $"UPDATE transcript SET body = {MessageJson.Serialize(message)}, revision = {await NextRevisionAsync(cancellationToken)} WHERE id = {id}", cancellationToken) == 1;

    public Task<int> ForgetOldAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM transcript WHERE said_at < {now.AddDays(-KeepDays)}", cancellationToken);

    /// <summary>A conversation from the beginning; nothing where it is unknown.</summary>
    public Task<IReadOnlyList<TranscriptLine>> ReadAsync(ConversationReference reference, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {Line} FROM {Joined} WHERE conversations.channel = {reference.Channel} AND conversations.external_id = {reference.Id} ORDER BY transcript.id",
            Read, cancellationToken);

    /// <summary>A conversation from the beginning.</summary>
    public Task<IReadOnlyList<TranscriptLine>> ReadAsync(long conversationId, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT {Line} FROM {Joined} WHERE conversation_id = {conversationId} ORDER BY transcript.id", Read, cancellationToken);

    /// <summary>The newest lines of a conversation that a person may see, oldest first.</summary>
    /// <param name="before">Only lines before this one; null for the newest.</param>
    public async Task<IReadOnlyList<TranscriptLine>> PageAsync(string person, string place, long? before, int most, CancellationToken cancellationToken) =>
    [
        .. (await session.QueryAsync(
            $"""
            SELECT {Line} FROM {Joined}
            WHERE conversations.channel = {WebChatChannel.ChannelName} AND conversations.external_id = {place} AND {Seen(person)}
              AND transcript.id < {before ?? long.MaxValue}
            ORDER BY transcript.id DESC LIMIT {most}
            """, Read, cancellationToken)).Reverse(),
    ];

    /// <summary>What was written or changed after a revision where a person may see it, in that order.</summary>
    public Task<IReadOnlyList<TranscriptLine>> SinceAsync(string person, long revision, int most, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT {Line} FROM {Joined}
            WHERE transcript.revision > {revision} AND conversations.channel = {WebChatChannel.ChannelName} AND {Seen(person)}
            ORDER BY transcript.revision LIMIT {most}
            """, Read, cancellationToken);

    /// <summary>A line, if the person may see it.</summary>
    public Task<TranscriptLine?> FindAsync(string person, long id, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT {Line} FROM {Joined} WHERE transcript.id = {id} AND conversations.channel = {WebChatChannel.ChannelName} AND {Seen(person)}", Read, cancellationToken);

    public async Task<long> RevisionAsync(CancellationToken cancellationToken) =>
        long.Parse(await new Settings(session).FindAsync(RevisionKey, cancellationToken) ?? "0");

    /// <summary>One's own direct chat and what is shared, without what is only for somebody else.</summary>
    private static Clause Seen(string person) => new(
    [
        $"(conversations.external_id = {WebChatReceiver.DirectId(person)} OR conversations.kind = {ConversationKind.Shared})",
        $"(only_for IS NULL OR reader.external_id = {person})",
    ]);

    /// <summary>For a line that is written now.</summary>
    private Task<long> NextRevisionAsync(CancellationToken cancellationToken)
    {
        session.Announce(Table);
        return new Settings(session).NextAsync(RevisionKey, cancellationToken);
    }

    private static TranscriptLine Read(Row row) => new(
        row.Long(0), row.Long(1), row.Text(2), row.TextOrNull(3), row.TextOrNull(4), row.Moment(5), MessageJson.Deserialize(row.Text(6)));
}
