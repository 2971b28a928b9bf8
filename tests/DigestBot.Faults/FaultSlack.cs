using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace DigestBot.Faults;

/// <summary>What the destination does with a post.</summary>
public enum Misbehaviour
{
    None,

    /// <summary>429 with Retry-After; not taken.</summary>
    TooFast,

    /// <summary>503; not taken.</summary>
    Unwell,

    /// <summary>Taken, and the connection reset before the answer.</summary>
    Reset,

    /// <summary>Taken, and the connection reset in the middle of the answer.</summary>
    HalfAnswer,

    /// <summary>Taken, and never answered.</summary>
    Silence,
}

/// <param name="Number">Of all posts, from 0.</param>
/// <param name="Earlier">How often this channel was posted to before.</param>
public sealed record Post(int Number, string Channel, int Earlier);

/// <summary>
/// The destination: the part of Slack's Web API the host posts through, on loopback, so that nothing in the host knows of tests.
/// Records every message it took, and misbehaves as it is told.
/// </summary>
public sealed class FaultSlack : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Random _random;
    private readonly Task _run;
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<HttpListenerContext> _unanswered = [];
    private int _posts;

    public FaultSlack(int seed)
    {
        _random = new Random(seed);
        Url = $"http://127.0.0.1:{ServedHost.FreePort()}/api/";
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _run = Task.Run(ListenAsync);
    }

    public string Url { get; }

    /// <summary>Told of each post; called by one at a time. The random numbers are the seeded ones.</summary>
    public Func<Post, Random, Misbehaviour> Behave { get; set; } = (_, _) => Misbehaviour.None;

    /// <summary>At most so long an answer takes.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.Zero;

    /// <summary>False: every answer ends its connection, so that no other message meets one that was reset.</summary>
    public bool KeepsConnections { get; set; } = true;

    /// <summary>When each channel's messages were taken.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<DateTimeOffset>> Taken { get; } = new(StringComparer.Ordinal);

    public int Posts => Volatile.Read(ref _posts);

    /// <summary>Messages taken whose answer did not arrive.</summary>
    public int LostAnswers { get; private set; }

    public int Refusals { get; private set; }

    public void Dispose()
    {
        _listener.Abort();
        _run.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            if (context.Request.Url!.Segments[^1] == "chat.postMessage")
                await AnswerAsync(context, ChannelOf(body));
            else
                await WriteAsync(context, 200, """{"ok":true,"team_id":"T1","team":"faults","user_id":"U1","bot_id":"B1"}""");
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The host was killed while it asked.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, string channel)
    {
        var (fault, number, latency) = Next(channel);
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency);
        switch (fault)
        {
            case Misbehaviour.TooFast:
                context.Response.AddHeader("Retry-After", "1");
                await WriteAsync(context, 429, """{"ok":false,"error":"ratelimited"}""");
                break;
            case Misbehaviour.Unwell:
                await WriteAsync(context, 503, "unwell");
                break;
            case Misbehaviour.Reset:
                context.Response.Abort();
                break;
            case Misbehaviour.HalfAnswer:
                context.Response.ContentLength64 = 100;
                await context.Response.OutputStream.WriteAsync("{\"ok\":"u8.ToArray());
                await context.Response.OutputStream.FlushAsync();
                context.Response.Abort();
                break;
            case Misbehaviour.Silence:
                _unanswered.Add(context);
                break;
            default:
                await WriteAsync(context, 200, $$"""{"ok":true,"channel":"{{channel}}","ts":"1700000000.{{number:000000}}"}""");
                break;
        }
    }

    private (Misbehaviour Fault, int Number, TimeSpan Latency) Next(string channel)
    {
        lock (_random)
        {
            _asked[channel] = _asked.GetValueOrDefault(channel) + 1;
            var fault = Behave(new Post(_posts, channel, _asked[channel] - 1), _random);
            if (fault is Misbehaviour.TooFast or Misbehaviour.Unwell)
                Refusals++;
            else
                Taken.GetOrAdd(channel, _ => []).Enqueue(TimeProvider.System.GetUtcNow());
            if (fault is Misbehaviour.Reset or Misbehaviour.HalfAnswer or Misbehaviour.Silence)
                LostAnswers++;
            return (fault, ++_posts, Latency * _random.NextDouble());
        }
    }

    /// <summary>Slack takes forms.</summary>
    private static string ChannelOf(string body) => body.Split('&').First(part => part.StartsWith("channel=", StringComparison.Ordinal))["channel=".Length..];

    private async Task WriteAsync(HttpListenerContext context, int status, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.KeepAlive = KeepsConnections;
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}
