using DigestBot.Data;

namespace DigestBot.Channels;

/// <summary>Conversations and people as we came to know them.</summary>
public sealed class ConversationStore(Session session)
{
    private static readonly Columns Place = new("id, channel, external_id, kind, name, data, language, zone");

    /// <summary>What people call a row of <c>conversations</c>: a direct chat by its person, as its id says nothing to anybody.</summary>
    public static readonly Columns ShownName = new("COALESCE(conversations.name, (SELECT people.name FROM people WHERE direct_id = conversations.id), conversations.external_id)");

    private static readonly Columns Someone = new("id, channel, external_id, name, language, zone, profile_language, profile_zone");

    /// <summary>Finds or adds; the reference is refreshed, as names and addresses change.</summary>
    public Task<Conversation> KnowAsync(ConversationReference reference, CancellationToken cancellationToken) =>
        session.ValueAsync(
            $"""
            INSERT INTO conversations (channel, external_id, kind, name, data)
            VALUES ({reference.Channel}, {reference.Id}, {reference.Kind}, {reference.Name}, {reference.Data})
            ON CONFLICT (channel, external_id) DO UPDATE SET kind = excluded.kind, name = COALESCE(excluded.name, name), data = COALESCE(excluded.data, data)
            RETURNING {Place}
            """, ReadConversation, cancellationToken);

    public Task<Person> KnowAsync(string channel, Sender sender, CancellationToken cancellationToken) =>
        session.ValueAsync(
            $"""
            INSERT INTO people (channel, external_id, name, profile_language, profile_zone)
            VALUES ({channel}, {sender.Id}, {sender.Name}, {sender.Language}, {sender.Zone})
            ON CONFLICT (channel, external_id) DO UPDATE SET name = COALESCE(NULLIF(excluded.name, ''), name),
              profile_language = COALESCE(excluded.profile_language, profile_language), profile_zone = COALESCE(excluded.profile_zone, profile_zone)
            RETURNING {Someone}
            """, ReadPerson, cancellationToken);

    public Task<Conversation?> FindAsync(long id, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT {Place} FROM conversations WHERE id = {id}", ReadConversation, cancellationToken);

    public Task<Person?> FindPersonAsync(long id, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT {Someone} FROM people WHERE id = {id}", ReadPerson, cancellationToken);

    /// <summary>A person's direct chat with the bot, where they have opened one.</summary>
    public Task<Conversation?> FindDirectAsync(Person person, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"""
            SELECT {Place} FROM conversations WHERE id = (SELECT direct_id FROM people WHERE id = {person.Id})
            """, ReadConversation, cancellationToken);

    public Task SetDirectAsync(Person person, Conversation direct, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE people SET direct_id = {direct.Id} WHERE id = {person.Id} AND direct_id IS NOT {direct.Id}", cancellationToken);

    /// <summary>The bot is there now; false where it was known to be.</summary>
    public async Task<bool> EnterAsync(Conversation conversation, CancellationToken cancellationToken) =>
        await session.ExecuteAsync($"UPDATE conversations SET present = 1 WHERE id = {conversation.Id} AND present IS NOT 1", cancellationToken) == 1;

    /// <summary>The bot is no longer there; false where it was known not to be.</summary>
    public async Task<bool> LeaveAsync(Conversation conversation, CancellationToken cancellationToken) =>
        await session.ExecuteAsync($"UPDATE conversations SET present = 0 WHERE id = {conversation.Id} AND present IS NOT 0", cancellationToken) == 1;

    /// <summary>Since when the platform has not found it: since <paramref name="now"/> where it was found until now.</summary>
    public async Task<DateTimeOffset> MissingSinceAsync(Conversation conversation, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.FirstAsync(
            $"UPDATE conversations SET missing_since = COALESCE(missing_since, {now}) WHERE id = {conversation.Id} RETURNING missing_since",
            row => (DateTimeOffset?)row.Moment(0), cancellationToken) ?? now;

    /// <summary>False where it was not missing.</summary>
    public async Task<bool> FoundAsync(long conversationId, CancellationToken cancellationToken) =>
        await session.ExecuteAsync($"UPDATE conversations SET missing_since = NULL WHERE id = {conversationId} AND missing_since IS NOT NULL", cancellationToken) == 1;

    /// <summary>A shared conversation by its name, in the workspace of another.</summary>
    public Task<Conversation?> FindSharedAsync(string name, Conversation near, CancellationToken cancellationToken)
    {
        var bare = name.TrimStart('#');
        var marked = "#" + bare;
        return session.FirstAsync(
            $"""
            SELECT {Place} FROM conversations
            WHERE channel = {near.Reference.Channel} AND kind = {ConversationKind.Shared} AND name COLLATE NOCASE IN ({bare}, {marked})
              AND substr(external_id, 1, instr(external_id, '/')) = {near.Workspace}
            ORDER BY id LIMIT 1
            """, ReadConversation, cancellationToken);
    }

    /// <summary>All conversations of a channel whose ids begin so.</summary>
    public Task<IReadOnlyList<Conversation>> OfAsync(string channel, string prefix, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {Place} FROM conversations WHERE channel = {channel} AND substr(external_id, 1, {prefix.Length}) = {prefix} ORDER BY id", ReadConversation, cancellationToken);

    public Task SetAsync(Conversation conversation, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"UPDATE conversations SET language = {conversation.Language}, zone = {conversation.Zone} WHERE id = {conversation.Id}", cancellationToken);

    public Task SetAsync(Person person, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE people SET language = {person.Language}, zone = {person.Zone} WHERE id = {person.Id}", cancellationToken);

    private static Conversation ReadConversation(Row row) => new(
        row.Long(0),
        new ConversationReference(row.Text(1), row.Text(2), row.Enum<ConversationKind>(3), row.TextOrNull(4), row.TextOrNull(5)),
        row.TextOrNull(6),
        row.TextOrNull(7));

    private static Person ReadPerson(Row row) => new(
        row.Long(0), row.Text(1), row.Text(2), row.Text(3), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7));
}
