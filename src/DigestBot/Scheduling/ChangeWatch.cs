using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Scheduling.Jobs;
using Hangfire;
using Microsoft.Extensions.Hosting;

namespace DigestBot.Scheduling;

/// <summary>Papers changed: a job edits what was posted, a little later, so that a folder of corrected files becomes one edit.</summary>
internal sealed class ChangeWatch(Database database, IBackgroundJobClient jobs, JobOutcomes outcomes) : BackgroundService
{
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var changed = database.Written(PaperChanges.Table);
        try
        {
            while (true)
            {
                await changed.Next.WaitAsync(stoppingToken);
                await Task.Delay(Together, stoppingToken);
                Enqueue();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void Enqueue()
    {
        try
        {
            jobs.Enqueue<CorrectionsJob>(job => job.RunAsync(CancellationToken.None));
        }
        catch (BackgroundJobClientException exception)
        {
            // The recurring job edits as soon as the jobs' file can be used again; an exception would end the host.
            outcomes.Add(nameof(ChangeWatch), TimeSpan.Zero, exception, wait: null);
        }
    }
}
