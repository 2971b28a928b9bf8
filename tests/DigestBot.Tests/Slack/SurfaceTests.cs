using System.Text.Json.Nodes;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Slack;

/// <summary>The bot as people meet it in Slack.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public async Task A_mention_is_answered_beneath_and_in_its_thread()
    {
        await using var bot = await WithPapersAsync();

        var top = Assert.Single(await bot.SayAsync("find attention", "C1"));
        var inThread = Assert.Single(await bot.SayAsync("find attention", "C1", thread: "1760099999.000200"));

        Assert.True(bot.Slack.Said.ContainsKey(top.ThreadTs!));
        Assert.Equal("1760099999.000200", inThread.ThreadTs);
        Assert.Contains("Attention again", top.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_seen_by_its_maker_only()
    {
        await using var bot = await WithPapersAsync();

        var mistake = Assert.Single(await bot.SayAsync("subscribe cs.LGG", "C1"));
        var success = Assert.Single(await bot.SayAsync("subscribe cs.LG", "C1"));

        Assert.Equal(("U1", null), (mistake.OnlyFor, success.OnlyFor));
    }

    [Fact]
    public async Task A_slash_command_is_answered_where_the_bot_is_no_member()
    {
        await using var bot = await WithPapersAsync();
        bot.Slack.Channels["C2"] = new FakeChannel("reading-group", IsMember: false);

        var answer = Assert.Single(await bot.SlashAsync("find attention", "C2"));
        var mistake = Assert.Single(await bot.SlashAsync("subscribe cs.LGG", "C2"));

        Assert.Equal(("C2", null), (answer.Channel, answer.OnlyFor));
        Assert.Equal("U1", mistake.OnlyFor);
        Assert.Empty(bot.Slack.CallsOf("chat.postMessage"));
    }

    [Fact]
    public async Task When_the_address_of_a_command_is_used_up_the_answer_still_comes()
    {
        await using var bot = await WithPapersAsync();
        var command = bot.Slash("find attention");
        bot.Slack.Responses.Clear();
        var form = string.Join('&', command.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value!.ToString())}"));
        await bot.PostAsync("/slack/commands", form, "application/x-www-form-urlencoded");

        Assert.Equal("C1", Assert.Single(await bot.SettledAsync([])).Channel);
    }

    [Fact]
    public async Task An_address_that_is_not_Slacks_gets_nothing()
    {
        await using var bot = await WithPapersAsync();
        await using var thief = await FakeSlack.StartAsync();
        var command = bot.Slash("find attention");
        command["response_url"] = thief.NewResponseUrl("C1", "U1");
        await bot.PostAsync("/slack/commands", string.Join('&', command.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value!.ToString())}")), "application/x-www-form-urlencoded");

        Assert.Single(await bot.SettledAsync([]));
        Assert.Empty(thief.Calls);
    }

    [Fact]
    public async Task A_command_in_a_chat_of_others_belongs_to_the_askers_own()
    {
        await using var bot = await WithPapersAsync();
        bot.Slack.Channels["D9"] = new FakeChannel("", IsMember: false);

        var answer = Assert.Single(await bot.SlashAsync("subscribe cs.LG", "D9"));

        Assert.Equal("D9", answer.Channel);
        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions JOIN conversations ON conversations.id = conversation_id WHERE external_id = 'T1/D1'"));
    }

    [Fact]
    public async Task A_card_opens_by_its_button_and_changes_its_language_in_place()
    {
        await using var bot = await WithPapersAsync();
        var found = Assert.Single(await bot.SayAsync("find attention", "C1"));

        var card = Assert.Single(await bot.ClickAsync(found, "Card 1"));
        var none = await bot.ClickAsync(card, "Abstract");

        Assert.Empty(none);
        Assert.Equal(found.ThreadTs, card.ThreadTs);
        Assert.True(bot.Slack.Posts[card.Ts].Edited);
        Assert.Contains("abstract says more", bot.Slack.Posts[card.Ts].All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_message_is_changed_through_its_address()
    {
        await using var bot = await WithPapersAsync();
        bot.Slack.Channels["C2"] = new FakeChannel("reading-group", IsMember: false);
        var card = Assert.Single(await bot.SlashAsync("card 2601.00001", "C2"));
        bot.Slack.Posts[card.Ts] = card = card with { OnlyFor = "U1" };

        Assert.Empty(await bot.ClickAsync(card, "Abstract"));
        Assert.Contains("abstract says more", bot.Slack.Posts[card.Ts].All, StringComparison.Ordinal);
        Assert.Equal("U1", bot.Slack.Posts[card.Ts].OnlyFor);
    }

    [Fact]
    public async Task Subscribing_in_a_form_is_subscribing()
    {
        await using var bot = await WithPapersAsync();
        var help = Assert.Single(await bot.SayAsync("help", "C1"));

        Assert.Empty(await bot.ClickAsync(help, "Subscribe…"));
        var view = Assert.Single(bot.Slack.Views);
        var before = bot.Slack.Posts.Keys.ToHashSet();
        Assert.Empty(await bot.InteractAsync(Submission(bot, view, ("categories", Options("cs.LG")), ("words", Value("attention")), ("frequency", Option("weekdays")), ("time", new JsonObject { ["selected_time"] = "08:30" }))));
        var answer = Assert.Single(await bot.SettledAsync(before));

        Assert.Contains("cs.LG attention", answer.All, StringComparison.Ordinal);
        Assert.Contains("08:30", answer.All, StringComparison.Ordinal);
        Assert.Equal("C1", answer.Channel);
        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions"));
    }

    [Fact]
    public async Task A_form_that_Slack_does_not_open_is_explained_instead()
    {
        await using var bot = await WithPapersAsync();
        var help = Assert.Single(await bot.SayAsync("help"));
        bot.Slack.Refuse("views.open", error: "expired_trigger_id");

        Assert.Contains("subscribe", Assert.Single(await bot.ClickAsync(help, "Subscribe…")).All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Categories_are_found_while_typing()
    {
        await using var bot = await WithPapersAsync();

        var reply = await bot.InteractAsync(bot.Interaction("block_suggestion", "U1", new JsonObject { ["action_id"] = "value", ["block_id"] = "categories", ["value"] = "cs", ["container"] = new JsonObject { ["type"] = "view" } }));

        Assert.Contains("cs.LG", JsonNode.Parse(reply)!["options"]!.AsArray().Select(option => option!["value"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_Home_tab_shows_the_subscriptions_and_its_buttons_work()
    {
        await using var bot = await WithPapersAsync();
        await bot.SayAsync("subscribe cs.LG attention weekdays at 09:00");
        await bot.EventAsync(new JsonObject { ["type"] = "app_home_opened", ["user"] = "U1", ["channel"] = "D1", ["tab"] = "home", ["event_ts"] = "1.2" });
        await bot.Slack.UntilAsync(() => !bot.Slack.Views.IsEmpty, "the tab");
        var home = bot.Slack.Views.Last();
        Assert.Contains("cs.LG attention", home.View.ToJsonString(), StringComparison.Ordinal);

        var pause = home.View["blocks"]!.AsArray().SelectMany(block => block!["elements"] as JsonArray ?? []).First(button => button!["text"]?["text"]?.ToString() == "Pause")!;
        await bot.InteractAsync(bot.Interaction("block_actions", "U1", new JsonObject
        {
            ["container"] = new JsonObject { ["type"] = "view", ["view_id"] = home.Id }, ["view"] = new JsonObject { ["id"] = home.Id, ["type"] = "home", ["private_metadata"] = home.View["private_metadata"]!.GetValue<string>() },
            ["actions"] = new JsonArray(new JsonObject { ["action_id"] = pause["action_id"]!.GetValue<string>(), ["value"] = pause["value"]!.GetValue<string>() }),
        }));
        await bot.Slack.UntilAsync(() => bot.Slack.Views.Count > 1, "the tab anew");

        Assert.Contains("Resume", bot.Slack.Views.Last().View.ToJsonString(), StringComparison.Ordinal);
        await bot.DeliverAsync();
        Assert.Contains(bot.Slack.In("D1"), post => post.All.Contains("paused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_language_and_zone_of_the_profile_are_the_readers()
    {
        await using var bot = await WithPapersAsync();
        (bot.Slack.Locale, bot.Slack.Zone) = ("zh-CN", "Asia/Shanghai");

        var answer = Assert.Single(await bot.SayAsync("subscribe cs.LG weekdays at 09:00"));

        Assert.Contains("Asia/Shanghai", answer.All, StringComparison.Ordinal);
        Assert.Contains("已订阅", answer.All, StringComparison.Ordinal);
        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM people WHERE name = 'Ann'"));
    }

    [Fact]
    public async Task The_shortcut_finds_related_papers_beneath_the_message()
    {
        await using var bot = await WithPapersAsync();
        bot.Slack.Said["1760088888.000200"] = true;
        var before = bot.Slack.Posts.Keys.ToHashSet();
        await bot.InteractAsync(bot.Interaction("message_action", "U1", new JsonObject
        {
            ["callback_id"] = "related", ["channel"] = new JsonObject { ["id"] = "C1", ["name"] = "nlp" }, ["response_url"] = bot.Slack.NewResponseUrl("C1", "U1"),
            ["message"] = new JsonObject { ["ts"] = "1760088888.000200", ["text"] = "Have you seen <https://arxiv.org/abs/2601.00001v2|this>?" },
        }));

        var answer = Assert.Single(await bot.SettledAsync(before));

        Assert.Equal("1760088888.000200", answer.ThreadTs);
        Assert.Contains("Attention for graphs", answer.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_papers_link_gets_a_card_once_in_a_while()
    {
        await using var bot = await WithPapersAsync();
        await ShareAsync(bot, "1760000001.000100", "https://arxiv.org/abs/2601.00001", "https://arxiv.org/abs/2699.99999");
        await bot.Slack.UntilAsync(() => bot.Slack.CallsOf("chat.unfurl").Any(), "the card");
        await ShareAsync(bot, "1760000002.000100", "https://arxiv.org/pdf/2601.00001v1");
        await ShareAsync(bot, "1760000003.000100", [.. Enumerable.Range(1, 4).Select(i => $"https://arxiv.org/abs/2601.0000{i}")]);
        bot.Store.Clock.Now += TimeSpan.FromHours(2);
        await ShareAsync(bot, "1760000004.000100", "https://arxiv.org/abs/2601.00001");
        await bot.Slack.UntilAsync(() => bot.Slack.CallsOf("chat.unfurl").Count() > 1, "the card again");

        Assert.Equal(["1760000001.000100", "1760000004.000100"], bot.Slack.CallsOf("chat.unfurl").Select(call => call["ts"]));
        Assert.Equal(["https://arxiv.org/abs/2601.00001"], bot.Slack.CallsOf("chat.unfurl").First().Arguments["unfurls"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task Digests_are_quiet_and_a_thread_holds_what_one_post_cannot()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Store.IngestAsync("2026-01-28.md", Daily([.. Enumerable.Range(1, 80).Select(i => new Listed($"2601.{i:D5}", $"Paper number {i}"))]));
        await bot.SayAsync("subscribe everything top 80 daily at 09:00", "C1");
        var before = bot.Slack.In("C1").Count;

        await bot.Store.SweepAtAsync("2026-01-28T09:00Z");
        await bot.DeliverAsync();

        var digest = bot.Slack.In("C1").Skip(before).ToList();
        Assert.True(digest.Count > 1);
        Assert.Null(digest[0].ThreadTs);
        Assert.All(digest.Skip(1), post => Assert.Equal(digest[0].Ts, post.ThreadTs));
        Assert.All(Enumerable.Range(1, 80), i => Assert.Single(digest, post => post.All.Contains($"\"Paper number {i}\"", StringComparison.Ordinal)));
        Assert.All(bot.Slack.CallsOf("chat.postMessage"), call => Assert.Equal(("false", "false"), (call["unfurl_links"], call["unfurl_media"])));
    }

    internal static JsonObject Submission(SlackSender bot, FakeView view, params (string Block, JsonObject Value)[] values) => bot.Interaction("view_submission", view.User, new JsonObject
    {
        ["view"] = new JsonObject
        {
            ["id"] = view.Id, ["type"] = "modal", ["callback_id"] = view.View["callback_id"]!.GetValue<string>(), ["private_metadata"] = view.View["private_metadata"]!.GetValue<string>(),
            ["state"] = new JsonObject { ["values"] = new JsonObject(values.Select(value => KeyValuePair.Create(value.Block, (JsonNode?)new JsonObject { ["value"] = value.Value }))) },
        },
    });

    internal static JsonObject Value(string text) => new() { ["type"] = "plain_text_input", ["value"] = text };

    internal static JsonObject Option(string value) => new() { ["selected_option"] = new JsonObject { ["value"] = value } };

    internal static JsonObject Options(params string[] values) => new() { ["selected_options"] = new JsonArray([.. values.Select(value => (JsonNode)new JsonObject { ["value"] = value })]) };

    private static Task ShareAsync(SlackBot bot, string ts, params string[] urls) => bot.EventAsync(new JsonObject
    {
        ["type"] = "link_shared", ["user"] = "U1", ["channel"] = "C1", ["message_ts"] = ts, ["source"] = "conversations_history", ["unfurl_id"] = null, ["event_ts"] = ts,
        ["links"] = new JsonArray([.. urls.Select(url => (JsonNode)new JsonObject { ["domain"] = "arxiv.org", ["url"] = url })]),
    });

    private static async Task<SlackBot> WithPapersAsync()
    {
        var bot = await SlackBot.StartAsync();
        await bot.Store.IngestAsync("2026-01-28.md", Daily(
            new Listed("2601.00001", "Attention again", "cs.LG", Text: "This abstract says more."), new Listed("2601.00002", "Attention for graphs", "cs.LG", Text: "That abstract says more."), new Listed("2601.00003", "Something else", "cs.LG")));
        return bot;
    }
}
