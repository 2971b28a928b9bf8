using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using DigestBot.Slack;

namespace DigestBot.Tests.Slack;

/// <summary>Many workspaces install the app themselves; a stranger cannot install into somebody's browser, nor read a token out of the store.</summary>
public sealed class InstallTests
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    [Fact]
    public async Task A_workspace_that_installs_is_answered_with_its_own_token_which_is_not_to_be_read_in_the_store()
    {
        await using var bot = await StartAsync();

        Assert.Contains("Installed", await InstallAsync(bot, "code1", FakeSlack.Team, "xoxb-installed"), StringComparison.Ordinal);
        Assert.Single(await bot.SayAsync("help"));

        Assert.All(bot.Slack.CallsOf("chat.postMessage"), call => Assert.Equal("xoxb-installed", call.Token));
        Assert.DoesNotContain("xoxb-installed", string.Concat((await StoreDump.OfAsync(bot.Store)).Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_of_another_browser_a_used_one_and_an_old_one_install_nothing()
    {
        await using var bot = await StartAsync();
        bot.Slack.Codes["code1"] = (FakeSlack.Team, "xoxb-installed");
        using var mine = Browser();
        using var other = Browser();
        var state = await BeginAsync(bot, mine);

        Assert.Equal(HttpStatusCode.BadRequest, await FinishAsync(bot, other, $"code=code1&state={state}"));
        var strangers = await BeginAsync(bot, other);
        Assert.Equal(HttpStatusCode.BadRequest, await FinishAsync(bot, mine, $"code=code1&state={strangers}"));
        state = await BeginAsync(bot, mine);
        bot.Store.Clock.Now += TimeSpan.FromMinutes(11);
        Assert.Equal(HttpStatusCode.BadRequest, await FinishAsync(bot, mine, $"code=code1&state={state}"));
        Assert.Equal(HttpStatusCode.BadRequest, await FinishAsync(bot, mine, $"code=code1&state={state}"));
        Assert.Empty(bot.Slack.CallsOf("oauth.v2.access"));
        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM slack_workspaces"));
    }

    [Fact]
    public async Task Who_refuses_at_Slack_or_brings_a_bad_code_is_told_and_nothing_is_installed()
    {
        await using var bot = await StartAsync();
        using var browser = Browser();

        Assert.Equal(HttpStatusCode.OK, await FinishAsync(bot, browser, $"error=access_denied&state={await BeginAsync(bot, browser)}"));
        Assert.Equal(HttpStatusCode.BadGateway, await FinishAsync(bot, browser, $"code=made-up&state={await BeginAsync(bot, browser)}"));
        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM slack_workspaces"));
    }

    [Fact]
    public async Task A_removal_that_is_told_after_the_next_installation_removes_nothing()
    {
        await using var bot = await StartAsync();
        await InstallAsync(bot, "code1", FakeSlack.Team, "xoxb-first");
        await bot.SayAsync("subscribe everything daily at 9:00");
        var removed = bot.Envelope(new JsonObject { ["type"] = "app_uninstalled" }, "Ev-removed");
        bot.Store.Clock.Now += TimeSpan.FromMinutes(1);
        await InstallAsync(bot, "code2", FakeSlack.Team, "xoxb-second");

        await bot.DeliverAsync("events_api", removed);
        Assert.Equal(0, await PausedAsync(bot));
        Assert.Single(await bot.SayAsync("help"));

        bot.Store.Clock.Now += TimeSpan.FromMinutes(1);
        await bot.EventAsync(new JsonObject { ["type"] = "app_uninstalled" });
        Assert.Equal(1, await PausedAsync(bot));
        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM slack_workspaces WHERE token IS NULL"));
        await InstallAsync(bot, "code3", FakeSlack.Team, "xoxb-third");
        Assert.Single(await bot.SayAsync("list"));
        Assert.Equal(0, await PausedAsync(bot));
    }

    [Fact]
    public async Task A_token_can_be_read_with_its_key_in_its_workspace_only()
    {
        var stored = new TokenCipher(new byte[32]).Encrypt("xoxb-secret", "T1");

        Assert.Equal("xoxb-secret", new TokenCipher(new byte[32]).Decrypt(stored, "T1"));
        Assert.Null(new TokenCipher(new byte[32]).Decrypt(stored, "T2"));
        Assert.Null(new TokenCipher([.. Enumerable.Repeat((byte)1, 32)]).Decrypt(stored, "T1"));
        Assert.Null(new TokenCipher(new byte[32]).Decrypt(stored[..8], "T1"));
        Assert.Null(new TokenCipher(new byte[32]).Decrypt("no base64", "T1"));
        Assert.NotEqual(stored, new TokenCipher(new byte[32]).Encrypt("xoxb-secret", "T1"));
        await Task.CompletedTask;
    }

    private static async Task<SlackBot> StartAsync()
    {
        var slack = await FakeSlack.StartAsync();
        slack.Tokens.Clear();
        return await SlackBot.StartAsync(SlackBot.HttpOptions(slack) with { BotToken = "", ClientId = "client", ClientSecret = "client-secret", TokenKey = Key }, slack: slack);
    }

    private static HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    private static async Task<string> InstallAsync(SlackBot bot, string code, string team, string token)
    {
        bot.Slack.Codes[code] = (team, token);
        using var browser = Browser();
        var state = await BeginAsync(bot, browser);
        return await (await browser.GetAsync(new Uri(bot.Address, $"/slack/oauth_redirect?code={code}&state={state}"))).Content.ReadAsStringAsync();
    }

    /// <summary>The state Slack's page is opened with; the browser keeps its cookie, as it would over https.</summary>
    private static async Task<string> BeginAsync(SlackBot bot, HttpClient browser)
    {
        var response = await browser.GetAsync(new Uri(bot.Address, "/slack/install"));
        var query = HttpUtility.ParseQueryString(response.Headers.Location!.Query);
        Assert.Equal(("client", string.Join(',', SlackCheck.Scopes.Keys)), (query["client_id"], query["scope"]));
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return query["state"]!;
    }

    private static async Task<HttpStatusCode> FinishAsync(SlackBot bot, HttpClient browser, string query) =>
        (await browser.GetAsync(new Uri(bot.Address, $"/slack/oauth_redirect?{query}"))).StatusCode;

    private static Task<long> PausedAsync(SlackBot bot) => bot.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE state = 'DeliveryPaused'");
}
