using DigestBot.Digests.Watching;
using DigestBot.Ingestion;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Tells who asked that a digest file is late. Idempotent: what was told is a row, written with the message.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
[DisableConcurrentExecution(0)]
internal sealed class WatchdogJob(Watchdog watchdog, InboxFolder inbox, JobClock clock)
{
    /// <summary>What came while nothing ran is taken before its absence is judged.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    [JobDisplayName("Look for late digest files")]
    public Task RunAsync(CancellationToken cancellationToken) =>
        inbox.HasCaughtUp && clock.Uptime >= Settling ? watchdog.RunAsync(cancellationToken) : Task.CompletedTask;
}
