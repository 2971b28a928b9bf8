using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DigestBot.Tests.Teams;

/// <summary>A call the connector got.</summary>
internal sealed record ConnectorCall(string Method, string Path, string? Authorization, JsonElement Body)
{
    /// <summary>The conversation it is about, as Teams names it.</summary>
    public string Conversation => Uri.UnescapeDataString(Path.Split('/')[3]);

    /// <summary>The card it brings; fails where there is none.</summary>
    public JsonElement Card => (Body.TryGetProperty("activity", out var first) ? first : Body).GetProperty("attachments")[0].GetProperty("content");

    /// <summary>All texts of its card, in order.</summary>
    public string Text => string.Concat(CardTexts.Of(Card));
}

/// <summary>A connector and a token endpoint of our own, which misbehave as the test says.</summary>
internal sealed class ConnectorStub : IAsyncDisposable
{
    private readonly ConcurrentQueue<RequestDelegate> _next = new();
    private readonly List<ConnectorCall> _calls = [];
    private LoopbackServer? _server;
    private int _ids;
    private int _tokens;

    /// <summary>Teams' connectors have a path.</summary>
    public string ServiceUrl => $"{_server!.Address.ToString().TrimEnd('/')}/amer";

    public Uri Address => _server!.Address;

    public Uri TokenEndpoint => new(_server!.Address, "/token");

    public int TokensGiven => _tokens;

    /// <summary>Held back until set, so that several callers wait for one token.</summary>
    public TaskCompletionSource? TokenGate { get; set; }

    public string? TokenForm { get; private set; }

    public IReadOnlyList<ConnectorCall> Calls
    {
        get
        {
            lock (_calls)
                return [.. _calls];
        }
    }

    public static async Task<ConnectorStub> StartAsync()
    {
        var stub = new ConnectorStub();
        stub._server = await LoopbackServer.StartAsync(stub.AnswerAsync);
        return stub;
    }

    /// <summary>The next call is answered so; what follows normally.</summary>
    public void Next(RequestDelegate answer) => _next.Enqueue(answer);

    public void Next(int status, string? code = null, string? retryAfter = null) => Next(async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(code is null ? "<html>no JSON</html>" : JsonSerializer.Serialize(new { error = new { code, message = "" } }));
    });

    public void Next(int status, object body) => Next(context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(JsonSerializer.Serialize(body));
    });

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        if (context.Request.Path == "/token")
        {
            TokenForm = body;
            if (TokenGate is { } gate)
                await gate.Task;
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { access_token = $"token-{Interlocked.Increment(ref _tokens)}", expires_in = 3600 }));
            return;
        }

        // The path as it was sent: decoded, an escaped slash could no longer be told from one.
        var path = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget["/amer".Length..];
        lock (_calls)
            _calls.Add(new ConnectorCall(context.Request.Method, path, context.Request.Headers.Authorization, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement));
        if (_next.TryDequeue(out var scripted))
        {
            await scripted(context);
            return;
        }

        var id = $"{Interlocked.Increment(ref _ids)}";
        context.Response.StatusCode = context.Request.Method == "POST" ? 201 : 200;
        await context.Response.WriteAsync(path != "/v3/conversations"
            ? JsonSerializer.Serialize(new { id })
            : Calls[^1].Body.TryGetProperty("channelData", out var data)
                ? JsonSerializer.Serialize(new { id = $"{data.GetProperty("channel").GetProperty("id").GetString()};messageid={id}", activityId = id })
                : JsonSerializer.Serialize(new { id = $"a:new-{Calls[^1].Body.GetProperty("members")[0].GetProperty("id").GetString()}" }));
    }
}
