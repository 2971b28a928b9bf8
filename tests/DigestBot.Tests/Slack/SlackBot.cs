using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Delivery;
using DigestBot.Ingestion;
using DigestBot.Slack;
using DigestBot.Slack.SocketMode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigestBot.Tests.Slack;

/// <summary>The Slack channel on a real store and a fake Slack, with a clock the test sets; people talk to it as Slack would carry it.</summary>
internal sealed class SlackBot : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private int _events;

    private SlackBot(FakeSlack slack, TestStore store, WebApplication app) => (Slack, Store, _app) = (slack, store, app);

    public FakeSlack Slack { get; }

    public TestStore Store { get; }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public static SlackOptions HttpOptions(FakeSlack slack) => new(FakeSlack.BotToken, FakeSlack.SigningSecret, "", "", "", "", "", slack.Api);

    public static SlackOptions SocketOptions(FakeSlack slack) => new(FakeSlack.BotToken, "", "", FakeSlack.AppToken, "", "", "", slack.Api);

    public static async Task<SlackBot> StartAsync(SlackOptions? options = null, SocketTimes? times = null, FakeSlack? slack = null)
    {
        slack ??= await FakeSlack.StartAsync();
        options ??= HttpOptions(slack);
        var store = await TestStore.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(store.Database).AddSingleton<TimeProvider>(store.Clock).AddSingleton(new CommandDefaults())
            .AddSingleton<Ingestor>().AddSingleton<FileIntake>().AddSingleton<CommandProcessor>().AddSingleton<CommandForms>().AddSingleton<Presence>().AddSingleton<Dispatcher>()
            .AddSlack(options);
        if (times is not null)
            builder.Services.Replace(ServiceDescriptor.Singleton(times));
        var app = builder.Build();
        app.MapSlack(options);
        await app.StartAsync();
        return new SlackBot(slack, store, app) { Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    /// <summary>A signed request, as Slack sends it.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string body, string mediaType, long? at = null, string? signature = null, string secret = FakeSlack.SigningSecret, params (string Name, string Value)[] headers)
    {
        var timestamp = (at ?? Store.Clock.Now.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", signature ?? Sign(secret, timestamp, body));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await _http.SendAsync(request);
    }

    public static string Sign(string secret, string timestamp, string body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    public async Task<HttpResponseMessage> EventAsync(JsonObject happened, string? eventId = null, params (string Name, string Value)[] headers)
    {
        var response = await PostAsync("/slack/events", Envelope(happened, eventId ?? $"Ev{++_events}").ToJsonString(), "application/json", headers: headers);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    public JsonObject Envelope(JsonObject happened, string eventId) => new()
    {
        ["token"] = "t", ["team_id"] = FakeSlack.Team, ["api_app_id"] = "A1", ["type"] = "event_callback", ["event_id"] = eventId,
        ["event_time"] = Store.Clock.Now.ToUnixTimeSeconds(), ["event"] = happened.DeepClone(),
        ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = FakeSlack.Team, ["user_id"] = FakeSlack.BotUser, ["is_bot"] = true, ["is_enterprise_install"] = false }),
    };

    /// <summary>Said in a direct chat, or, with a mention, in a channel; the posts it brought.</summary>
    public async Task<IReadOnlyList<FakePost>> SayAsync(string text, string channel = "D1", string user = "U1", string? thread = null)
    {
        var before = Slack.Posts.Keys.ToHashSet();
        await EventAsync(Said(text, channel, user, thread));
        return await SettledAsync(before);
    }

    public JsonObject Said(string text, string channel = "D1", string user = "U1", string? thread = null)
    {
        var ts = $"17600{++_events:D5}.000200";
        Slack.Said[ts] = true;
        if (thread is not null)
            Slack.Said[thread] = true;
        return new JsonObject
        {
            ["type"] = channel.StartsWith('D') ? "message" : "app_mention", ["channel_type"] = channel.StartsWith('D') ? "im" : "channel", ["channel"] = channel, ["user"] = user,
            ["text"] = channel.StartsWith('D') ? text : $"<@{FakeSlack.BotUser}> {text}", ["ts"] = ts, ["event_ts"] = ts, ["thread_ts"] = thread,
        };
    }

    public async Task<IReadOnlyList<FakePost>> SlashAsync(string text, string channel = "C1", string user = "U1")
    {
        var before = Slack.Posts.Keys.ToHashSet();
        var response = await PostAsync("/slack/commands", SlashForm(text, channel, user), "application/x-www-form-urlencoded");
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await SettledAsync(before);
    }

    public string SlashForm(string text, string channel = "C1", string user = "U1") => string.Join('&', Slash(text, channel, user).Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value!.ToString())}"));

    public JsonObject Slash(string text, string channel = "C1", string user = "U1") => new()
    {
        ["token"] = "t", ["team_id"] = FakeSlack.Team, ["channel_id"] = channel, ["channel_name"] = channel.StartsWith('D') ? "directmessage" : "nlp", ["user_id"] = user, ["user_name"] = "ann",
        ["command"] = "/papers", ["text"] = text, ["api_app_id"] = "A1", ["trigger_id"] = Slack.NewTrigger(user), ["response_url"] = Slack.NewResponseUrl(channel, user),
    };

    public async Task<IReadOnlyList<FakePost>> ClickAsync(FakePost post, string label, string user = "U1")
    {
        var before = Slack.Posts.Keys.ToHashSet();
        await InteractAsync(Click(post, label, user));
        return await SettledAsync(before);
    }

    public JsonObject Click(FakePost post, string label, string user = "U1")
    {
        var button = post.Button(label);
        return Interaction("block_actions", user, new JsonObject
        {
            ["channel"] = new JsonObject { ["id"] = post.Channel, ["name"] = "nlp" }, ["response_url"] = Slack.NewResponseUrl(post.Channel, user, post.Ts, post.OnlyFor is not null),
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = post.Ts, ["channel_id"] = post.Channel, ["is_ephemeral"] = post.OnlyFor is not null, ["thread_ts"] = post.ThreadTs },
            ["message"] = new JsonObject { ["ts"] = post.Ts, ["thread_ts"] = post.ThreadTs },
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = button["action_id"]!.GetValue<string>(), ["value"] = button["value"]!.GetValue<string>(), ["block_id"] = "b" }),
        });
    }

    public JsonObject Interaction(string type, string user, JsonObject more)
    {
        var all = new JsonObject
        {
            ["type"] = type, ["team"] = new JsonObject { ["id"] = FakeSlack.Team, ["domain"] = "d" }, ["user"] = new JsonObject { ["id"] = user, ["username"] = "ann", ["team_id"] = FakeSlack.Team },
            ["api_app_id"] = "A1", ["trigger_id"] = Slack.NewTrigger(user),
        };
        foreach (var (name, value) in more)
            all[name] = value?.DeepClone();
        return all;
    }

    /// <summary>The body that came with the acknowledgement.</summary>
    public async Task<string> InteractAsync(JsonObject interaction)
    {
        var response = await PostAsync("/slack/interactivity", $"payload={Uri.EscapeDataString(interaction.ToJsonString())}", "application/x-www-form-urlencoded");
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>All that was received is done and delivered; the posts that are new.</summary>
    public async Task<IReadOnlyList<FakePost>> SettledAsync(HashSet<string> before)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await Store.CountAsync($"SELECT COUNT(*) FROM inbound WHERE done_at IS NULL") > 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20), "What was received was not done in time.");
            await Task.Delay(5);
        }

        await DeliverAsync();
        return [.. Slack.Posts.Values.Where(post => !before.Contains(post.Ts)).OrderBy(post => post.Ts, StringComparer.Ordinal)];
    }

    public Task<int> DeliverAsync() => Services.GetRequiredService<Dispatcher>().SendDueAsync(conversation: null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
