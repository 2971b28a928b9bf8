using System.Diagnostics;
using DigestBot.Data;
using DigestBot.Digests;
using DigestBot.Ingestion;
using DigestBot.Scheduling.Jobs;
using Hangfire;

namespace DigestBot.Scheduling;

/// <summary>
/// Has jobs of at most a thousand digests make what is due, once the inbox has been read. It remembers what it enqueued only so that the same is not
/// enqueued every second: where no job came forward for a while, one was lost, and what is still due is enqueued again.
/// </summary>
internal sealed class DuePushes(DigestSweep sweep, InboxFolder inbox, IBackgroundJobClient jobs, JobResults results) : IDisposable
{
    private readonly SemaphoreSlim _planning = new(1);
    private readonly Lock _counting = new();
    private DateTimeOffset? _upTo;
    private int _open;
    private int _digests;
    private int _done;
    private long _moved = Stopwatch.GetTimestamp();

    /// <summary>Longer than the longest wait of a job that is tried again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="BackgroundJobClientException">No job could be enqueued. The digests were made all the same.</exception>
    public async Task EnqueueAsync(CancellationToken cancellationToken)
    {
        if (!inbox.HasCaughtUp)
            return;
        await _planning.WaitAsync(cancellationToken);
        try
        {
            var batches = await sweep.PlanAsync(IsAtWork() ? _upTo : null, cancellationToken);
            if (batches.Count == 0)
                return;
            lock (_counting)
            {
                _upTo = batches[^1].To.Due;
                _open += batches.Count;
                _digests += batches.Sum(batch => batch.Last - batch.First + 1);
                _moved = Stopwatch.GetTimestamp();
            }

            var failures = batches.Select(Enqueue).ToList();
            foreach (var (batch, failure) in batches.Zip(failures).Where(pair => pair.Second is not null))
            {
                // The jobs' file is full or gone: digests do not depend on it.
                await sweep.RunAsync(batch, cancellationToken);
                Moved(batch.Last - batch.First + 1, done: true);
            }

            if (failures.OfType<BackgroundJobClientException>().FirstOrDefault() is { } first)
                throw first;
        }
        finally
        {
            _planning.Release();
        }
    }

    private BackgroundJobClientException? Enqueue(DueBatch batch)
    {
        try
        {
            jobs.Enqueue<PushDigestsJob>(job => job.RunAsync(
                batch.First, batch.Last, batch.From.Due, batch.From.ConversationId, batch.To.Due, batch.To.ConversationId, CancellationToken.None));
            return null;
        }
        catch (BackgroundJobClientException exception)
        {
            return exception;
        }
    }

    /// <summary>A job made its digests, or failed and is tried again.</summary>
    public void Moved(int digests, bool done)
    {
        lock (_counting)
        {
            _moved = Stopwatch.GetTimestamp();
            _done = Math.Min(_done + digests, _digests);
            // Also a job of an earlier run of the host may come forward.
            _open = Math.Max(0, _open - (done ? 1 : 0));
            results.Progress(nameof(PushDigestsJob), _done, _open == 0 ? 0 : _digests);
        }
    }

    public void Dispose() => _planning.Dispose();

    private bool IsAtWork()
    {
        lock (_counting)
        {
            if (_open > 0 && Stopwatch.GetElapsedTime(_moved) < Patience)
                return true;
            (_open, _digests, _done) = (0, 0, 0);
            return false;
        }
    }
}
