using DigestBot.Data;

namespace DigestBot.Ingestion.Feeds;

/// <summary>How a feed stands: when it was asked, what it said of itself, when it is asked again.</summary>
public sealed record FeedState(
    string Url, string? ETag, string? LastModified, DateTimeOffset AskedAt, DateTimeOffset AskAfter, DateTimeOffset? TakenAt, int Failures, string? Problem)
{
    /// <summary>Without the query, which may hold a key.</summary>
    public string Name => Uri.TryCreate(Url, UriKind.Absolute, out var url) ? url.Host + url.AbsolutePath : Url;
}

/// <summary>The feeds asked for so far.</summary>
public sealed class FeedStore(Session session)
{
    public Task<IReadOnlyList<FeedState>> ListAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT url, etag, last_modified, asked_at, ask_after, taken_at, failures, problem FROM feeds ORDER BY url",
            row => new FeedState(
                row.Text(0), row.TextOrNull(1), row.TextOrNull(2), row.Moment(3), row.Moment(4), row.MomentOrNull(5), row.Int(6), row.TextOrNull(7)),
            cancellationToken);

    public Task SaveAsync(FeedState feed, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            INSERT OR REPLACE INTO feeds (url, etag, last_modified, asked_at, ask_after, taken_at, failures, problem)
            VALUES ({feed.Url}, {feed.ETag}, {feed.LastModified}, {feed.AskedAt}, {feed.AskAfter}, {feed.TakenAt}, {feed.Failures}, {feed.Problem})
            """, cancellationToken);
}
