using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigestBot.Tests.Slack;

/// <summary>
/// Slack as far as the bot can see it, on loopback: Web API, response addresses, files, and Socket Mode, with Slack's own refusals. Strict:
/// what Slack would not take is not taken. The official clients accept it (<c>OfficialClientTests</c>).
/// </summary>
internal sealed partial class FakeSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-fake-token";
    public const string AppToken = "xapp-fake-token";
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string Team = "T1";
    public const string BotUser = "UBOT";

    /// <summary>A refusal that is none: the call goes through.</summary>
    public const string Pass = "pass";

    /// <summary>The connection breaks off before the answer.</summary>
    public const string Reset = "reset";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Refusal> _refusals = new();
    private int _sequence;

    private FakeSlack(WebApplication app) => _app = app;

    /// <summary>Where the Web API is, as the bot is configured with it.</summary>
    public Uri Api => new(Root, "/api/");

    public Uri Root { get; private set; } = null!;

    /// <summary>Every call of a method, in order.</summary>
    public ConcurrentQueue<FakeCall> Calls { get; } = new();

    /// <summary>What stands in the conversations.</summary>
    public ConcurrentDictionary<string, FakePost> Posts { get; } = new();

    /// <summary>The views that were opened or published, newest last.</summary>
    public ConcurrentQueue<FakeView> Views { get; } = new();

    /// <summary>By id: what kind of place it is.</summary>
    public ConcurrentDictionary<string, FakeChannel> Channels { get; } = new(new Dictionary<string, FakeChannel>
    {
        ["C1"] = new("nlp"),
        ["C2"] = new("reading-group"),
        ["D1"] = new(""),
        ["D2"] = new(""),
    });

    public ConcurrentDictionary<string, FakeFile> Files { get; } = new();

    /// <summary>Tokens that open the workspace; a test takes one away as Slack would.</summary>
    public ConcurrentDictionary<string, string> Tokens { get; } = new(new Dictionary<string, string> { [BotToken] = Team });

    public string Locale { get; set; } = "en-US";

    public string Scopes { get; set; } = "app_mentions:read,channels:read,chat:write,commands,files:read,groups:read,im:history,im:read,im:write,links:read,links:write,users:read";

    public string Zone { get; set; } = "Europe/Berlin";

    public static async Task<FakeSlack> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var slack = new FakeSlack(app);
        app.UseWebSockets();
        app.Map("/api/{method}", slack.CallAsync);
        app.Map("/link", slack.ListenAsync);
        app.MapGet("/files/{id}", slack.DownloadAsync);
        app.MapPost("/hooks/{id}", slack.RespondAsync);
        await app.StartAsync();
        slack.Root = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return slack;
    }

    /// <summary>The next calls of a method end so instead.</summary>
    public void Refuse(string method, int times = 1, int status = 200, string error = "ratelimited", int? retryAfter = null)
    {
        for (var i = 0; i < times; i++)
            _refusals.Enqueue(new Refusal(method, status, error, retryAfter));
    }

    public IEnumerable<FakeCall> CallsOf(string method) => Calls.Where(call => call.Method == method);

    /// <summary>What stands in a conversation now, oldest first.</summary>
    public IReadOnlyList<FakePost> In(string channel) => [.. Posts.Values.Where(post => post.Channel == channel).OrderBy(post => post.Ts, StringComparer.Ordinal)];

    public async Task UntilAsync(Func<bool> holds, string what)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(30), $"Waited in vain for {what}. Calls: {string.Join(", ", Calls.Select(call => $"{call.Method}={call.Answer}"))}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in Sockets)
            socket.Abort();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task CallAsync(HttpContext context, string method)
    {
        var arguments = await ArgumentsAsync(context.Request);
        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        if (_refusals.TryPeek(out var refusal) && refusal.Method == method && _refusals.TryDequeue(out _) && refusal.Error != Pass)
        {
            Calls.Enqueue(new FakeCall(method, token, arguments, refusal.Error));
            context.Response.StatusCode = refusal.Status;
            if (refusal.RetryAfter is { } seconds)
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            if (refusal.Error == "hang")
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            if (refusal.Error == Reset)
            {
                context.Abort();
                return;
            }

            await WriteAsync(context, refusal.Status == 200 && refusal.Error != "html" ? Error(refusal.Error) : "<!DOCTYPE html><title>Slack</title>");
            return;
        }

        var answer = Answer(method, token, arguments);
        Calls.Enqueue(new FakeCall(method, token, arguments, answer["error"]?.GetValue<string>() ?? "ok"));
        context.Response.Headers["x-oauth-scopes"] = Scopes;
        await WriteAsync(context, answer.ToJsonString());
    }

    /// <summary>An answer through the address a command or click came with: no token, five times.</summary>
    private async Task<IResult> RespondAsync(HttpContext context, string id)
    {
        var arguments = await ArgumentsAsync(context.Request);
        Calls.Enqueue(new FakeCall("response_url", id, arguments, "ok"));
        if (BlockKitRules.Check(arguments["blocks"] as JsonArray, BlockKitRules.MessageBlocks) is { } fault)
            return Results.Text(Error("invalid_blocks", fault), statusCode: 400);
        var target = Responses.GetValueOrDefault(id);
        if (target is null || ++target.Uses > 5)
            return Results.Text("used_url", statusCode: 404);
        var replaced = arguments["replace_original"]?.GetValue<bool>() == true && target.Ts is { } original && Posts.ContainsKey(original) ? target.Ts : null;
        var ts = replaced ?? NextTs();
        Posts[ts] = new FakePost(
            target.Channel, ts, ThreadTs: null, arguments["response_type"]?.GetValue<string>() == "ephemeral" || target.IsEphemeral ? target.User : null, arguments["text"]?.GetValue<string>() ?? "",
            arguments["blocks"] as JsonArray, Edited: replaced is not null);
        return Results.Text("ok");
    }

    private async Task DownloadAsync(HttpContext context, string id)
    {
        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        Calls.Enqueue(new FakeCall("download", token, new JsonObject { ["file"] = id }, "ok"));
        if (!Files.TryGetValue(id, out var file))
        {
            context.Response.StatusCode = 404;
        }
        else if (file.RedirectTo is { } elsewhere)
        {
            context.Response.Redirect(elsewhere);
        }
        else if (file.GivesPage || !Tokens.ContainsKey(token))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync("<!DOCTYPE html><html><title>Sign in to Slack</title></html>");
        }
        else
        {
            context.Response.ContentType = file.MediaType;
            await context.Response.Body.WriteAsync(file.Content);
        }
    }

    /// <summary>Form or JSON, as real methods take both; arrays and objects in a form are JSON texts.</summary>
    private static async Task<JsonObject> ArgumentsAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            return new JsonObject(form.Select(field => KeyValuePair.Create(field.Key, Value(field.Key, field.Value.ToString()))));
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();

        static JsonNode? Value(string name, string text) => name is "blocks" or "view" or "unfurls" or "metadata" ? JsonNode.Parse(text) : JsonValue.Create(text);
    }

    private static async Task WriteAsync(HttpContext context, string text)
    {
        context.Response.ContentType = text.StartsWith('<') ? "text/html" : "application/json; charset=utf-8";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private string NextTs() => $"17700{Interlocked.Increment(ref _sequence):D5}.000100";

    private static string Error(string code, string? detail = null)
    {
        var error = new JsonObject { ["ok"] = false, ["error"] = code };
        if (detail is not null)
            error["response_metadata"] = new JsonObject { ["messages"] = new JsonArray(detail) };
        return error.ToJsonString();
    }

    private sealed record Refusal(string Method, int Status, string Error, int? RetryAfter);
}

internal sealed record FakeCall(string Method, string Token, JsonObject Arguments, string Answer)
{
    public string this[string name] => Arguments[name]?.ToString() ?? "";
}

/// <param name="OnlyFor">An ephemeral post's reader.</param>
internal sealed record FakePost(string Channel, string Ts, string? ThreadTs, string? OnlyFor, string Text, JsonArray? Blocks, bool Edited)
{
    public string All => $"{Text}\n{Blocks?.ToJsonString(Readable)}";

    /// <summary>The value of the button with this label.</summary>
    public JsonObject Button(string label) =>
        (Blocks ?? []).SelectMany(block => block!["elements"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(element => element["type"]?.GetValue<string>() == "button" && element["text"]!["text"]!.GetValue<string>() == label)
        ?? throw new Xunit.Sdk.XunitException($"No button \"{label}\" in {All}");

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

internal sealed record FakeView(string Method, string Id, string User, JsonObject View);

internal sealed record FakeChannel(string Name, bool IsArchived = false, bool IsMember = true);

internal sealed record FakeFile(string Name, byte[] Content, string MediaType = "text/plain", bool GivesPage = false, string? RedirectTo = null);

internal sealed record FakeResponse(string Channel, string User, string? Ts, bool IsEphemeral)
{
    public int Uses { get; set; }
}
