using DigestBot.Channels;
using DigestBot.Data;

namespace DigestBot.WebChat;

/// <summary>Who is on the local channel, and where they talk.</summary>
internal static class Places
{
    private const string Channel = WebChatChannel.ChannelName;

    public static Task<IReadOnlyList<string>> PeopleAsync(Session session, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT external_id FROM people WHERE channel = {Channel} ORDER BY id", row => row.Text(0), cancellationToken);

    /// <summary>Somebody's direct chat, then what is shared, by name.</summary>
    public static Task<IReadOnlyList<Place>> OfAsync(Session session, string person, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT external_id, COALESCE(name, external_id), kind,
              (SELECT COALESCE(MAX(transcript.id), 0) FROM transcript
               LEFT JOIN people AS reader ON reader.id = only_for LEFT JOIN people AS speaker ON speaker.id = person_id
               WHERE conversation_id = conversations.id AND (only_for IS NULL OR reader.external_id = {person})
                 AND speaker.external_id IS NOT {person})
            FROM conversations
            WHERE channel = {Channel} AND (external_id = {WebChatReceiver.DirectId(person)} OR kind = {ConversationKind.Shared})
            ORDER BY kind, external_id
            """,
            row => new Place(row.Text(0), row.Text(1), row.Enum<ConversationKind>(2) == ConversationKind.Shared, row.Long(3)), cancellationToken);

    /// <summary>A person's id as it is stored, however it was written now.</summary>
    public static Task<string?> KnownAsync(Session session, string name, CancellationToken cancellationToken) =>
        session.FirstAsync($"SELECT external_id FROM people WHERE channel = {Channel} AND external_id = {name} COLLATE NOCASE", row => row.Text(0), cancellationToken);

    public static async Task<Person?> FindPersonAsync(Session session, string person, CancellationToken cancellationToken) =>
        await session.FirstAsync($"SELECT id FROM people WHERE channel = {Channel} AND external_id = {person}", row => (long?)row.Long(0), cancellationToken) is { } id
            ? await new ConversationStore(session).FindPersonAsync(id, cancellationToken)
            : null;

    public static async Task<bool> AnySharedAsync(Session session, CancellationToken cancellationToken) =>
        await session.ValueAsync(
            $"SELECT EXISTS (SELECT 1 FROM conversations WHERE channel = {Channel} AND kind = {ConversationKind.Shared})", row => row.Flag(0), cancellationToken);
}
