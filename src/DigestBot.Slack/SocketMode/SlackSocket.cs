using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using DigestBot.Slack.Events;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack.SocketMode;

/// <summary>
/// One connection: says hello, then brings envelopes, each answered on this same socket. A half-open one is found by pings that stay
/// unanswered. Ends with the reason why.
/// </summary>
internal sealed class SlackSocket(SlackReceiver receiver, SocketTimes times, ILogger log) : IDisposable
{
    /// <summary>Far above what Slack sends.</summary>
    private const int LongestFrame = 8 * 1024 * 1024;
    private const int AtOnce = 16;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly SemaphoreSlim _slots = new(AtOnce, AtOnce);
    private readonly TaskCompletionSource _refresh = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Slack will close this connection: open the next now.</summary>
    public Task RefreshAsked => _refresh.Task;

    /// <summary>How many connections the app has; known once Slack said hello.</summary>
    public Task<int> Hello => _hello.Task;

    /// <summary>Connects and listens until the connection ends; a cancelled token breaks it off.</summary>
    /// <returns>Why it ended.</returns>
    public async Task<string> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            _socket.Options.KeepAliveInterval = times.PingInterval;
            _socket.Options.KeepAliveTimeout = times.PingTimeout;
            using (var connecting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
            {
                connecting.CancelAfter(times.Connect);
                await _socket.ConnectAsync(address, connecting.Token);
            }

            return await ListenAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException)
        {
            return exception is WebSocketException { WebSocketErrorCode: var code } ? code.ToString() : exception.GetType().Name;
        }
        finally
        {
            _hello.TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>What was taken is acknowledged, then Slack is told: a ghost connection would go on getting events that nobody reads.</summary>
    public async Task CloseAsync()
    {
        using var patience = new CancellationTokenSource(times.Send);
        try
        {
            for (var slot = 0; slot < AtOnce; slot++)
                await _slots.WaitAsync(patience.Token);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // A courtesy; the connection ends either way.
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
        _slots.Dispose();
    }

    private async Task<string> ListenAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is { } text)
        {
            if (text.Length == 0)
                continue;
            SocketFrame? frame;
            try
            {
                frame = JsonSerializer.Deserialize(text, EventsJson.Default.SocketFrame);
            }
            catch (JsonException)
            {
                Log.FrameLeftOut(log);
                continue;
            }

            switch (frame)
            {
                case { Type: "hello" }:
                    _hello.TrySetResult(frame.NumConnections ?? 1);
                    break;
                case { Type: "disconnect", Reason: "warning" or "refresh_requested" }:
                    Log.Refreshing(log, frame.Reason);
                    _refresh.TrySetResult();
                    break;
                case { Type: "disconnect" }:
                    return frame.Reason ?? "disconnect";
                case { EnvelopeId: not null }:
                    await _slots.WaitAsync(cancellationToken);
                    // Owned: a slot is free again only when it is done, and the end of the connection waits for all.
                    _ = AnswerAsync(frame, cancellationToken);
                    break;
            }
        }

        return _socket.CloseStatusDescription is { Length: > 0 } reason ? reason : "closed by Slack";
    }

    /// <summary>Recorded, then acknowledged; what could not be recorded is not, and comes again.</summary>
    private async Task AnswerAsync(SocketFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            var reply = frame.Type switch
            {
                "events_api" => await receiver.EventAsync(frame.Payload.Deserialize(EventsJson.Default.EventPayload)!, cancellationToken),
                "slash_commands" => await receiver.CommandAsync(frame.Payload.Deserialize(EventsJson.Default.SlashCommand)!, cancellationToken),
                "interactive" => await receiver.InteractionAsync(frame.Payload.Deserialize(EventsJson.Default.Interaction)!, cancellationToken),
                _ => null,
            };
            await SendAsync(Acknowledgement(frame.EnvelopeId!, frame.AcceptsResponsePayload ? reply : null));
        }
        catch (JsonException)
        {
            Log.FrameLeftOut(log);
        }
        catch (Exception exception)
        {
            Log.ReceiveFailed(log, exception);
        }
        finally
        {
            _slots.Release();
        }
    }

    private static byte[] Acknowledgement(string envelopeId, string? payload)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("envelope_id", envelopeId);
            if (payload is not null)
            {
                json.WritePropertyName("payload");
                json.WriteRawValue(payload);
            }

            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }

    private async Task SendAsync(byte[] text)
    {
        using var timeout = new CancellationTokenSource(times.Send);
        await _sending.WaitAsync(timeout.Token);
        try
        {
            await _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>A whole frame, however many pieces it comes in; empty for a binary one; null at the end.</summary>
    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        using var frame = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            while (true)
            {
                var piece = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (piece.MessageType == WebSocketMessageType.Close)
                    return null;
                if (frame.Length + piece.Count > LongestFrame)
                    throw new WebSocketException(WebSocketError.InvalidMessageType, "a frame that is too long");
                frame.Write(buffer, 0, piece.Count);
                if (piece.EndOfMessage)
                    return piece.MessageType == WebSocketMessageType.Text ? frame.ToArray() : [];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>How long things may take; tests shorten them.</summary>
internal sealed record SocketTimes
{
    public static readonly SocketTimes Default = new();

    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);
    public TimeSpan Send { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);
    /// <summary>How long one must have lived to count as a success.</summary>
    public TimeSpan Settled { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(2);
}
