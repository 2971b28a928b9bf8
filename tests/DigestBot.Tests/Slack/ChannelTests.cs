using DigestBot.Channels;
using DigestBot.Messages;
using Microsoft.Extensions.DependencyInjection;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Slack;

/// <summary>What comes of a send, whatever Slack says to it.</summary>
public sealed class ChannelTests
{
    private static readonly ConversationReference Channel1 = new("slack", "T1/C1", ConversationKind.Shared, "#nlp");
    private static readonly Message Long = new("Long", [.. Enumerable.Range(0, 12).Select(i => new Section($"part{i} " + new string('x', 2500)))]);
    private static readonly Message Hello = new("Hello", [new Section("Hello")]);

    [Theory]
    [InlineData("channel_not_found", typeof(SendResult.Missing))]
    [InlineData("is_archived", typeof(SendResult.Gone))]
    [InlineData("not_in_channel", typeof(SendResult.Gone))]
    [InlineData("account_inactive", typeof(SendResult.Gone))]
    [InlineData("token_revoked", typeof(SendResult.Gone))]
    [InlineData("restricted_action_read_only_channel", typeof(SendResult.Gone))]
    [InlineData("msg_too_long", typeof(SendResult.Rejected))]
    [InlineData("something_new", typeof(SendResult.Rejected))]
    [InlineData("ratelimited", typeof(SendResult.Retry))]
    [InlineData("fatal_error", typeof(SendResult.Retry))]
    [InlineData("service_unavailable", typeof(SendResult.Retry))]
    public async Task Each_refusal_says_what_is_to_become_of_the_message(string error, Type expected)
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Refuse("chat.postMessage", error: error);

        Assert.IsType(expected, await SendAsync(bot, Hello));
    }

    [Theory]
    [InlineData("zh-CN", "（续，第 2 部分，共 2 部分）")]
    [InlineData("en-US", "(continued, 2 of 2)")]
    public async Task A_long_digest_goes_on_in_its_own_language_whatever_the_machines(string locale, string continued)
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Locale = locale;
        await bot.Store.IngestAsync("2026-01-28.md", Daily([.. Enumerable.Range(1, 20).Select(i => new Listed($"2601.{i:00000}", $"Title {i}. " + new string('x', 450), Tldr: "It finds tokens."))]));
        await bot.SayAsync("subscribe everything daily at 09:00");
        await bot.Store.SweepAtAsync("2026-01-28T09:00Z");

        using (UiLanguage.Use(locale == "en-US" ? "zh" : "en"))
            await bot.DeliverAsync();

        Assert.EndsWith(continued, bot.Slack.In("D1")[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_fast_is_tried_again_when_Slack_says()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Refuse("chat.postMessage", status: 429, retryAfter: 30);
        bot.Slack.Refuse("chat.postMessage", status: 429);
        bot.Slack.Refuse("chat.postMessage", status: 503, error: "html");
        bot.Slack.Refuse("chat.postMessage", error: "html");

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<SendResult.Retry>(await SendAsync(bot, Hello)).After);
        Assert.Null(Assert.IsType<SendResult.Retry>(await SendAsync(bot, Hello)).After);
        Assert.IsType<SendResult.Retry>(await SendAsync(bot, Hello));
        Assert.IsType<SendResult.Retry>(await SendAsync(bot, Hello));
        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Hello));
    }

    [Theory]
    [InlineData(429, "ratelimited", true)]
    [InlineData(200, "ratelimited", true)]
    [InlineData(503, "html", false)]
    [InlineData(200, "fatal_error", false)]
    public async Task Only_what_Slack_calls_so_is_too_fast_whoever_says_how_long_to_wait(int status, string error, bool tooFast)
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Refuse("chat.postMessage", status: status, error: error, retryAfter: 30);

        var retry = Assert.IsType<SendResult.Retry>(await SendAsync(bot, Hello));

        Assert.Equal((TimeSpan.FromSeconds(30), tooFast), (retry.After, retry.TooFast));
    }

    [Fact]
    public async Task A_storm_of_refusals_loses_nothing_and_doubles_nothing()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Refuse("chat.postMessage", times: 12, status: 429, retryAfter: 1);
        for (var i = 0; i < 4; i++)
            await bot.EventAsync(bot.Said("help"));

        for (var second = 0; second < 40 && bot.Slack.In("D1").Count < 4; second++)
        {
            await bot.SettledAsync([]);
            bot.Store.Clock.Now += TimeSpan.FromSeconds(1);
        }

        Assert.Equal(4, bot.Slack.In("D1").Count);
        await bot.DeliverAsync();
        Assert.Equal(4, bot.Slack.In("D1").Count);
    }

    [Fact]
    public async Task Blocks_that_Slack_refuses_go_out_as_plain_text()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Refuse("chat.postMessage", error: "invalid_blocks");

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, new Message("s", [new Section("a <b> & c")])));
        Assert.Equal("a &lt;b&gt; &amp; c", Assert.Single(bot.Slack.In("C1")).Text);
    }

    [Fact]
    public async Task A_long_message_goes_on_in_its_thread_and_a_second_attempt_goes_on_where_the_first_ended()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.SayAsync("help", "C1");
        var before = bot.Slack.In("C1").Count;
        var key = await bot.Store.CountAsync($"SELECT MAX(id) FROM outbox");
        bot.Slack.Refuse("chat.postMessage", error: FakeSlack.Pass);
        bot.Slack.Refuse("chat.postMessage", error: "fatal_error");

        Assert.IsType<SendResult.Retry>(await SendAsync(bot, Long, key));
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(bot, Long, key));
        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Long, key));

        var made = bot.Slack.In("C1").Skip(before).ToList();
        Assert.True(made.Count > 2);
        Assert.Equal(sent.MessageId, made[0].Ts);
        Assert.Null(made[0].ThreadTs);
        Assert.All(made.Skip(1), post => Assert.Equal(made[0].Ts, post.ThreadTs));
        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(made, post => post.All.Contains($"part{i} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_page_whose_blocks_are_refused_goes_as_text_and_the_pages_before_and_after_it_are_neither_lost_nor_repeated()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.SayAsync("help", "C1");
        var before = bot.Slack.In("C1").Count;
        var key = await bot.Store.CountAsync($"SELECT MAX(id) FROM outbox");
        foreach (var error in (string[])[FakeSlack.Pass, "invalid_blocks", FakeSlack.Pass, "fatal_error"])
            bot.Slack.Refuse("chat.postMessage", error: error);

        // The second page is refused; its first piece arrives as text, the second does not.
        Assert.IsType<SendResult.Retry>(await SendAsync(bot, Long, key));
        bot.Slack.Refuse("chat.update", error: "invalid_blocks");
        Assert.IsType<SendResult.Sent>(await SendAsync(bot, Long, key));

        var made = bot.Slack.In("C1").Skip(before).ToList();
        Assert.Contains(made, post => post.Blocks is null);
        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(made, post => post.All.Contains($"part{i} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_went_through_a_commands_address_does_not_go_again_another_way()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.SayAsync("help", "C1");
        var before = bot.Slack.In("C1").Count;
        var key = await bot.Store.CountAsync($"SELECT MAX(id) FROM outbox");
        // Two of its five answers are left.
        var address = bot.Slack.NewResponseUrl("C1", "U1");
        bot.Slack.Responses[address.Split('/')[^1]].Uses = 3;
        bot.Slack.Refuse("chat.postMessage", error: FakeSlack.Pass);
        bot.Slack.Refuse("chat.postMessage", error: "fatal_error");
        var message = new OutgoingMessage(key, Channel1, Long, Thread: $"- first {address}");

        Assert.IsType<SendResult.Retry>(await bot.PostingAsync(message));
        Assert.IsType<SendResult.Sent>(await bot.PostingAsync(message));

        var made = bot.Slack.In("C1").Skip(before).ToList();
        Assert.True(made.Count > 3);
        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(made, post => post.All.Contains($"part{i} ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0)]
    // Only one of the address's five answers is left: the rest goes to the asker alone, another way.
    [InlineData(4)]
    // None is left: all of it does.
    [InlineData(5)]
    public async Task A_long_answer_in_the_place_of_a_private_message_arrives_whole(int used)
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.SayAsync("help", "C1");
        var key = await bot.Store.CountAsync($"SELECT MAX(id) FROM outbox");
        await bot.PostingAsync(new OutgoingMessage(key, Channel1, Hello, OnlyFor: "T1/U1"));
        var card = bot.Slack.In("C1")[^1];
        var before = bot.Slack.In("C1").Count;
        var address = bot.Slack.NewResponseUrl("C1", "U1", card.Ts, isEphemeral: true);
        bot.Slack.Responses[address.Split('/')[^1]].Uses = used;

        Assert.IsType<SendResult.Sent>(await bot.PostingAsync(new OutgoingMessage(key, Channel1, Long, OnlyFor: "T1/U1", Thread: $"- first {address}", Replaces: card.Ts)));

        var after = bot.Slack.In("C1").Skip(before - 1).ToList();
        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(after, post => post.All.Contains($"part{i} ", StringComparison.Ordinal)));
        Assert.All(after, post => Assert.Equal("U1", post.OnlyFor));
        Assert.Equal(used < 5, after[0].Edited);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_may_have_arrived()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Refuse("chat.postMessage", error: "hang");
        using var patience = new CancellationTokenSource();
        var sending = bot.PostingAsync(new OutgoingMessage(1, Channel1, Hello), patience.Token);
        await bot.Slack.UntilAsync(() => bot.Slack.CallsOf("chat.postMessage").Any(), "the call");

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task An_unreachable_Slack_is_tried_again_and_never_lost()
    {
        var slack = await FakeSlack.StartAsync();
        await using var bot = await SlackBot.StartAsync(SlackBot.HttpOptions(slack) with { ApiUrl = new Uri("http://127.0.0.1:9/api/") }, slack: slack);

        Assert.IsType<SendResult.Retry>(await SendAsync(bot, Hello));
    }

    [Fact]
    public async Task The_token_of_one_workspace_does_not_act_in_another()
    {
        await using var bot = await SlackBot.StartAsync();

        Assert.IsType<SendResult.Gone>(await SendAsync(bot, Hello, to: Channel1 with { Id = "T2/C1" }));
        Assert.Empty(bot.Slack.CallsOf("chat.postMessage"));
    }

    private static Task<SendResult> SendAsync(SlackBot bot, Message message, long key = 1, ConversationReference? to = null) =>
        bot.PostingAsync(new OutgoingMessage(key, to ?? Channel1, message));
}
