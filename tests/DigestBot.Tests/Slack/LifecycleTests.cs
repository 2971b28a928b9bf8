using System.Text.Json.Nodes;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Slack;

/// <summary>The bot comes and goes; nothing is lost, and the same event again changes nothing.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task Who_brings_the_bot_into_a_channel_is_welcomed_once_and_the_channel_gets_its_name()
    {
        await using var bot = await SlackBot.StartAsync();
        var joined = Joined();
        await bot.EventAsync(joined, "Ev1");
        await bot.EventAsync(joined, "Ev1");
        await bot.EventAsync(joined, "Ev2");
        await bot.EventAsync(new JsonObject { ["type"] = "member_joined_channel", ["user"] = "U7", ["channel"] = "C1" });
        await bot.Slack.UntilAsync(() => bot.Slack.CallsOf("conversations.info").Any(), "the name");
        await bot.DeliverAsync();

        Assert.Single(bot.Slack.In("C1"));
        await UntilAsync(bot, $"SELECT COUNT(*) FROM conversations WHERE external_id = 'T1/C1' AND name = '#nlp'");
    }

    [Theory]
    [InlineData("channel_archive", "channel_unarchive")]
    [InlineData("group_archive", "group_unarchive")]
    [InlineData("channel_left", "member_joined_channel")]
    [InlineData("member_left_channel", "member_joined_channel")]
    public async Task A_lost_channel_pauses_its_digests_tells_the_owner_and_goes_on_when_it_is_back(string away, string back)
    {
        await using var bot = await SubscribedAsync("C1");
        await bot.SayAsync("help", "D1");
        await bot.EventAsync(new JsonObject { ["type"] = away, ["channel"] = "C1", ["user"] = FakeSlack.BotUser });
        await bot.EventAsync(new JsonObject { ["type"] = away, ["channel"] = "C1", ["user"] = FakeSlack.BotUser });

        Assert.Equal(1, await PausedAsync(bot));
        var before = bot.Slack.In("D1").Count;
        await bot.DeliverAsync();
        Assert.Contains("paused", Assert.Single(bot.Slack.In("D1").Skip(before)).All, StringComparison.Ordinal);

        await bot.EventAsync(new JsonObject { ["type"] = back, ["channel"] = "C1", ["user"] = FakeSlack.BotUser });
        Assert.Equal(0, await PausedAsync(bot));
    }

    [Theory]
    [InlineData("app_uninstalled")]
    [InlineData("tokens_revoked")]
    public async Task An_uninstalled_app_pauses_everything_of_its_workspace(string type)
    {
        await using var bot = await SubscribedAsync("C1");
        await bot.SayAsync("subscribe cs.LG daily at 9:00");

        await bot.EventAsync(new JsonObject { ["type"] = type, ["tokens"] = new JsonObject { ["bot"] = new JsonArray(FakeSlack.BotUser) } });

        Assert.Equal(2, await PausedAsync(bot));
        Assert.Equal(2, await bot.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions"));
    }

    [Fact]
    public async Task A_revoked_user_token_is_no_uninstallation()
    {
        await using var bot = await SubscribedAsync("C1");
        await bot.EventAsync(new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray("U1"), ["bot"] = new JsonArray() } });

        Assert.Equal(0, await PausedAsync(bot));
    }

    [Fact]
    public async Task A_renamed_channel_has_its_new_name()
    {
        await using var bot = await SubscribedAsync("C1");
        await bot.EventAsync(new JsonObject { ["type"] = "channel_rename", ["channel"] = new JsonObject { ["id"] = "C1", ["name"] = "language", ["created"] = 1 } });

        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM conversations WHERE external_id = 'T1/C1' AND name = '#language'"));
    }

    [Fact]
    public async Task Opening_the_app_for_the_first_time_is_welcomed()
    {
        await using var bot = await SlackBot.StartAsync();
        for (var open = 0; open < 3; open++)
            await bot.EventAsync(new JsonObject { ["type"] = "app_home_opened", ["user"] = "U1", ["channel"] = "D1", ["tab"] = "messages" });
        await UntilAsync(bot, $"SELECT COUNT(*) FROM outbox");
        await bot.EventAsync(new JsonObject { ["type"] = "app_home_opened", ["user"] = "U1", ["channel"] = "D1", ["tab"] = "home" });
        await bot.Slack.UntilAsync(() => !bot.Slack.Views.IsEmpty, "the tab");
        await bot.DeliverAsync();

        Assert.Contains("DigestBot", Assert.Single(bot.Slack.In("D1")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"team_join","user":{"id":"U1","profile":{}}}""")]
    [InlineData("""{"type":"channel_created","channel":{"id":"C9","name":"x","created":1}}""")]
    [InlineData("""{"type":"reaction_added","user":"U1","item":{"type":"message","channel":"C1","ts":"1.2"},"reaction":"x"}""")]
    [InlineData("""{"type":"message","subtype":"message_changed","hidden":true,"channel":"C1","message":{"text":"x","files":[]},"ts":"1.2"}""")]
    [InlineData("""{"type":"message","channel":"C1","user":"U1","text":"no mention of the bot","ts":"1.2","blocks":[{"type":"rich_text","elements":[]}]}""")]
    [InlineData("""{"type":"file_shared","channel_id":"C1","file_id":"F1","user_id":"U1","file":{"id":"F1"},"event_ts":"1.2"}""")]
    [InlineData("""{"type":"link_shared","channel":"C1","user":"U1","links":[]}""")]
    [InlineData("""{"type":"app_mention"}""")]
    [InlineData("""{}""")]
    public async Task Events_that_are_not_for_the_bot_are_taken_without_a_word(string happened)
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.EventAsync(JsonNode.Parse(happened)!.AsObject());

        Assert.Empty(await bot.SettledAsync([]));
    }

    private static JsonObject Joined() => new() { ["type"] = "member_joined_channel", ["user"] = FakeSlack.BotUser, ["channel"] = "C1", ["channel_type"] = "C", ["team"] = "T1", ["inviter"] = "U1" };

    private static Task<long> PausedAsync(SlackBot bot) => bot.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE state = 'DeliveryPaused'");

    private static async Task UntilAsync(SlackBot bot, FormattableString isOne)
    {
        for (var look = 0; await bot.Store.CountAsync(isOne) != 1; look++)
        {
            Assert.True(look < 1000, $"Waited in vain for {isOne.Format}");
            await Task.Delay(10);
        }
    }

    private static async Task<SlackBot> SubscribedAsync(string channel)
    {
        var bot = await SlackBot.StartAsync();
        await bot.Store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "A paper", "cs.LG")));
        await bot.SayAsync("subscribe cs.LG daily at 9:00", channel);
        return bot;
    }
}
