using System.Net;
using System.Net.Sockets;

namespace DigestBot.Tests.Slack;

/// <summary>A network in between: it carries bytes both ways until it is frozen; then connections stay open and nothing arrives.</summary>
internal sealed class FakeNetwork : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _to;
    private volatile bool _frozen;

    public FakeNetwork(Uri to)
    {
        _to = to;
        _listener.Start();
        Accepting = AcceptAsync();
    }

    public string Authority => _listener.LocalEndpoint.ToString()!;

    private Task Accepting { get; }

    /// <summary>What is open now is swallowed; new connections work.</summary>
    public void Freeze() => _frozen = true;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
                carried.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var here = near;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(_to.Host, _to.Port, _end.Token);
            var wasFrozen = _frozen;
            await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream(), wasFrozen), CopyAsync(far.GetStream(), near.GetStream(), wasFrozen));
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // One side is gone.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool wasFrozen)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is var read and > 0)
            {
                // A connection made before the freeze is swallowed from then on.
                if (!_frozen || wasFrozen)
                    await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone.
        }
    }
}
