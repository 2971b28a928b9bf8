using System.Text.Json.Nodes;
using DigestBot.Tests.Taste;

namespace DigestBot.Tests.Slack;

/// <summary>👍 and 👎 on what the bot posted sort the next digest.</summary>
public sealed class ReactionTests
{
    [Fact]
    public async Task Thumbs_on_cards_in_a_channel_sort_its_next_digest_until_they_are_taken_back()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Store.TakeAsync("a", "2026-01-28", TastePapers.Day(1000));
        await bot.SayAsync($"<@{FakeSlack.BotUser}> subscribe cs.LG top 3 daily at 09:00", "C1");
        Assert.Single(await bot.Store.SweepAtAsync("2026-01-28T09:00Z"));
        await bot.DeliverAsync();
        await bot.Store.TakeAsync("b", "2026-01-29", TastePapers.Day(2000));
        var before = await FirstAsync(bot);
        var card = Assert.Single(await bot.SayAsync($"<@{FakeSlack.BotUser}> card 2601.01018", "C1"));

        await bot.EventAsync(Reaction("reaction_added", "+1", card.Ts));
        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM ratings WHERE rating = 1"));
        var liked = await FirstAsync(bot);

        await bot.EventAsync(Reaction("reaction_removed", "+1", card.Ts));
        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM ratings"));

        Assert.DoesNotContain("graph", before, StringComparison.Ordinal);
        Assert.Contains("graph neural network", liked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_skin_tone_is_the_same_thumb_and_a_second_telling_changes_nothing()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Store.TakeAsync("a", "2026-01-28", TastePapers.Day(1000));
        var card = Assert.Single(await bot.SayAsync("card 2601.01018"));

        await bot.EventAsync(Reaction("reaction_added", "-1::skin-tone-3", card.Ts, "D1"));
        await bot.EventAsync(Reaction("reaction_added", "-1::skin-tone-3", card.Ts, "D1"));

        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM ratings WHERE rating = -1"));
    }

    [Theory]
    [InlineData("tada", null)]
    [InlineData("+1", "1.5")]
    public async Task Another_emoji_and_another_message_are_no_opinion(string emoji, string? post)
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Store.TakeAsync("a", "2026-01-28", TastePapers.Day(1000));
        var card = Assert.Single(await bot.SayAsync("card 2601.01018"));

        await bot.EventAsync(Reaction("reaction_added", emoji, post ?? card.Ts, "D1"));

        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM ratings"));
    }

    /// <summary>What the next digest of the channel begins with.</summary>
    private static async Task<string> FirstAsync(SlackBot bot)
    {
        var preview = await bot.SayAsync($"<@{FakeSlack.BotUser}> preview", "C1");
        return string.Join('\n', preview.Select(post => post.All));
    }

    private static JsonObject Reaction(string type, string emoji, string post, string channel = "C1") => new()
    {
        ["type"] = type,
        ["user"] = "U1",
        ["reaction"] = emoji,
        ["item_user"] = FakeSlack.BotUser,
        ["item"] = new JsonObject { ["type"] = "message", ["channel"] = channel, ["ts"] = post },
        ["event_ts"] = "1700000000.000100",
    };
}
