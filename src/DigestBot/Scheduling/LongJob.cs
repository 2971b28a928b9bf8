using DigestBot.Data;

namespace DigestBot.Scheduling;

/// <summary>Shows on the operator's page how far a job is.</summary>
internal sealed class LongJob(JobResults results, string job) : IProgress<(int Done, int Of)>
{
    public void Report((int Done, int Of) value) => results.Progress(job, value.Done, value.Of);
}
