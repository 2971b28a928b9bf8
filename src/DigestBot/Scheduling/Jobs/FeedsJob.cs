using DigestBot.Ingestion.Feeds;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Asks the feeds that are due, one after the other. Idempotent: each feed has its own next time, and the same content is taken once.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
[DisableConcurrentExecution(0)]
internal sealed class FeedsJob(FeedReader feeds)
{
    [JobDisplayName("Ask the feeds")]
    public Task RunAsync(CancellationToken cancellationToken) => feeds.AskDueAsync(cancellationToken);
}
