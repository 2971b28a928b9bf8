using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Scheduling.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigestBot.Scheduling;

/// <summary>What the jobs are told of the configuration.</summary>
/// <param name="HasFeeds">There are feeds to ask.</param>
/// <param name="HasTelemetry">Somebody collects what the gauges show.</param>
/// <param name="Zone">Whose night backups are made in.</param>
/// <param name="BackupFolder">Where they are.</param>
/// <param name="BackupsKept">How many; 0: none are made.</param>
public sealed record JobOptions(bool HasFeeds, bool HasTelemetry, TimeZoneInfo Zone, string BackupFolder, int BackupsKept);

/// <summary>
/// What happens by itself. Hangfire runs the jobs, as wake-ups only: what is due, what is to be sent and what was sent are rows of the store, and a
/// job that is lost or runs twice changes nothing. What looks every second or two is a loop, as each run of a job writes a dozen rows of history.
/// </summary>
public static class JobServer
{
    /// <summary>Digests wait for nothing else; one works for the store while the other is between two jobs.</summary>
    internal const string DigestQueue = "digests";

    /// <summary>How long a stopping host waits for running jobs; they then run again after the next start.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddJobs(this IServiceCollection services, JobOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<JobResults>();
        services.AddSingleton<JobOutcomes>();
        services.AddSingleton<DuePushes>();
        services.AddSingleton<FailedJobs>();
        services.AddSingleton(new JobClock());
        // All of it this host's own: Hangfire's defaults belong to the process.
        services.AddSingleton<JobStorage>(provider => JobStore.Open(JobStore.PathOf(provider.GetRequiredService<Database>().Path)));
        services.AddSingleton<JobActivator>(provider => new Hangfire.AspNetCore.AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<IJobFilterProvider>(provider => new JobFilterProviderCollection(
            new JobFilterAttributeFilterProvider(), new JobFilterCollection { { new JobEdge(provider.GetRequiredService<JobOutcomes>()), int.MinValue } }));
        services.AddHangfire((provider, configuration) => configuration.UseLogProvider(new JobLog(provider.GetRequiredService<ILoggerFactory>())));
        services.AddLogging(logging => logging.AddFilter("Hangfire", LogLevel.Warning));
        services.AddHangfireServer((_, server) => Configure(server, DigestQueue));
        services.AddHangfireServer((_, server) =>
        {
            Configure(server, Hangfire.States.EnqueuedState.DefaultQueue);
            server.IsLightweightServer = true;
        });
        services.AddSingleton(provider => new LongImport(
            message => provider.GetRequiredService<IBackgroundJobClient>().Enqueue<ImportJob>(job => job.RunAsync(message, null, CancellationToken.None))));
        services.AddHostedService<JobSchedule>();
        services.AddHostedService<Senders>();
        services.AddHostedService<InboxWatch>();
        services.AddHostedService<ChangeWatch>();
        return services.AddHostedService<DueWatch>();
    }

    private static void Configure(BackgroundJobServerOptions server, string queue)
    {
        server.Queues = [queue];
        server.WorkerCount = 2;
        server.StopTimeout = Patience;
        server.ShutdownTimeout = Patience + TimeSpan.FromSeconds(2);
        server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
    }
}
