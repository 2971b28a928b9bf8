using DigestBot.Digests;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Edits what was posted where its papers changed. Idempotent: what says the same is not edited.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
[DisableConcurrentExecution(0)]
internal sealed class CorrectionsJob(DigestCorrections corrections)
{
    [JobDisplayName("Edit what was posted")]
    public Task RunAsync(CancellationToken cancellationToken) => corrections.RunAsync(cancellationToken);
}
