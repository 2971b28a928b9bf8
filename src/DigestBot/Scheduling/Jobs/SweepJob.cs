using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Enqueues what is due, each minute: the safety net of <see cref="DueWatch"/>. Idempotent: a due time that was run is no longer due.</summary>
[Queue(JobServer.DigestQueue)]
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
internal sealed class SweepJob(DuePushes pushes)
{
    [JobDisplayName("Look for due digests")]
    public Task RunAsync(CancellationToken cancellationToken) => pushes.EnqueueAsync(cancellationToken);
}
