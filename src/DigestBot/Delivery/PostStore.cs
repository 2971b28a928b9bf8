using DigestBot.Data;

namespace DigestBot.Delivery;

/// <summary>A post that was made of a message: its id, empty where the platform told none, and the fingerprint of what it says.</summary>
/// <remarks>Both are empty where an older version made it by a way that gives no ids.</remarks>
internal sealed record MadePost(string Id, string Fingerprint)
{
    /// <summary>A post of another message, whose place this one takes.</summary>
    public bool IsBorrowed { get; init; }
}

/// <summary>The posts of messages that need several, so that a later attempt goes on where an earlier one ended, in this process or the next.</summary>
internal sealed class PostStore(Session session)
{
    /// <summary>In order.</summary>
    public Task<IReadOnlyList<MadePost>> OfAsync(long outboxId, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT post_id, fingerprint FROM posts WHERE outbox_id = {outboxId} ORDER BY number", row => new MadePost(row.Text(0), row.Text(1)), cancellationToken);

    public Task PutAsync(long outboxId, int number, MadePost post, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"INSERT OR REPLACE INTO posts (outbox_id, number, post_id, fingerprint) VALUES ({outboxId}, {number}, {post.Id}, {post.Fingerprint})", cancellationToken);

    public Task RemoveAsync(long outboxId, int number, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM posts WHERE outbox_id = {outboxId} AND number = {number}", cancellationToken);

    /// <summary>Forgets the posts of messages that will not be sent again; a dead letter may be.</summary>
    public Task ForgetEndedAsync(CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"DELETE FROM posts WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.id = outbox_id AND state IN ('Pending', 'Sending', 'Dead'))", cancellationToken);
}
