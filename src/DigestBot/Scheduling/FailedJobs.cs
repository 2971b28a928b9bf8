using System.Reflection;
using DigestBot.Scheduling.Jobs;
using Hangfire;

namespace DigestBot.Scheduling;

/// <summary>A job that is not tried again by itself. <c>At</c> is the store's time.</summary>
public sealed record FailedJob(string Name, DateTimeOffset At, string Problem, string Remedy);

/// <summary>The jobs whose retries are used up, with what to do; in English, as the operator's page is.</summary>
public sealed class FailedJobs
{
    private readonly JobStorage _storage;
    private readonly TimeProvider _time;

    public FailedJobs(JobStorage storage, TimeProvider time)
    {
        _storage = storage;
        _time = time;
    }

    public long Count => _storage.GetMonitoringApi().FailedCount();

    public IReadOnlyList<FailedJob> List(int most) =>
    [
        .. _storage.GetMonitoringApi().FailedJobs(0, most).Select(failed => failed.Value).Where(failed => failed is not null).Select(failed => new FailedJob(
            failed.Job?.Method.GetCustomAttribute<JobDisplayNameAttribute>()?.Format(null, failed.Job) ?? "A job of another version",
            new DateTimeOffset(DateTime.SpecifyKind(failed.FailedAt ?? DateTime.UnixEpoch, DateTimeKind.Utc)) + (_time.GetUtcNow() - TimeProvider.System.GetUtcNow()),
            failed.ExceptionMessage ?? "",
            Remedy(failed.Job?.Type))),
    ];

    private static string Remedy(Type? job) => job switch
    {
        null => "Delete it: this version does what is needed by itself.",
        _ when job == typeof(BackupJob) => "Check that DigestBot:Backups can be written and its disk has room, then requeue it; else the next night tries again.",
        _ when job == typeof(ImportJob) => "Requeue it, or have the file sent again.",
        _ when job == typeof(ReReadJob) => "Requeue it, or start the bot anew. Until then these files say what older readers understood.",
        _ when job == typeof(RebuildIndexJob) => "Requeue it, or start the bot anew. Until then searches miss some papers.",
        _ => "Requeue it once the reason is gone.",
    };
}
