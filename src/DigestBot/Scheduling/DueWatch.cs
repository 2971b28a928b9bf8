using DigestBot.Data;
using DigestBot.Ingestion;
using DigestBot.Papers;

namespace DigestBot.Scheduling;

/// <summary>
/// Asks each second, and when a digest file was taken or the clock was moved, whether a digest is due, and has jobs make what is. After downtime,
/// digests wait until the inbox has been read.
/// </summary>
internal sealed class DueWatch(DuePushes pushes, InboxFolder inbox, Database database, JobOutcomes outcomes) : Watch(outcomes, TimeSpan.FromSeconds(1))
{
    protected override Task Woken() => Task.WhenAny(database.Written(DigestFileStore.Table).Next, database.Written(MovableClock.Moved).Next);

    protected override Task LookAsync(CancellationToken cancellationToken) =>
        inbox.HasCaughtUp ? pushes.EnqueueAsync(cancellationToken) : Task.CompletedTask;
}
