using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigestBot.Benchmarks;

/// <summary>As little of Slack's Web API as a message needs; tells when an answer arrived in a channel.</summary>
internal sealed class StandInSlack : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _expected = new();

    private StandInSlack(WebApplication app) => _app = app;

    public Uri Api { get; private set; } = null!;

    /// <summary>The last answer's text and blocks, for others to give the same.</summary>
    public string LastAnswer { get; private set; } = "{}";

    public static async Task<StandInSlack> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var slack = new StandInSlack(app);
        app.MapPost("/api/{method}", slack.AnswerAsync);
        await app.StartAsync();
        slack.Api = new Uri(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/api/");
        return slack;
    }

    public Task Expect(string channel) => _expected.GetOrAdd(channel, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string method, HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (method == "chat.postMessage")
        {
            var channel = form["channel"].ToString();
            if (form["blocks"].Count > 0)
                LastAnswer = new JsonObject { ["text"] = form["text"].ToString(), ["blocks"] = JsonNode.Parse(form["blocks"].ToString()) }.ToJsonString();
            if (_expected.TryRemove(channel, out var waiting))
                waiting.SetResult();
            return Results.Text($$"""{"ok":true,"channel":"{{channel}}","ts":"1770000000.000100"}""", "application/json");
        }

        return Results.Text("""{"ok":true,"user":{"id":"U1","name":"ann","tz":"UTC","locale":"en-US"}}""", "application/json");
    }
}
