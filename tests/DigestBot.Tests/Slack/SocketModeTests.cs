using System.Text.Json.Nodes;
using DigestBot.Slack.SocketMode;

namespace DigestBot.Tests.Slack;

/// <summary>The same bot over a socket it opens itself, with everything that can happen to one.</summary>
public sealed class SocketModeTests
{
    private static readonly SocketTimes Quick = new()
    {
        Connect = TimeSpan.FromSeconds(5), Send = TimeSpan.FromSeconds(2), PingInterval = TimeSpan.FromMilliseconds(200),
        FirstWait = TimeSpan.FromMilliseconds(10), LongestWait = TimeSpan.FromMilliseconds(200),
    };

    [Fact]
    public async Task What_is_said_over_the_socket_is_acknowledged_there_and_answered()
    {
        await using var bot = await StartAsync();

        Assert.Null(await bot.Slack.SendAsync("events_api", bot.Envelope(bot.Said("help"), "Ev1")));
        Assert.Single(await bot.SettledAsync([]));
        Assert.Null(await bot.Slack.SendAsync("slash_commands", bot.Slash("list"), acceptsPayload: true));
        Assert.Equal(2, (await bot.SettledAsync([])).Count);
    }

    [Fact]
    public async Task Options_come_with_the_acknowledgement()
    {
        await using var bot = await StartAsync();
        await bot.Store.IngestAsync("2026-01-28.md", DigestFiles.Daily(new Listed("2601.00001", "A paper")));

        var reply = await bot.Slack.SendAsync("interactive", bot.Interaction("block_suggestion", "U1", new JsonObject { ["value"] = "c" }), acceptsPayload: true);

        Assert.Equal("cs.CL", reply!["options"]![0]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_event_over_two_connections_is_answered_once()
    {
        await using var bot = await StartAsync();
        var envelope = bot.Envelope(bot.Said("help"), "Ev1");
        await bot.Slack.SendAsync("events_api", envelope);
        bot.Slack.Sockets[^1].Abort();
        await bot.Slack.UntilAsync(() => bot.Slack.Opened == 2 && bot.Slack.Sockets.Count == 1, "the next connection");
        await bot.Slack.SendAsync("events_api", envelope);

        Assert.Single(await bot.SettledAsync([]));
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task A_refresh_leaves_no_moment_without_a_listener(string reason)
    {
        await using var bot = await StartAsync();
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets.Count == 1, "the connection");
        var old = bot.Slack.Sockets[0];
        await old.DisconnectAsync(reason);
        // The old one still works until the new one does.
        var said = bot.Envelope(bot.Said("help"), "Ev1");
        await bot.Slack.UntilAsync(() => bot.Slack.Opened == 2, "the next connection");
        await bot.Slack.SendAsync("events_api", said);
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets.Count == 1 && bot.Slack.Sockets[0] != old, "the old connection to be closed");

        Assert.Equal(1, bot.Slack.FewestLeft);
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, old.ClosedWith);
        Assert.Single(await bot.SettledAsync([]));
    }

    [Theory]
    [InlineData("link_disabled")]
    [InlineData("too_many_websockets")]
    public async Task A_refused_connection_is_opened_anew_with_growing_waits(string reason)
    {
        var slack = await FakeSlack.StartAsync();
        for (var i = 0; i < 3; i++)
            slack.RefusedHellos.Enqueue(reason);
        await using var bot = await SlackBot.StartAsync(SlackBot.SocketOptions(slack), Quick, slack);

        await bot.Slack.UntilAsync(() => slack.Sockets.Count == 1, "the connection");

        Assert.Equal(4, slack.Opened);
        Assert.Equal(4, slack.CallsOf("apps.connections.open").Count());
    }

    [Fact]
    public async Task A_connection_told_that_the_link_is_disabled_is_left()
    {
        await using var bot = await StartAsync();
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets.Count == 1, "the connection");
        await bot.Slack.Sockets[0].DisconnectAsync("link_disabled");

        await bot.Slack.UntilAsync(() => bot.Slack.Opened == 2 && bot.Slack.Sockets.Count == 1, "the next connection");
    }

    [Fact]
    public async Task A_storm_of_refusals_to_open_ends_with_a_connection()
    {
        var slack = await FakeSlack.StartAsync();
        slack.Refuse("apps.connections.open", times: 2, status: 429, retryAfter: 1);
        slack.Refuse("apps.connections.open", error: "internal_error");
        slack.Refuse("apps.connections.open", status: 502, error: "html");
        slack.Refuse("apps.connections.open", error: "invalid_auth");
        await using var bot = await SlackBot.StartAsync(SlackBot.SocketOptions(slack), Quick, slack);

        await bot.Slack.UntilAsync(() => slack.Sockets.Count == 1, "the connection");
    }

    [Fact]
    public async Task A_half_open_connection_is_noticed()
    {
        var slack = await FakeSlack.StartAsync();
        await using var network = new FakeNetwork(slack.Root);
        slack.Network = network;
        await using var bot = await SlackBot.StartAsync(SlackBot.SocketOptions(slack), Quick with { PingTimeout = TimeSpan.FromMilliseconds(400) }, slack);
        await slack.UntilAsync(() => slack.Opened == 1, "the connection");

        network.Freeze();

        await slack.UntilAsync(() => slack.Opened == 2, "the next connection");
    }

    [Fact]
    public async Task A_frame_of_200_kB_arrives_whole_and_a_broken_one_is_left_out()
    {
        await using var bot = await StartAsync();
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets.Count == 1, "the connection");
        await bot.Slack.Sockets[0].WriteAsync(JsonValue.Create("no frame"));
        await bot.Slack.Sockets[0].WriteAsync(new JsonObject { ["type"] = "something_new" });
        var said = bot.Said("help");
        said["blocks"] = new string('x', 200_000);

        await bot.Slack.SendAsync("events_api", bot.Envelope(said, "Ev1"));

        Assert.Single(await bot.SettledAsync([]));
        Assert.Equal(1, bot.Slack.Opened);
    }

    [Fact]
    public async Task Stopping_says_good_bye()
    {
        var slack = await FakeSlack.StartAsync();
        await using var bot = await SlackBot.StartAsync(SlackBot.SocketOptions(slack), Quick, slack);
        await slack.UntilAsync(() => slack.Sockets.Count == 1, "the connection");
        var socket = slack.Sockets[0];

        await bot.StopAsync();

        await slack.UntilAsync(() => slack.Sockets.Count == 0, "the good-bye");
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, socket.ClosedWith);
    }

    [Fact]
    public async Task Over_a_socket_nothing_is_taken_over_HTTP()
    {
        await using var bot = await StartAsync();

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await bot.PostAsync("/slack/events", "{}", "application/json")).StatusCode);
    }

    private static async Task<SlackBot> StartAsync()
    {
        var slack = await FakeSlack.StartAsync();
        return await SlackBot.StartAsync(SlackBot.SocketOptions(slack), Quick, slack);
    }
}
