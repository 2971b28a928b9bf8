using DigestBot.Data;
using DigestBot.Ingestion;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Scheduling.Jobs;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.Hosting;

namespace DigestBot.Scheduling;

/// <summary>
/// Registers the recurring jobs once the host serves, and again when the machine's clock was set: Hangfire keeps the moment of the next run, and after a
/// clock was set back by two hours it would wait for two hours.
/// </summary>
internal sealed class JobSchedule(
    JobOptions options, IRecurringJobManager manager, IBackgroundJobClient jobs, Database database, JobStorage storage, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
            await started.Task.WaitAsync(stoppingToken);

        var recurrences = Recurrence.All(options);
        RemoveOthers(recurrences);
        Register(recurrences);
        await EnqueueLeftoversAsync(stoppingToken);
        while (true)
        {
            var (before, from) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetTimestamp());
            await Task.Delay(Look, stoppingToken);
            var jump = TimeProvider.System.GetUtcNow() - before - TimeProvider.System.GetElapsedTime(from);
            if (jump.Duration() < Look)
                continue;
            foreach (var recurrence in recurrences)
                manager.RemoveIfExists(recurrence.Id);
            Register(recurrences);
        }
    }

    /// <summary>What a new version, or a run that ended early, left to do: the store says so.</summary>
    private async Task EnqueueLeftoversAsync(CancellationToken cancellationToken)
    {
        if (await PaperIndex.IsRebuildingAsync(database, cancellationToken))
            jobs.Enqueue<RebuildIndexJob>(job => job.RunAsync(CancellationToken.None));
        await using var session = await database.ReadAsync(cancellationToken);
        if ((await new DigestFileStore(session).ReadByOlderAsync(Ingestor.ReaderVersion, cancellationToken)).Count > 0)
            jobs.Enqueue<ReReadJob>(job => job.RunAsync(CancellationToken.None));
    }

    private void Register(IReadOnlyList<Recurrence> recurrences)
    {
        foreach (var recurrence in recurrences)
            manager.AddOrUpdate(recurrence.Id, recurrence.Job, recurrence.Cron, new RecurringJobOptions { TimeZone = recurrence.Zone });
    }

    /// <summary>What an earlier version, or another configuration, had registered.</summary>
    private void RemoveOthers(IReadOnlyList<Recurrence> recurrences)
    {
        using var connection = storage.GetConnection();
        foreach (var known in connection.GetRecurringJobs().Where(known => recurrences.All(recurrence => recurrence.Id != known.Id)))
            manager.RemoveIfExists(known.Id);
    }
}
