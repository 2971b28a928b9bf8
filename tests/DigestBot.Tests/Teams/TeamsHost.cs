using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DigestBot.Data;
using DigestBot.Host;
using DigestBot.Papers.Generated;
using DigestBot.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Teams;

/// <summary>The real host with Teams on, on a real port, between an issuer and a connector of ours.</summary>
internal sealed class TeamsHost : IAsyncDisposable
{
    public const string Tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    public const string Bot = "28:" + TestIssuer.AppId;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly HttpClient _client = new();
    private readonly WebApplication _app;
    private int _ids;

    private TeamsHost(TestStore store, TestIssuer issuer, ConnectorStub connector, MovableClock clock, WebApplication app) =>
        (Store, Issuer, Connector, Clock, _app) = (store, issuer, connector, clock, app);

    public TestStore Store { get; }
    public TestIssuer Issuer { get; }
    public ConnectorStub Connector { get; }
    public MovableClock Clock { get; }
    public Uri Endpoint => new(new Uri(_app.Urls.Single()), TeamsEndpoints.Path);

    public static async Task<TeamsHost> StartAsync(Func<TeamsOptions, TeamsOptions>? change = null, ChatModelOptions? summaries = null)
    {
        var store = await TestStore.OpenAsync();
        var issuer = await TestIssuer.StartAsync();
        var connector = await ConnectorStub.StartAsync();
        var teams = new TeamsOptions(TestIssuer.AppId, Tenant)
        {
            ClientSecret = "a secret",
            Issuer = TestIssuer.Name,
            MetadataAddress = issuer.Metadata,
            TokenEndpoint = connector.TokenEndpoint,
            DevelopmentServiceUrl = connector.Address,
        };
        var clock = await MovableClock.OpenAsync(store.Database, TimeProvider.System, CancellationToken.None);
        var app = BotHost.Build(store.Database, clock, new HostOptions("", Path.Combine(store.Folder, "inbox"), "UTC", new Uri("http://127.0.0.1:0")) { Teams = change?.Invoke(teams) ?? teams, Summaries = summaries });
        await app.StartAsync();
        return new TeamsHost(store, issuer, connector, clock, app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>An activity as Teams sends them.</summary>
    public JsonObject Activity(string type, string conversation = "a:1ann", string kind = "personal") => new()
    {
        ["type"] = type,
        ["id"] = $"activity-{Interlocked.Increment(ref _ids)}",
        ["channelId"] = "msteams",
        ["serviceUrl"] = Connector.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = "29:1ann", ["name"] = "Ann" },
        ["recipient"] = new JsonObject { ["id"] = Bot, ["name"] = "DigestBot" },
        ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = kind, ["tenantId"] = Tenant },
        ["locale"] = "en-US",
        ["localTimezone"] = "Europe/Berlin",
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
        ["somethingNew"] = new JsonArray(1, "two"),
    };

    public JsonObject Message(string text, string conversation = "a:1ann", string kind = "personal")
    {
        var activity = Activity("message", conversation, kind);
        activity["text"] = text;
        activity["textFormat"] = "plain";
        return activity;
    }

    /// <summary>A message in a post of a team's channel, where the bot is mentioned.</summary>
    public JsonObject InChannel(string text, string post = "100", string channel = "19:papers@thread.tacv2")
    {
        var activity = Message($"<at>DigestBot</at>&nbsp;{text}", $"{channel};messageid={post}", "channel");
        activity["textFormat"] = "xml";
        activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>DigestBot</at>", ["mentioned"] = new JsonObject { ["id"] = Bot, ["name"] = "DigestBot" } });
        activity["channelData"] = new JsonObject
        {
            ["tenant"] = new JsonObject { ["id"] = Tenant },
            ["team"] = new JsonObject { ["id"] = "19:team@thread.tacv2" },
            ["channel"] = new JsonObject { ["id"] = channel },
        };
        return activity;
    }

    public JsonObject Invoke(string name, JsonNode value, string? replyTo = null)
    {
        var activity = Activity("invoke");
        activity["name"] = name;
        activity["value"] = value;
        activity["replyToId"] = replyTo;
        return activity;
    }

    /// <summary>With a right token, unless another is given; an empty one is none.</summary>
    public async Task<(int Status, JsonElement Body)> PostAsync(JsonObject activity, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        token ??= Issuer.Token(Connector.ServiceUrl);
        if (token.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await _client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement);
    }

    public async Task<int> StatusAsync(HttpMethod method, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, Endpoint) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Issuer.Token(Connector.ServiceUrl));
        using var response = await _client.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>Waits until the connector got a call like that.</summary>
    public async Task<ConnectorCall> CalledAsync(Func<ConnectorCall, bool> like)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            if (Connector.Calls.FirstOrDefault(like) is { } call)
                return call;
            Assert.True(waited.Elapsed < Deadline, $"The connector waited in vain. It got: {string.Join('\n', Connector.Calls.Select(call => $"{call.Method} {call.Path}"))}");
        }
    }

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); !await holds(); await Task.Delay(20))
            Assert.True(waited.Elapsed < Deadline, "Waited in vain");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Issuer.DisposeAsync();
        await Connector.DisposeAsync();
        await Store.DisposeAsync();
    }
}
