using DigestBot.Channels;
using DigestBot.Messages;
using Microsoft.Extensions.DependencyInjection;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Slack;

/// <summary>A corrected digest file edits what Slack shows, post by post.</summary>
public sealed class SlackCorrectionTests
{
    [Fact]
    public async Task A_digest_and_a_card_are_edited_where_they_stand()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Store.IngestAsync("2026-01-28.md", Daily(Listed(1, "tonkens")));
        await bot.SayAsync("subscribe everything daily at 09:00");
        await bot.SayAsync("card 2601.00001", "C1");
        await DigestAsync(bot);
        var before = bot.Slack.Posts.Values.ToDictionary(post => post.Ts);

        await CorrectAsync(bot, Daily(Listed(1, "tokens")));

        var edited = bot.Slack.Posts.Values.Where(post => post.Edited).ToList();
        Assert.Equal(["C1", "D1"], edited.Select(post => post.Channel).Order());
        Assert.All(edited, post => Assert.Equal(before[post.Ts].All.Replace("tonkens", "tokens", StringComparison.Ordinal), post.All));
        Assert.Equal(before.Keys.Order(), bot.Slack.Posts.Keys.Order());
    }

    [Fact]
    public async Task A_card_that_was_opened_stays_open()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Store.IngestAsync("2026-01-28.md", Daily(Listed(1, "tonkens")));
        var card = (await bot.SayAsync("card 2601.00001"))[^1];
        await bot.ClickAsync(card, "Abstract");
        var opened = bot.Slack.Posts[card.Ts];
        Assert.NotNull(opened.Button("Hide abstract"));

        await CorrectAsync(bot, Daily(Listed(1, "tokens")));

        Assert.Equal(opened.All.Replace("tonkens", "tokens", StringComparison.Ordinal), bot.Slack.Posts[card.Ts].All);
    }

    [Fact]
    public async Task Each_post_of_a_long_digest_is_edited_and_one_that_now_needs_another_number_of_posts_is_left_alone()
    {
        await using var bot = await SlackBot.StartAsync();
        Listed[] papers = [.. Enumerable.Range(1, 20).Select(i => Listed(i, "tonkens") with { Authors = string.Join(", ", Enumerable.Repeat("Very Long Name Indeed", 3)), Title = $"Title {i} " + new string('x', 450) })];
        await bot.Store.IngestAsync("2026-01-28.md", Daily(papers));
        await bot.SayAsync("subscribe everything daily at 09:00");
        var before = bot.Slack.Posts.Keys.ToHashSet();
        await DigestAsync(bot);
        var posts = bot.Slack.Posts.Values.Where(post => !before.Contains(post.Ts)).ToList();
        Assert.True(posts.Count > 1, $"{posts.Count} post");

        await CorrectAsync(bot, Daily([.. papers.Select(paper => paper with { Tldr = paper.Tldr.Replace("tonkens", "tokens", StringComparison.Ordinal) })]));
        Assert.All(posts, post => Assert.Equal(post.All.Replace("tonkens", "tokens", StringComparison.Ordinal), bot.Slack.Posts[post.Ts].All));

        await CorrectAsync(bot, Daily([.. papers.Select(paper => paper with { Title = "Short" + paper.Id })]));
        Assert.All(posts, post => Assert.DoesNotContain("Short", bot.Slack.Posts[post.Ts].All, StringComparison.Ordinal));
        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Correction' AND state = 'Dropped' AND problem LIKE 'OtherPosts:%'"));
        Assert.Equal(before.Count + posts.Count, bot.Slack.Posts.Count);
    }

    [Fact]
    public async Task An_edit_that_Slack_no_longer_takes_changes_nothing_and_nags_nobody()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Store.IngestAsync("2026-01-28.md", Daily(Listed(1, "tonkens")));
        await bot.SayAsync("subscribe everything daily at 09:00");
        await DigestAsync(bot);
        var before = bot.Slack.Posts.Count;
        bot.Slack.Refuse("chat.update", error: "edit_window_closed");

        await CorrectAsync(bot, Daily(Listed(1, "tokens")));

        Assert.Equal(before, bot.Slack.Posts.Count);
        Assert.DoesNotContain("Not delivered", (await bot.SayAsync("status"))[0].All, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE problem = 'NotEdited:edit_window_closed'"));
        Assert.Equal(0, await bot.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE state <> 'Active'"));
    }

    private static Listed Listed(int number, string word) => new($"2601.{number:00000}", $"Title {number}", Tldr: $"Paper {number} finds {word}.");

    private static async Task DigestAsync(SlackBot bot)
    {
        await bot.Store.SweepAtAsync("2026-01-28T09:00Z");
        await bot.DeliverAsync();
    }

    private static async Task CorrectAsync(SlackBot bot, string file)
    {
        await bot.Store.IngestAsync("2026-01-28.md", file);
        Assert.True(await bot.Store.Corrections.RunAsync(CancellationToken.None) > 0);
        await bot.DeliverAsync();
    }
}
