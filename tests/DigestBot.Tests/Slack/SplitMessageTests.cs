using System.Globalization;
using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Slack;
using Microsoft.Extensions.DependencyInjection;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Slack;

/// <summary>A message of several posts that stopped halfway and says something else when it is tried again.</summary>
public sealed class SplitMessageTests
{
    private const int FullPost = 2500;

    [Theory]
    [InlineData(100, 12)]
    [InlineData(FullPost, 14)]
    [InlineData(FullPost, 9)]
    [InlineData(100, 2)]
    public async Task Every_part_stands_there_once_however_the_pages_are_cut_anew(int firstLength, int parts)
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, before) = await HalfPostedAsync(bot, posts: 2);

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Parts("new", parts, firstLength), key));

        var made = bot.Slack.In("C1").Where(post => !before.Contains(post.Ts)).ToList();
        Assert.All(Enumerable.Range(0, parts), i => Assert.Single(made, post => post.All.Contains($"new{i} ", StringComparison.Ordinal)));
        Assert.DoesNotContain(made, post => post.All.Contains("old", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, parts), made.SelectMany(post => Enumerable.Range(0, parts).Where(i => post.All.Contains($"new{i} ", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Posts_that_say_the_same_are_not_touched()
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, before) = await HalfPostedAsync(bot, posts: 2);
        var message = Parts("old", 12);

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, message with { Blocks = [.. message.Blocks.SkipLast(1), new Section("the end")] }, key));

        Assert.DoesNotContain(bot.Slack.In("C1"), post => !before.Contains(post.Ts) && post.Edited);
        Assert.Empty(bot.Slack.CallsOf("chat.update"));
    }

    [Fact]
    public async Task A_page_that_went_as_text_is_edited_as_text()
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, before) = await HalfPostedAsync(bot, FakeSlack.Pass, "invalid_blocks", FakeSlack.Pass, "fatal_error");
        bot.Slack.Refuse("chat.update", error: FakeSlack.Pass);
        bot.Slack.Refuse("chat.update", error: "invalid_blocks");

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Parts("new", 12), key));

        var made = bot.Slack.In("C1").Where(post => !before.Contains(post.Ts)).ToList();
        Assert.Contains(made, post => post is { Blocks: null, Edited: true });
        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(made, post => post.All.Contains($"new{i} ", StringComparison.Ordinal)));
        Assert.DoesNotContain(made, post => post.All.Contains("old", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_whose_new_blocks_are_refused_goes_as_text()
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, before) = await HalfPostedAsync(bot, posts: 2);
        bot.Slack.Refuse("chat.update", error: "invalid_blocks");

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Parts("new", 12), key));

        var made = bot.Slack.In("C1").Where(post => !before.Contains(post.Ts)).ToList();
        Assert.Null(made[0].Blocks);
        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(made, post => post.All.Contains($"new{i} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_page_that_can_no_longer_be_edited_is_posted_anew_so_that_nothing_is_lost()
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, before) = await HalfPostedAsync(bot, posts: 2);
        bot.Slack.Refuse("chat.update", error: "edit_window_closed");

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Parts("new", 12, firstLength: 100), key));

        var made = bot.Slack.In("C1").Where(post => !before.Contains(post.Ts)).ToList();
        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(made, post => post.All.Contains($"new{i} ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_whose_first_post_is_lost_stands_whole_beneath_a_new_one(bool isDeleted)
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, before) = await HalfPostedAsync(bot, posts: 2);
        var lost = bot.Slack.In("C1").First(post => !before.Contains(post.Ts)).Ts;
        if (isDeleted)
            Assert.True(bot.Slack.Posts.TryRemove(lost, out _));
        else
            bot.Slack.Refuse("chat.update", error: "edit_window_closed");

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Parts("new", 12), key));

        var made = bot.Slack.In("C1").Where(post => !before.Contains(post.Ts)).ToList();
        Assert.DoesNotContain(made, post => post.Ts == lost);
        Assert.Null(made[0].ThreadTs);
        Assert.All(made.Skip(1), post => Assert.Equal(made[0].Ts, post.ThreadTs));
        Assert.Equal(Enumerable.Range(0, 12), made.SelectMany(post => Enumerable.Range(0, 12).Where(i => post.All.Contains($"new{i} ", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_take_back_whose_answer_is_lost_is_tried_again_as_twice_is_once()
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, before) = await HalfPostedAsync(bot, posts: 2);
        bot.Slack.Refuse("chat.delete", error: FakeSlack.Reset);

        Assert.IsType<SendResult.Retry>(await SendAsync(bot, Parts("new", 2), key));
        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Parts("new", 2), key));

        Assert.Single(bot.Slack.In("C1"), post => !before.Contains(post.Ts));
    }

    [Fact]
    public async Task A_post_without_an_id_that_an_older_version_made_is_not_made_again()
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, before) = await HalfPostedAsync(bot, posts: 2);
        await bot.Store.WriteAsync(session => session.ExecuteAsync($"UPDATE posts SET fingerprint = '', post_id = '' WHERE outbox_id = {key}", CancellationToken.None));

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Parts("old", 12), key));

        var made = bot.Slack.In("C1").Where(post => !before.Contains(post.Ts)).ToList();
        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(made, post => post.All.Contains($"old{i} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_edit_that_Slack_does_not_take_now_is_tried_again_and_doubles_nothing()
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, before) = await HalfPostedAsync(bot, posts: 2);
        bot.Slack.Refuse("chat.update", error: "fatal_error");

        Assert.IsType<SendResult.Retry>(await SendAsync(bot, Parts("new", 12), key));
        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Parts("new", 12), key));

        var made = bot.Slack.In("C1").Where(post => !before.Contains(post.Ts)).ToList();
        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(made, post => post.All.Contains($"new{i} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_digest_that_was_given_up_halfway_and_corrected_meanwhile_arrives_whole_and_once_when_it_is_sent_again()
    {
        await using var bot = await SlackBot.StartAsync();
        Listed[] papers = [.. Enumerable.Range(1, 20).Select(i => new Listed($"2601.{i:00000}", $"Title {i}. " + new string('x', 450), Tldr: "It finds tonkens."))];
        await bot.Store.IngestAsync("2026-01-28.md", Daily(papers));
        await bot.SayAsync("subscribe everything daily at 09:00");
        var before = bot.Slack.Posts.Keys.ToHashSet();
        await bot.Store.SweepAtAsync("2026-01-28T09:00Z");
        bot.Slack.Refuse("chat.postMessage", error: FakeSlack.Pass);
        bot.Slack.Refuse("chat.postMessage", error: "msg_too_long");
        await bot.DeliverAsync();
        Assert.Equal(1, await bot.Store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Dead'"));

        await bot.Store.IngestAsync("2026-01-28.md", Daily([.. papers.Select((paper, i) => paper with { Title = $"Title {i + 1}. " + new string('x', i < 10 ? 10 : 450) })]));
        Assert.True(await bot.Store.Corrections.RunAsync(CancellationToken.None) > 0);
        await bot.SayAsync($"resend {await bot.Store.CountAsync($"SELECT id FROM outbox WHERE state = 'Dead'")}");
        await bot.DeliverAsync();

        var made = bot.Slack.In("D1").Where(post => !before.Contains(post.Ts)).ToList();
        Assert.All(Enumerable.Range(1, 20), i => Assert.Single(made, post => post.All.Contains($"Title {i}.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_progress_of_a_dead_letter_is_kept_as_long_as_it_can_be_sent_again()
    {
        await using var bot = await SlackBot.StartAsync();
        var (key, _) = await HalfPostedAsync(bot, posts: 2);

        Assert.Equal(2, await RememberedAsync("Dead"));
        Assert.Equal(0, await RememberedAsync("Sent"));

        async Task<long> RememberedAsync(string state)
        {
            await bot.Store.WriteAsync(async session =>
            {
                await session.ExecuteAsync($"UPDATE outbox SET state = {state} WHERE id = {key}", CancellationToken.None);
                await new Outbox(session).ForgetOldAsync(bot.Store.Clock.Now, CancellationToken.None);
            });
            return await bot.Store.CountAsync($"SELECT COUNT(*) FROM posts WHERE outbox_id = {key}");
        }
    }

    /// <summary>A message of twelve parts of which some posts were made; its row, and what stood in the channel before it.</summary>
    private static Task<(long Key, HashSet<string> Before)> HalfPostedAsync(SlackBot bot, int posts) =>
        HalfPostedAsync(bot, [.. Enumerable.Repeat(FakeSlack.Pass, posts), "fatal_error"]);

    private static async Task<(long Key, HashSet<string> Before)> HalfPostedAsync(SlackBot bot, params string[] answers)
    {
        await bot.SayAsync("help", "C1");
        var before = bot.Slack.Posts.Keys.ToHashSet();
        var key = await bot.Store.CountAsync($"SELECT MAX(id) FROM outbox");
        foreach (var answer in answers)
            bot.Slack.Refuse("chat.postMessage", error: answer);
        Assert.IsType<SendResult.Retry>(await SendAsync(bot, Parts("old", 12), key));
        return (key, before);
    }

    private static Message Parts(string word, int count, int firstLength = FullPost) => new(
        "Long", [.. Enumerable.Range(0, count).Select(i => new Section(string.Create(CultureInfo.InvariantCulture, $"{word}{i} ") + new string('x', i == 0 ? firstLength : FullPost)))]);

    private static Task<SendResult> SendAsync(SlackBot bot, Message message, long key) =>
        bot.PostingAsync(new OutgoingMessage(key, new("slack", "T1/C1", ConversationKind.Shared, "#nlp"), message));
}
