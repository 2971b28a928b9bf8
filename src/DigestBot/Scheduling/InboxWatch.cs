using DigestBot.Ingestion;

namespace DigestBot.Scheduling;

/// <summary>Looks into the inbox every two seconds. Begins when the host starts, before digests are made.</summary>
internal sealed class InboxWatch(InboxFolder inbox, JobOutcomes outcomes) : Watch(outcomes, TimeSpan.FromSeconds(2))
{
    protected override Task LookAsync(CancellationToken cancellationToken) => inbox.LookAsync(cancellationToken);
}
