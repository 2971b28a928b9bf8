using DigestBot.Data;
using DigestBot.Papers.Search;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Fills the search index after the analyser changed, newest papers first. Idempotent: how far it is stands in the store.</summary>
[AutomaticRetry(Attempts = 3, DelaysInSeconds = [10, 60, 600], LogEvents = false)]
internal sealed class RebuildIndexJob(Database database, JobResults results)
{
    [JobDisplayName("Rebuild the search index")]
    public Task RunAsync(CancellationToken cancellationToken) =>
        PaperIndex.RebuildAsync(database, new LongJob(results, nameof(RebuildIndexJob)), cancellationToken);
}
