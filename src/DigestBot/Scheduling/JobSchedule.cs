using System.Diagnostics;
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
    JobOptions options, IRecurringJobManager manager, IBackgroundJobClient jobs, Database database, JobStorage storage, JobOutcomes outcomes,
    IHostApplicationLifetime lifetime)
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

        for (var (isRegistered, jumped) = (false, false); ; )
        {
            var (before, from) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetTimestamp());
            isRegistered = isRegistered && !jumped || await TryRegisterAsync(anew: jumped, stoppingToken);
            await Task.Delay(Look, stoppingToken);
            jumped = (TimeProvider.System.GetUtcNow() - before - TimeProvider.System.GetElapsedTime(from)).Duration() >= Look || jumped && !isRegistered;
        }
    }

    /// <summary>False where the jobs' file is full or locked: the loops go on without it, and it is tried again.</summary>
    private async Task<bool> TryRegisterAsync(bool anew, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        Exception? failure = null;
        try
        {
            Register(anew);
            if (!anew)
                await EnqueueLeftoversAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failure = exception;
        }

        outcomes.Add(nameof(JobSchedule), Stopwatch.GetElapsedTime(start), failure, failure is null ? null : Look);
        return failure is null;
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

    /// <summary>Without what an earlier version, or another configuration, had registered.</summary>
    /// <param name="anew">Also those that stay forget when they would have run next.</param>
    private void Register(bool anew)
    {
        var recurrences = Recurrence.All(options);
        using (var connection = storage.GetConnection())
        {
            foreach (var known in connection.GetRecurringJobs().Where(known => anew || recurrences.All(recurrence => recurrence.Id != known.Id)))
                manager.RemoveIfExists(known.Id);
        }

        foreach (var recurrence in recurrences)
            manager.AddOrUpdate(recurrence.Id, recurrence.Job, recurrence.Cron, new RecurringJobOptions { TimeZone = recurrence.Zone });
    }
}
