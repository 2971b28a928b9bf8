using DigestBot.Digests;
using DigestBot.Subscriptions;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Makes the digests of one batch. Idempotent: a due time that was run is no longer due.</summary>
[Queue(JobServer.DigestQueue)]
[AutomaticRetry(Attempts = 3, DelaysInSeconds = [5, 10, 20], OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
internal sealed class PushDigestsJob(DigestSweep sweep, DuePushes pushes)
{
    [JobDisplayName("Push digests {0}–{1} of {2:yyyy-MM-dd HH:mm}")]
    public async Task RunAsync(
        int first, int last, DateTimeOffset fromDue, long fromConversation, DateTimeOffset toDue, long toConversation, CancellationToken cancellationToken)
    {
        var done = false;
        try
        {
            await sweep.RunAsync(new DueBatch(first, last, new DueKey(fromDue, fromConversation), new DueKey(toDue, toConversation)), cancellationToken);
            done = true;
        }
        finally
        {
            pushes.Moved(done ? last - first + 1 : 0, done);
        }
    }
}
