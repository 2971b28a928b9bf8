using System.Collections.Concurrent;

namespace DigestBot.Data;

/// <summary>How a job ended last. <c>Problem</c>: what the store said, else the kind of failure, or null. <c>Next</c>: when it runs again.</summary>
public sealed record JobResult(string Job, DateTimeOffset At, TimeSpan Took, string? Problem, DateTimeOffset? Next);

/// <summary>How far a long job is.</summary>
public sealed record JobProgress(string Job, int Done, int Of);

/// <summary>The last result of each job since the start, and how far the long ones are.</summary>
public sealed class JobResults
{
    private readonly ConcurrentDictionary<string, JobResult> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JobProgress> _running = new(StringComparer.Ordinal);

    public IReadOnlyList<JobResult> All => [.. _last.Values.OrderBy(result => result.Job, StringComparer.Ordinal)];

    public IReadOnlyList<JobProgress> Running => [.. _running.Values.OrderBy(progress => progress.Job, StringComparer.Ordinal)];

    /// <param name="job">The class of the job.</param>
    /// <param name="done">How much of it is done.</param>
    /// <param name="of">Of how much; done with all, it runs no more.</param>
    internal void Progress(string job, int done, int of)
    {
        if (done < of)
            _running[job] = new JobProgress(job, done, of);
        else
            _running.TryRemove(job, out _);
    }

    internal JobResult? Last(string job) => _last.GetValueOrDefault(job);

    /// <summary>The store's clock went forward: the scheduler waits as long as before, so that by the store's clock all is later.</summary>
    public void ClockMoved(TimeSpan by)
    {
        foreach (var (job, result) in _last)
            _last.TryUpdate(job, result with { Next = result.Next + by }, result);
    }

    internal void Add(JobResult result) => _last[result.Job] = result;
}
