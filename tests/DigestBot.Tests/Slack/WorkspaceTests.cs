using System.Net;
using System.Text.Json.Nodes;
using DigestBot.Ingestion;
using DigestBot.Slack;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Slack;

/// <summary>Whose the bot is: a workspace that is not the operator's gets a refusal and nothing else; files of members add papers and change none.</summary>
public sealed class WorkspaceTests
{
    private const string Stranger = "T9";
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    [Theory]
    [InlineData("")]
    [InlineData("T1")]
    public async Task Another_workspace_is_refused_whatever_it_sends(string workspaces)
    {
        await using var bot = await SeveralAsync(workspaces);
        await InstallAsync(bot, "code1", FakeSlack.Team, HttpStatusCode.OK);
        await bot.SayAsync("help");
        var before = await StoreDump.OfAsync(bot.Store);

        Assert.Contains("belongs to another workspace", await InstallAsync(bot, "code2", Stranger, HttpStatusCode.Forbidden), StringComparison.Ordinal);
        await bot.DeliverAsync("events_api", Moved(bot.Envelope(bot.Said("subscribe everything on arrival", "D9", "U9"), "Ev-said")));
        await bot.DeliverAsync("events_api", Moved(bot.Envelope(new JsonObject { ["type"] = "app_home_opened", ["user"] = "U9", ["channel"] = "D9", ["tab"] = "home" }, "Ev-home")));
        var form = await bot.DeliverAsync("slash_commands", Moved(bot.Slash("find graph", "C9", "U9")));
        var pressed = await bot.DeliverAsync("interactive", Moved(bot.Interaction("block_suggestion", "U9", new JsonObject { ["value"] = "cs" })));

        Assert.Contains("belongs to another workspace", form!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("ephemeral", form["response_type"]!.GetValue<string>());
        Assert.Null(pressed);
        Assert.Equal(before, await StoreDump.OfAsync(bot.Store));
        Assert.DoesNotContain(bot.Slack.Posts.Values, post => post.Channel is "D9" or "C9");
        // The operator's own goes on.
        Assert.NotEmpty(await bot.SayAsync("list"));
    }

    [Fact]
    public async Task Workspaces_that_are_listed_and_with_a_star_all_may_install()
    {
        foreach (var (workspaces, status) in new[] { ($"T1 {Stranger}", HttpStatusCode.OK), ("*", HttpStatusCode.OK), ("T1 T2", HttpStatusCode.Forbidden) })
        {
            await using var bot = await SeveralAsync(workspaces);
            await InstallAsync(bot, "code1", FakeSlack.Team, HttpStatusCode.OK);
            await InstallAsync(bot, "code2", Stranger, status);
        }
    }

    [Fact]
    public async Task A_members_file_adds_papers_and_leaves_known_ones_as_they_are_and_its_report_is_for_its_sender()
    {
        await using var bot = await SlackBot.StartAsync();
        var today = DateOnly.FromDateTime(bot.Store.Clock.Now.UtcDateTime);
        await bot.Store.IngestAsync($"{today:yyyy-MM-dd}.md", Daily(new Listed("2601.00001", "As the inbox has it")));
        bot.Slack.Files["F1"] = new FakeFile($"{today.AddDays(1):yyyy-MM-dd}.md", System.Text.Encoding.UTF8.GetBytes(Daily(new Listed("2601.00001", "Written anew"), new Listed("2601.00002", "Of a member"))));

        var before = bot.Slack.Posts.Keys.ToHashSet();
        await bot.EventAsync(WithFile(bot.Said("", "C1", "U5"), "F1"));
        var post = Assert.Single(await bot.SettledAsync(before));

        Assert.Equal("U5", post.OnlyFor);
        Assert.Equal(["As the inbox has it", "Of a member"], (await bot.Store.PapersAsync()).Select(paper => paper.Title).Order(StringComparer.Ordinal));
        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM paper_changes"));
    }

    [Fact]
    public async Task A_file_of_somebody_from_another_organisation_is_not_taken()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Files["F1"] = new FakeFile("2026-01-28.md", System.Text.Encoding.UTF8.GetBytes(Daily(new Listed("2601.00001", "From outside"))));
        var said = WithFile(bot.Said("", "C1", "U5"), "F1");
        said["user_team"] = Stranger;

        var before = bot.Slack.Posts.Keys.ToHashSet();
        await bot.EventAsync(said);
        await bot.SettledAsync(before);

        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM digest_files"));
    }

    [Theory]
    [InlineData(Uploads.Everybody, "T1/U1", false, true, true)]
    [InlineData(Uploads.Everybody, "T1/U2", false, true, false)]
    [InlineData(Uploads.Everybody, "T1/U2", true, false, false)]
    [InlineData(Uploads.Everybody, "T1/U1", true, true, true)]
    [InlineData(Uploads.Listed, "T1/U1", false, true, true)]
    [InlineData(Uploads.Listed, "T1/U2", false, false, false)]
    [InlineData(Uploads.Nobody, "T1/U1", false, false, false)]
    public void Who_may_add_and_who_may_correct(Uploads uploads, string person, bool isOutside, bool mayAdd, bool mayCorrect)
    {
        var policy = new UploadPolicy(uploads, ["T1/U1"]);

        Assert.Equal((mayAdd, mayCorrect), (policy.MayAdd(person, isOutside), policy.MayCorrect(person)));
    }

    private static JsonObject WithFile(JsonObject said, string file)
    {
        said["subtype"] = "file_share";
        said["files"] = new JsonArray(new JsonObject { ["id"] = file, ["name"] = file });
        return said;
    }

    /// <summary>The same from another workspace.</summary>
    private static JsonObject Moved(JsonObject payload) => (JsonObject)JsonNode.Parse(payload.ToJsonString().Replace($"\"{FakeSlack.Team}\"", $"\"{Stranger}\"", StringComparison.Ordinal))!;

    private static async Task<SlackBot> SeveralAsync(string workspaces)
    {
        var slack = await FakeSlack.StartAsync();
        slack.Tokens.Clear();
        return await SlackBot.StartAsync(
            SlackBot.HttpOptions(slack) with
            {
                BotToken = "", ClientId = "client", ClientSecret = "client-secret", TokenKey = Key,
                Workspaces = workspaces.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            }, slack: slack);
    }

    private static async Task<string> InstallAsync(SlackBot bot, string code, string team, HttpStatusCode expected)
    {
        bot.Slack.Codes[code] = (team, $"xoxb-{team}");
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var begun = await browser.GetAsync(new Uri(bot.Address, "/slack/install"));
        var state = System.Web.HttpUtility.ParseQueryString(begun.Headers.Location!.Query)["state"];
        browser.DefaultRequestHeaders.Add("Cookie", begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var finished = await browser.GetAsync(new Uri(bot.Address, $"/slack/oauth_redirect?code={code}&state={state}"));
        Assert.Equal(expected, finished.StatusCode);
        return await finished.Content.ReadAsStringAsync();
    }
}
