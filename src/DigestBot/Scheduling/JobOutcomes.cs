using DigestBot.Data;
using Hangfire;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DigestBot.Scheduling;

/// <summary>How jobs and loops end: kept for the operator's page and <c>status</c>, failures logged.</summary>
internal sealed class JobOutcomes(JobResults results, TimeProvider time, ILogger<JobOutcomes> log)
{
    /// <summary>What a failure is in words, without what somebody wrote: an exception's own message may quote a file.</summary>
    public static string InWords(Exception exception) => exception switch
    {
        BackgroundJobClientException { InnerException: { } inner } => InWords(inner),
        SQLite.SQLiteException jobs => $"The jobs' file cannot be used ({jobs.Result}). Check its permissions and the room on its disk.",
        SqliteException sqlite => StoreException.From(sqlite, "the store").Message,
        StoreException or JobFailedException => exception.Message,
        _ => exception.GetType().Name,
    };

    /// <param name="job">The class of the job or loop.</param>
    /// <param name="took">How long it ran.</param>
    /// <param name="failure">Null where it did not fail.</param>
    /// <param name="wait">How long until it runs again; null where that is not known.</param>
    public void Add(string job, TimeSpan took, Exception? failure, TimeSpan? wait)
    {
        var problem = failure is null ? null : InWords(failure);
        // A store that is full or busy is said once, as long as it is so.
        if (failure is SqliteException or StoreException or BackgroundJobClientException or SQLite.SQLiteException)
            SayOnce(job, problem!);
        else if (failure is not null)
            Log.JobFailed(log, job, failure);
        var now = time.GetUtcNow();
        results.Add(new JobResult(job, now, took, problem, now + wait));
    }

    private void SayOnce(string job, string problem)
    {
        if (results.Last(job)?.Problem != problem)
            Log.JobWaits(log, job, problem);
    }
}

/// <summary>A job's failure as Hangfire keeps it and its dashboard shows it: words of ours only.</summary>
internal sealed class JobFailedException(string message) : Exception(message);
