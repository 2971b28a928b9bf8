using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Digests;
using DigestBot.Digests.Watching;
using DigestBot.Ingestion;
using DigestBot.Ingestion.Feeds;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace DigestBot.Scheduling;

/// <summary>
/// The handful of things that happen by themselves. Quartz drives these jobs, never one trigger per subscription: a sweep over our own due times
/// is a hundred times faster. Jobs keep nothing themselves, so Quartz needs no store.
/// </summary>
public static class SystemJobs
{
    /// <summary>A scheduler with a name keeps its clock to itself; that of one without is everybody's.</summary>
    private const string SchedulerName = "system-jobs";

    public static IServiceCollection AddSystemJobs(this IServiceCollection services)
    {
        services.AddQuartz(SchedulerName, quartz =>
        {
            quartz.UseTimeProvider(new SteadyClock());
            Add<InboxJob>(quartz, TimeSpan.FromSeconds(2));
            Add<FeedJob>(quartz, TimeSpan.FromSeconds(5));
            Add<SweepJob>(quartz, TimeSpan.FromSeconds(1));
            // Long enough for a folder of corrected files to become one edit.
            Add<CorrectionJob>(quartz, TimeSpan.FromSeconds(5));
            Add<WatchdogJob>(quartz, TimeSpan.FromMinutes(1), first: TimeSpan.FromMinutes(2));
            Add<GaugeJob>(quartz, TimeSpan.FromSeconds(15));
            Add<VocabularyJob>(quartz, TimeSpan.FromMinutes(10));
            Add<RetentionJob>(quartz, TimeSpan.FromHours(6));
        });
        services.AddSingleton<JobResults>();
        services.AddHostedService<Senders>();
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <param name="first">How long after the start: what came while nothing ran is taken before its absence is judged.</param>
    private static void Add<TJob>(IQuartzBuilder quartz, TimeSpan interval, TimeSpan first = default)
        where TJob : SystemJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.StartAt(TimeProvider.System.GetUtcNow() + first)
                // Late is late: to count anew, the scheduler would look at the machine's clock again.
                .WithMisfireThreshold(TimeSpan.FromDays(1))
                .WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever()),
            job => job.WithIdentity(typeof(TJob).Name).DisallowConcurrentExecution());
}

/// <summary>The edge of every job: a failure is logged, and the job runs again at its next time.</summary>
internal abstract class SystemJob(JobResults results, TimeProvider time, ILogger log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var start = time.GetTimestamp();
        string? problem = null;
        try
        {
            await RunAsync(cancellationToken);
        }
        catch (SqliteException exception)
        {
            // Full, busy, read-only: said once, in words, as long as it is so.
            problem = StoreException.From(exception, "the store").Message;
            if (results.Last(GetType().Name)?.Problem != problem)
                Log.JobWaits(log, GetType().Name, problem);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            problem = exception.GetType().Name;
            Log.JobFailed(log, GetType().Name, exception);
        }

        // The scheduler counts in real time, the store's clock may be ahead.
        var now = time.GetUtcNow();
        results.Add(new JobResult(GetType().Name, now, time.GetElapsedTime(start), problem, now + (context.NextFireTimeUtc - TimeProvider.System.GetUtcNow())));
    }

    protected DateTimeOffset Now => time.GetUtcNow();

    protected abstract Task RunAsync(CancellationToken cancellationToken);
}

internal sealed class InboxJob(InboxFolder inbox, JobResults results, TimeProvider time, ILogger<InboxJob> log) : SystemJob(results, time, log)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => inbox.LookAsync(cancellationToken);
}

internal sealed class FeedJob(FeedReader feeds, JobResults results, TimeProvider time, ILogger<FeedJob> log) : SystemJob(results, time, log)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => feeds.AskNextAsync(cancellationToken);
}

/// <summary>After a holiday of the host a digest holds all that came meanwhile: the inbox is read first.</summary>
internal sealed class SweepJob(DigestSweep sweep, InboxFolder inbox, JobResults results, TimeProvider time, ILogger<SweepJob> log) : SystemJob(results, time, log)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => inbox.HasCaughtUp ? sweep.RunAsync(cancellationToken) : Task.CompletedTask;
}

internal sealed class CorrectionJob(DigestCorrections corrections, JobResults results, TimeProvider time, ILogger<CorrectionJob> log) : SystemJob(results, time, log)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => corrections.RunAsync(cancellationToken);
}

internal sealed class WatchdogJob(Watchdog watchdog, InboxFolder inbox, JobResults results, TimeProvider time, ILogger<WatchdogJob> log) : SystemJob(results, time, log)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => inbox.HasCaughtUp ? watchdog.RunAsync(cancellationToken) : Task.CompletedTask;
}

internal sealed class GaugeJob(Database database, JobResults results, TimeProvider time, ILogger<GaugeJob> log) : SystemJob(results, time, log)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!Telemetry.WantsStanding)
            return;
        await using var session = await database.ReadAsync(cancellationToken);
        Telemetry.Standing(
            await new Outbox(session).WaitingAsync(cancellationToken),
            await new DeadLetters(session).CountAsync(cancellationToken),
            await new SubscriptionStore(session).CountAsync(SubscriptionState.DeliveryPaused, cancellationToken));
    }
}

internal sealed class VocabularyJob(Database database, JobResults results, TimeProvider time, ILogger<VocabularyJob> log) : SystemJob(results, time, log)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => Vocabulary.RefreshAsync(database, cancellationToken);
}

/// <summary>What a channel keeps only for a while; run with the rest by the retention job.</summary>
public sealed record RetentionRule(Func<Session, DateTimeOffset, CancellationToken, Task> ForgetOldAsync);

/// <summary>What is kept only for a while (decision 19).</summary>
internal sealed class RetentionJob(Database database, IEnumerable<RetentionRule> rules, JobResults results, TimeProvider time, ILogger<RetentionJob> log)
    : SystemJob(results, time, log)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var now = Now;
        await new InboundLog(session).ForgetOldAsync(now, cancellationToken);
        await new Outbox(session).ForgetOldAsync(now, cancellationToken);
        await new ChangeLog(session).ForgetOldAsync(now, cancellationToken);
        foreach (var rule in rules)
            await rule.ForgetOldAsync(session, now, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
