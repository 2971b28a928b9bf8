using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Digests;
using DigestBot.Ingestion;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
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
    public static IServiceCollection AddSystemJobs(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            Add<InboxJob>(quartz, TimeSpan.FromSeconds(2));
            Add<SweepJob>(quartz, TimeSpan.FromSeconds(1));
            Add<VocabularyJob>(quartz, TimeSpan.FromMinutes(10));
            Add<RetentionJob>(quartz, TimeSpan.FromHours(6));
        });
        services.AddHostedService<Senders>();
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Add<TJob>(IQuartzBuilder quartz, TimeSpan interval)
        where TJob : SystemJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.StartNow().WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever()),
            job => job.WithIdentity(typeof(TJob).Name).DisallowConcurrentExecution());
}

/// <summary>The edge of every job: a failure is logged, and the job runs again at its next time.</summary>
internal abstract class SystemJob(ILogger log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await RunAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.JobFailed(log, GetType().Name, exception);
        }
    }

    protected abstract Task RunAsync(CancellationToken cancellationToken);
}

internal sealed class InboxJob(InboxFolder inbox, ILogger<InboxJob> log) : SystemJob(log)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => inbox.LookAsync(cancellationToken);
}

internal sealed class SweepJob(DigestSweep sweep, ILogger<SweepJob> log) : SystemJob(log)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => sweep.RunAsync(made: null, cancellationToken);
}

internal sealed class VocabularyJob(Database database, ILogger<VocabularyJob> log) : SystemJob(log)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => Vocabulary.RefreshAsync(database, cancellationToken);
}

/// <summary>What a channel keeps only for a while; run with the rest by the retention job.</summary>
public sealed record RetentionRule(Func<Session, DateTimeOffset, CancellationToken, Task> ForgetOldAsync);

/// <summary>What is kept only for a while (decision 19).</summary>
internal sealed class RetentionJob(Database database, IEnumerable<RetentionRule> rules, TimeProvider time, ILogger<RetentionJob> log) : SystemJob(log)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var now = time.GetUtcNow();
        await new InboundLog(session).ForgetOldAsync(now, cancellationToken);
        await new Outbox(session).ForgetOldAsync(now, cancellationToken);
        await new ChangeLog(session).ForgetOldAsync(now, cancellationToken);
        foreach (var rule in rules)
            await rule.ForgetOldAsync(session, now, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
