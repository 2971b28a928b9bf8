using DigestBot.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DigestBot.Ingestion.Feeds;

/// <summary>
/// Asks the configured feeds in turn, one at each call, and takes what they bring. What fails is asked again later and later. One request a
/// call keeps to arXiv's wish of one in three seconds: https://info.arxiv.org/help/api/tou.html
/// </summary>
public sealed class FeedReader(FeedOptions options, Database database, Ingestor ingestor, TimeProvider time, ILogger<FeedReader> log) : IDisposable
{
    private const int MostDoublings = 5;
    private static readonly TimeSpan BetweenFeeds = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);
    private readonly FeedFetcher _fetcher = new(options);

    /// <summary>Asks all feeds that are due, one every five seconds.</summary>
    public async Task AskDueAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is var (feed, state))
        {
            await AskAsync(feed, state, time.GetUtcNow(), cancellationToken);
            await Task.Delay(BetweenFeeds, cancellationToken);
        }
    }

    /// <summary>Asks the feed that is longest due. The report of what it brought; null where none is due or nothing came.</summary>
    public async Task<IngestReport?> AskNextAsync(CancellationToken cancellationToken) =>
        await NextAsync(cancellationToken) is var (feed, state) ? await AskAsync(feed, state, time.GetUtcNow(), cancellationToken) : null;

    public void Dispose() => _fetcher.Dispose();

    private async Task<(Uri Feed, FeedState? State)?> NextAsync(CancellationToken cancellationToken)
    {
        if (options.Feeds.Count == 0)
            return null;
        var now = time.GetUtcNow();
        var known = await StatesAsync(cancellationToken);
        var next = options.Feeds
            .Select(feed => (Feed: feed, State: known.GetValueOrDefault(feed.ToString())))
            .Where(pair => pair.State is null || pair.State.AskAfter <= now)
            .OrderBy(pair => pair.State?.AskAfter ?? DateTimeOffset.MinValue)
            .FirstOrDefault();
        return next.Feed is null ? null : next;
    }

    private async Task<IngestReport?> AskAsync(Uri feed, FeedState? before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var state = before ?? new FeedState(feed.ToString(), null, null, now, now, null, 0, null);
        IngestReport? report = null;
        state = state with { AskedAt = now, AskAfter = now + options.Every };
        try
        {
            (state, report) = await TakeAsync(feed, state, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or SqliteException))
        {
            // A feed that breaks its reader must not keep the others from their turn.
            state = Later(state, exception.GetType().Name, null);
        }

        if (state.Problem is { } problem)
            Log.FeedFailed(log, feed.Host, state.Failures, problem);
        await using var session = await database.WriteAsync(cancellationToken);
        await new FeedStore(session).SaveAsync(state, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return report;
    }

    private async Task<(FeedState State, IngestReport? Report)> TakeAsync(Uri feed, FeedState state, CancellationToken cancellationToken)
    {
        switch (await _fetcher.FetchAsync(feed, state.ETag, state.LastModified, cancellationToken))
        {
            case FeedAnswer.Content content:
                var report = await ingestor.IngestAsync(state.Name, content.Bytes, given: null, progress: null, cancellationToken);
                return report.Taken
                    ? (state with { ETag = content.ETag, LastModified = content.LastModified, TakenAt = state.AskedAt, Failures = 0, Problem = null }, report)
                    : (Later(state, report.Rejected[0].Reason, null), report);
            case FeedAnswer.Failed failed:
                return (Later(state, failed.Problem, failed.RetryAfter), null);
            default:
                return (state with { Failures = 0, Problem = null }, null);
        }
    }

    private FeedState Later(FeedState state, string problem, TimeSpan? retryAfter)
    {
        var pause = options.Every * Math.Pow(2, Math.Min(state.Failures, MostDoublings));
        pause = pause > LongestPause ? LongestPause : pause;
        if (retryAfter > pause)
            pause = retryAfter.Value > LongestPause ? LongestPause : retryAfter.Value;
        return state with { AskAfter = state.AskedAt + pause, Failures = state.Failures + 1, Problem = problem };
    }

    private async Task<Dictionary<string, FeedState>> StatesAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return (await new FeedStore(session).ListAsync(cancellationToken)).ToDictionary(feed => feed.Url, StringComparer.Ordinal);
    }
}
