using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DigestBot.Tests.Slack;

/// <summary>Socket Mode: single-use tickets, hello, envelopes that want an acknowledgement on the socket they came by.</summary>
internal sealed partial class FakeSlack
{
    private readonly ConcurrentDictionary<string, bool> _tickets = new();
    private readonly ConcurrentDictionary<int, FakeSocket> _sockets = new();
    private int _opened;

    /// <summary>What people said, by time: threads can begin there.</summary>
    public ConcurrentDictionary<string, bool> Said { get; } = new();

    /// <summary>The way sockets take; null: straight.</summary>
    public FakeNetwork? Network { get; set; }

    /// <summary>Connections that live, oldest first.</summary>
    public IReadOnlyList<FakeSocket> Sockets => [.. _sockets.ToArray().OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    /// <summary>The fewest that were left whenever one ended.</summary>
    public int FewestLeft { get; private set; } = int.MaxValue;

    /// <summary>How many were ever opened.</summary>
    public int Opened => _opened;

    /// <summary>Newest connections are answered so instead of hello, as many as are asked for.</summary>
    public ConcurrentQueue<string> RefusedHellos { get; } = new();

    /// <summary>Sends an envelope by the newest connection; its acknowledgement's payload, null where that has none.</summary>
    public async Task<JsonNode?> SendAsync(string type, JsonNode payload, bool acceptsPayload = false)
    {
        await UntilAsync(() => Sockets.Count > 0, "a connection");
        return await Sockets[^1].SendAsync(type, payload, acceptsPayload);
    }

    private string NewTicket()
    {
        var ticket = $"ticket{Interlocked.Increment(ref _sequence)}";
        _tickets[ticket] = true;
        return ticket;
    }

    private async Task ListenAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !_tickets.TryRemove(context.Request.Query["ticket"].ToString(), out _))
        {
            context.Response.StatusCode = 404;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        var number = Interlocked.Increment(ref _opened);
        using var connection = new FakeSocket(socket);
        if (RefusedHellos.TryDequeue(out var reason))
        {
            await connection.WriteAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason });
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, reason, CancellationToken.None);
            return;
        }

        _sockets[number] = connection;
        try
        {
            await connection.WriteAsync(new JsonObject
            {
                ["type"] = "hello", ["num_connections"] = _sockets.Count, ["connection_info"] = new JsonObject { ["app_id"] = "A1" },
                ["debug_info"] = new JsonObject { ["host"] = "fake", ["build_number"] = 1, ["approximate_connection_time"] = 18060 },
            });
            await connection.ListenAsync();
        }
        finally
        {
            lock (_sockets)
            {
                _sockets.TryRemove(number, out _);
                FewestLeft = Math.Min(FewestLeft, _sockets.Count);
            }
        }
    }
}

internal sealed class FakeSocket(WebSocket socket) : IDisposable
{
    private static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> _waiting = new();
    private readonly SemaphoreSlim _sending = new(1, 1);

    public WebSocketCloseStatus? ClosedWith { get; private set; }

    public async Task<JsonNode?> SendAsync(string type, JsonNode payload, bool acceptsPayload)
    {
        var id = Guid.NewGuid().ToString();
        var acknowledged = _waiting[id] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await WriteAsync(new JsonObject { ["type"] = type, ["envelope_id"] = id, ["payload"] = payload.DeepClone(), ["accepts_response_payload"] = acceptsPayload });
        return await acknowledged.Task.WaitAsync(AcknowledgeWithin);
    }

    public Task DisconnectAsync(string reason) =>
        WriteAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "fake" } });

    public void Abort() => socket.Abort();

    public void Dispose() => _sending.Dispose();

    public async Task WriteAsync(JsonNode frame)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async Task ListenAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    ClosedWith = received.CloseStatus;
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                var reply = JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, received.Count))!;
                if (_waiting.TryRemove(reply["envelope_id"]!.GetValue<string>(), out var waiting))
                    waiting.TrySetResult(reply["payload"]?.DeepClone());
            }
        }
        catch (WebSocketException)
        {
            // Gone without a good-bye.
        }
    }
}
