using DigestBot.Data;
using DigestBot.Papers;

namespace DigestBot.Scheduling;

/// <summary>Asks each second, and when a digest file was taken or the clock was moved, whether a digest is due, and has jobs make what is.</summary>
internal sealed class DueWatch(DuePushes pushes, Database database, JobOutcomes outcomes) : Watch(outcomes, TimeSpan.FromSeconds(1))
{
    protected override Task Woken() => Task.WhenAny(database.Written(DigestFileStore.Table).Next, database.Written(MovableClock.Moved).Next);

    protected override Task LookAsync(CancellationToken cancellationToken) => pushes.EnqueueAsync(cancellationToken);
}
