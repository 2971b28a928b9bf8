namespace DigestBot.Slack.SocketMode;

/// <summary>A socket and the task that runs it; whoever opened it disposes of it, which closes it in good order.</summary>
internal sealed class SlackConnection : IAsyncDisposable
{
    private readonly SlackSocket _socket;
    private readonly SocketTimes _times;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _breakOff = new();

    public SlackConnection(SlackSocket socket, Uri address, SocketTimes times, TimeProvider time)
    {
        (_socket, _times, _time, OpenedAt) = (socket, times, time, time.GetUtcNow());
        Ended = socket.RunAsync(address, _breakOff.Token);
    }

    public DateTimeOffset OpenedAt { get; }

    /// <summary>Why it ended.</summary>
    public Task<string> Ended { get; }

    public Task RefreshAsked => _socket.RefreshAsked;

    /// <summary>How many connections the app has; null where Slack does not say hello.</summary>
    public async Task<int?> HelloAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.Hello.WaitAsync(_times.Connect, _time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted)
        {
            await _socket.CloseAsync();
            await Task.WhenAny(Ended, Task.Delay(_times.Send, _time, CancellationToken.None));
            await _breakOff.CancelAsync();
            await Ended;
        }

        _socket.Dispose();
        _breakOff.Dispose();
    }
}
