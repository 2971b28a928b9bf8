using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace DigestBot.Benchmarks;

/// <summary>
/// The destination of the fault suite: the part of Slack's Web API the host posts through, on loopback. Records every message it took, and
/// misbehaves by a seeded chance: too fast with Retry-After, unwell, an answer that is lost, silence.
/// </summary>
internal sealed class FaultSlack : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Random _random;
    private readonly Task _run;
    private int _posts;

    public FaultSlack(int port, int seed)
    {
        _random = new Random(seed);
        Url = $"http://127.0.0.1:{port}/api/";
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _run = Task.Run(ListenAsync);
    }

    public string Url { get; }

    /// <summary>How often each channel's message was taken.</summary>
    public ConcurrentDictionary<string, int> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages taken whose answer did not arrive.</summary>
    public int LostAnswers { get; private set; }

    public int Refusals { get; private set; }

    /// <summary>Of a hundred posts, how many meet a fault.</summary>
    public int FaultPercent { get; set; }

    public void Dispose()
    {
        _listener.Close();
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
            var method = context.Request.Url!.Segments[^1];
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            if (method != "chat.postMessage")
            {
                await WriteAsync(context, 200, """{"ok":true,"team_id":"T1","team":"faults","user_id":"U1","bot_id":"B1"}""");
                return;
            }

            int fault, number;
            lock (_random)
                (fault, number) = (_random.Next(100) < FaultPercent ? _random.Next(4) : -1, ++_posts);
            switch (fault)
            {
                case 0:
                    Refusals++;
                    context.Response.AddHeader("Retry-After", "1");
                    await WriteAsync(context, 429, """{"ok":false,"error":"ratelimited"}""");
                    return;
                case 1:
                    Refusals++;
                    await WriteAsync(context, 503, "unwell");
                    return;
            }

            var channel = ChannelOf(body);
            Taken.AddOrUpdate(channel, 1, (_, count) => count + 1);
            if (fault >= 2)
            {
                // It was taken, but nobody hears of it.
                LostAnswers++;
                context.Response.Abort();
                return;
            }

            await WriteAsync(context, 200, $$"""{"ok":true,"channel":"{{channel}}","ts":"1700000000.{{number:000000}}"}""");
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The host was killed while it asked.
        }
    }

    private static string ChannelOf(string body)
    {
        const string Mark = "\"channel\":\"";
        var start = body.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        return body[start..body.IndexOf('"', start)];
    }

    private static async Task WriteAsync(HttpListenerContext context, int status, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}
