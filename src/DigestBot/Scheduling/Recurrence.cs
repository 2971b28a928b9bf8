using DigestBot.Scheduling.Jobs;
using Hangfire.Common;

namespace DigestBot.Scheduling;

/// <summary>A job that recurs: its id and cron expression stay the same over versions. Read in UTC, but for the nightly backup.</summary>
internal sealed record Recurrence(string Id, string Cron, Job Job)
{
    private const string EachMinute = "* * * * *";

    public TimeZoneInfo Zone { get; private init; } = TimeZoneInfo.Utc;

    public static IReadOnlyList<Recurrence> All(JobOptions options) =>
    [
        new("sweep", EachMinute, Job.FromExpression<SweepJob>(job => job.RunAsync(CancellationToken.None))),
        new("corrections", EachMinute, Job.FromExpression<CorrectionsJob>(job => job.RunAsync(CancellationToken.None))),
        new("watchdog", EachMinute, Job.FromExpression<WatchdogJob>(job => job.RunAsync(CancellationToken.None))),
        new("vocabulary", "*/10 * * * *", Job.FromExpression<VocabularyJob>(job => job.RunAsync(CancellationToken.None))),
        new("retention", "15 */6 * * *", Job.FromExpression<RetentionJob>(job => job.RunAsync(CancellationToken.None))),
        .. options.BackupsKept > 0 ? [new("backup", "30 3 * * *", Job.FromExpression<BackupJob>(job => job.RunAsync(CancellationToken.None))) { Zone = options.Zone }] : Array.Empty<Recurrence>(),
        .. options.HasFeeds ? [new("feeds", EachMinute, Job.FromExpression<FeedsJob>(job => job.RunAsync(CancellationToken.None)))] : Array.Empty<Recurrence>(),
        .. options.HasTelemetry ? [new("gauges", "*/15 * * * * *", Job.FromExpression<GaugesJob>(job => job.RunAsync(CancellationToken.None)))] : Array.Empty<Recurrence>(),
    ];
}
