using System.Net;
using System.Text.Json.Nodes;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Slack;

/// <summary>What comes in over HTTP, in the cases in which Slack's own framework was asked what it answers; ours is as strict or stricter.</summary>
public sealed class EndpointTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    [Fact]
    public async Task The_address_is_verified_with_the_challenge_but_not_for_anyone()
    {
        await using var bot = await SlackBot.StartAsync();
        const string challenge = """{"type":"url_verification","token":"x","challenge":"a\"b"}""";

        var answer = await bot.PostAsync("/slack/events", challenge, Json);
        var unsigned = await bot.PostAsync("/slack/events", challenge, Json, signature: "v0=00");

        Assert.Equal("a\"b", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["challenge"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        Assert.Empty(await unsigned.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    [InlineData(600)]
    public async Task A_request_of_another_time_is_refused(int later)
    {
        await using var bot = await SlackBot.StartAsync();
        var body = bot.Envelope(bot.Said("help"), "Ev1").ToJsonString();

        var response = await bot.PostAsync("/slack/events", body, Json, at: bot.Store.Clock.Now.ToUnixTimeSeconds() + later);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM inbound"));
    }

    [Theory]
    [InlineData("{\"type\":", Json, HttpStatusCode.BadRequest)]
    [InlineData("", Json, HttpStatusCode.BadRequest)]
    [InlineData("null", Json, HttpStatusCode.BadRequest)]
    [InlineData("a=b", Form, HttpStatusCode.BadRequest)]
    [InlineData("payload=%7B", Form, HttpStatusCode.BadRequest)]
    [InlineData("{\"type\":\"something_new\"}", Json, HttpStatusCode.OK)]
    [InlineData("payload=%7B%22type%22%3A%22something_new%22%7D", Form, HttpStatusCode.OK)]
    [InlineData("command=%2Fpapers", Form, HttpStatusCode.OK)]
    public async Task What_is_signed_but_not_understood_is_said_so(string body, string mediaType, HttpStatusCode expected)
    {
        await using var bot = await SlackBot.StartAsync();

        Assert.Equal(expected, (await bot.PostAsync("/slack/events", body, mediaType)).StatusCode);
    }

    [Fact]
    public async Task A_certificate_check_is_answered_and_whatever_it_smuggles_is_not_read()
    {
        await using var bot = await SlackBot.StartAsync();
        var smuggled = "ssl_check=1&" + bot.SlashForm("subscribe everything");

        var probe = await bot.PostAsync("/slack/commands", smuggled, Form, signature: "");
        var loose = await bot.PostAsync("/slack/commands", "ssl_check=0&" + bot.SlashForm("help"), Form, signature: "");

        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, loose.StatusCode);
        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM inbound"));
    }

    [Fact]
    public async Task An_event_delivered_four_times_is_answered_once()
    {
        await using var bot = await SlackBot.StartAsync();
        var said = bot.Said("help");
        for (var delivery = 0; delivery < 4; delivery++)
            await bot.EventAsync(said, "Ev1", ("X-Slack-Retry-Num", $"{delivery}"), ("X-Slack-Retry-Reason", "http_timeout"));

        Assert.Single(await bot.SettledAsync([]));
    }

    [Fact]
    public async Task A_mention_that_comes_as_two_events_is_answered_once()
    {
        await using var bot = await SlackBot.StartAsync();
        var mention = bot.Said("help", "C1");
        var message = (JsonObject)mention.DeepClone();
        message["type"] = "message";
        await bot.EventAsync(mention, "Ev1");
        await bot.EventAsync(message, "Ev2");

        Assert.Single(await bot.SettledAsync([]));
    }

    [Fact]
    public async Task What_bots_say_edits_and_deletions_are_left_alone()
    {
        await using var bot = await SlackBot.StartAsync();
        foreach (var (name, value) in new (string, string)[] { ("bot_id", "BOTHER"), ("user", FakeSlack.BotUser), ("subtype", "message_changed"), ("subtype", "message_deleted"), ("subtype", "bot_message"), ("user", "USLACKBOT") })
        {
            var said = bot.Said("help");
            said[name] = value;
            await bot.EventAsync(said);
        }

        Assert.Empty(await bot.SettledAsync([]));
        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM inbound"));
    }

    [Fact]
    public async Task A_plus_sign_and_Chinese_survive_the_form()
    {
        await using var bot = await SlackBot.StartAsync();

        var answer = Assert.Single(await bot.SlashAsync("find a+b 搜索 &lt;c&gt;"));

        Assert.Contains("a+b", answer.All, StringComparison.Ordinal);
        Assert.Contains("搜索", answer.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_end_is_refused()
    {
        await using var bot = await SlackBot.StartAsync();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await bot.PostAsync("/slack/events", new string(' ', 3 * 1024 * 1024), Json)).StatusCode);
    }

    [Fact]
    public async Task The_previous_secret_is_good_while_it_is_configured()
    {
        var slack = await FakeSlack.StartAsync();
        await using var bot = await SlackBot.StartAsync(SlackBot.HttpOptions(slack) with { SigningSecret = "new", PreviousSigningSecret = FakeSlack.SigningSecret }, slack: slack);

        Assert.Single(await bot.SayAsync("help"));
    }

    [Fact]
    public async Task A_digest_file_sent_in_a_chat_is_taken_and_reported_on()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Files["F1"] = new FakeFile("2026-01-28.md", System.Text.Encoding.UTF8.GetBytes(Daily(new Listed("2601.00002", "Sent in a chat"))));
        var said = bot.Said("here you are");
        said["subtype"] = "file_share";
        said["files"] = new JsonArray(new JsonObject { ["id"] = "F1", ["name"] = "2026-01-28.md", ["file_access"] = "visible" });
        await bot.EventAsync(said);

        var report = Assert.Single(await bot.SettledAsync([]));

        Assert.Contains("1 new", report.All, StringComparison.Ordinal);
        Assert.Equal("Sent in a chat", (await bot.Store.PaperAsync("2601.00002")).Title);
        Assert.All(bot.Slack.CallsOf("download"), call => Assert.Equal(FakeSlack.BotToken, call.Token));
    }
}
