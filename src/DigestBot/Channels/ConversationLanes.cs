using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigestBot.Channels;

/// <summary>
/// What is done after an event was acknowledged: each conversation's work in order of arrival, that of several side by side. What a crash leaves
/// undone is in the inbound log and done at the next start.
/// </summary>
public abstract class ConversationLanes(ILogger log) : BackgroundService
{
    /// <summary>Some work waits half a minute (for a file, for a model) and holds a place meanwhile.</summary>
    private const int AtOnce = 32;

    /// <summary>By conversation, what is under way and what waits behind it.</summary>
    private readonly Dictionary<string, Queue<Func<CancellationToken, Task>>> _lanes = new(StringComparer.Ordinal);

    /// <summary>Conversations whose next work may begin.</summary>
    private readonly Channel<string> _ready = Channel.CreateUnbounded<string>();

    public void Add(string conversation, Func<CancellationToken, Task> work)
    {
        lock (_lanes)
        {
            if (_lanes.TryGetValue(conversation, out var lane))
            {
                lane.Enqueue(work);
                return;
            }

            _lanes[conversation] = new([work]);
        }

        _ready.Writer.TryWrite(conversation);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _ready.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, RunNextAsync);

    /// <summary>One piece of work; then the conversation goes to the end of the line, so that a talkative one holds up nobody.</summary>
    private async ValueTask RunNextAsync(string conversation, CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task> work;
        lock (_lanes)
            work = _lanes[conversation].Peek();
        try
        {
            await work(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.WorkFailed(log, conversation, exception);
        }

        lock (_lanes)
        {
            var lane = _lanes[conversation];
            lane.Dequeue();
            if (lane.Count == 0)
            {
                _lanes.Remove(conversation);
                return;
            }
        }

        _ready.Writer.TryWrite(conversation);
    }
}
