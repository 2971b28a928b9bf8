using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// What is done after an event was acknowledged. A conversation's work is done in order; several conversations at a time. What a crash
/// leaves undone is in the inbound log and done at the next start.
/// </summary>
internal sealed class SlackWork(ILogger<SlackWork> log) : BackgroundService
{
    /// <summary>Some wait half a minute (for a file, for a model), and hold up who shares their lane.</summary>
    private const int Lanes = 32;

    private readonly Channel<(string Conversation, Func<CancellationToken, Task> Do)>[] _lanes =
        [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateUnbounded<(string, Func<CancellationToken, Task>)>(new UnboundedChannelOptions { SingleReader = true }))];

    public void Add(string conversation, Func<CancellationToken, Task> work) =>
        _lanes[(uint)string.GetHashCode(conversation, StringComparison.Ordinal) % Lanes].Writer.TryWrite((conversation, work));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_lanes.Select(lane => RunAsync(lane.Reader, stoppingToken)));

    private async Task RunAsync(ChannelReader<(string Conversation, Func<CancellationToken, Task> Do)> lane, CancellationToken cancellationToken)
    {
        await foreach (var (conversation, work) in lane.ReadAllAsync(cancellationToken))
        {
            try
            {
                await work(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Log.WorkFailed(log, conversation, exception);
            }
        }
    }
}
