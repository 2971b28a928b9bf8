using System.Threading.Channels;
using DigestBot.Commands;
using Microsoft.Extensions.Hosting;

namespace DigestBot.Teams;

/// <summary>
/// Works on what was recorded and acknowledged, in order of arrival and a few at a time. What a crash leaves behind is done at the next start.
/// </summary>
internal sealed class TeamsEvents(CommandProcessor processor) : BackgroundService
{
    private const int AtATime = 4;
    private readonly Channel<Work> _waiting = System.Threading.Channels.Channel.CreateUnbounded<Work>();

    /// <summary>The answer when it is ready; it is also on its way to the conversation. Null where the event was done before.</summary>
    public Task<Answer?> ProcessAsync(string eventId)
    {
        var work = new Work(eventId, new TaskCompletionSource<Answer?>(TaskCreationOptions.RunContinuationsAsynchronously));
        return _waiting.Writer.TryWrite(work) ? work.Done.Task : Task.FromResult<Answer?>(null);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _waiting.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stoppingToken },
        async (work, token) =>
        {
            try
            {
                work.Done.SetResult(await processor.ProcessAsync(TeamsChannel.ChannelName, work.EventId, token));
            }
            catch (Exception exception)
            {
                // The processor has logged it; whoever waits hears of it, and the next event is worked on.
                work.Done.SetException(exception);
            }
        });

    private sealed record Work(string EventId, TaskCompletionSource<Answer?> Done);
}
