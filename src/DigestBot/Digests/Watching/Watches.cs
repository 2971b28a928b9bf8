using DigestBot.Data;

namespace DigestBot.Digests.Watching;

/// <summary>A conversation that is told when a source is late, and how it is spoken to. <c>Source</c>: empty for all.</summary>
public sealed record Watch(long ConversationId, string Source, DateTimeOffset Since, string? Language, string? Zone)
{
    public bool Covers(string source) => Source.Length == 0 || Source == source;

    /// <summary>What would have to be said for it.</summary>
    public string ToCommand() => $"watch {Source}".TrimEnd();
}

/// <summary>Who asked to be told when a digest file is late, and what they were told.</summary>
public sealed class Watches(Session session)
{
    private static readonly Columns All = new(
        """
        conversation_id, source, since, COALESCE(conversations.language, people.language, people.profile_language),
          COALESCE(conversations.zone, people.zone, people.profile_zone)
        FROM watches JOIN conversations ON conversations.id = conversation_id LEFT JOIN people ON direct_id = conversation_id AND kind = 'Direct'
        """);

    public Task<IReadOnlyList<Watch>> AllAsync(CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT {All} ORDER BY conversation_id, source", Read, cancellationToken);

    /// <summary>What is watched where the bot can speak.</summary>
    public Task<IReadOnlyList<Watch>> ListAsync(CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT {All} WHERE present IS NOT 0 AND missing_since IS NULL ORDER BY conversation_id, source", Read, cancellationToken);

    public Task<IReadOnlyList<Watch>> ListAsync(long conversationId, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT {All} WHERE conversation_id = {conversationId} ORDER BY source", Read, cancellationToken);

    /// <summary>Watches these sources and no others.</summary>
    public async Task SetAsync(long conversationId, IReadOnlyList<string> sources, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var watch in await ListAsync(conversationId, cancellationToken))
        {
            if (!sources.Contains(watch.Source))
                await session.ExecuteAsync($"DELETE FROM watches WHERE conversation_id = {conversationId} AND source = {watch.Source}", cancellationToken);
        }

        // What is no longer watched is not said to have come.
        string[] kept = [.. sources, ""];
        if (!sources.Contains(""))
            await session.ExecuteAsync($"DELETE FROM late_notices WHERE conversation_id = {conversationId} AND came_at IS NULL AND source NOT IN {kept}", cancellationToken);
        foreach (var source in sources)
            await session.ExecuteAsync($"INSERT OR IGNORE INTO watches (conversation_id, source, since) VALUES ({conversationId}, {source}, {now})", cancellationToken);
    }

    /// <summary>Watches this source, too; empty for all. False where that is watched already.</summary>
    public async Task<bool> AddAsync(long conversationId, string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await ListAsync(conversationId, cancellationToken);
        if (before.Any(watch => watch.Covers(source)))
            return false;
        await SetAsync(conversationId, source.Length == 0 ? [""] : [.. before.Select(watch => watch.Source), source], now, cancellationToken);
        return true;
    }

    /// <summary>False where the conversation was told of that day before.</summary>
    internal async Task<bool> TellAsync(long conversationId, string source, DateOnly day, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            $"INSERT OR IGNORE INTO late_notices (conversation_id, source, day, told_at) VALUES ({conversationId}, {source}, {day}, {now})", cancellationToken) == 1;

    /// <summary>What was said to be late and has not come yet: the source, and since when it is known.</summary>
    internal Task<IReadOnlyList<(long ConversationId, string Source, DateTimeOffset ToldAt)>> OpenAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT conversation_id, source, MIN(told_at) FROM late_notices WHERE came_at IS NULL GROUP BY conversation_id, source",
            row => (row.Long(0), row.Text(1), row.Moment(2)), cancellationToken);

    internal Task CameAsync(long conversationId, string source, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE late_notices SET came_at = {now} WHERE conversation_id = {conversationId} AND source = {source} AND came_at IS NULL", cancellationToken);

    private static Watch Read(Row row) => new(row.Long(0), row.Text(1), row.Moment(2), row.TextOrNull(3), row.TextOrNull(4));
}
