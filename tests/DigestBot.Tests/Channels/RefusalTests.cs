using System.Net;
using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Slack.WebApi;
using DigestBot.Teams.Connector;
using DigestBot.Tests.Delivery;

namespace DigestBot.Tests.Channels;

/// <summary>Why digests are paused, in words for those who can do something about it.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("is_archived", Refusal.Archived)]
    [InlineData("channel_not_found", Refusal.NotFound)]
    [InlineData("not_in_channel", Refusal.Removed)]
    [InlineData("user_disabled", Refusal.NoReader)]
    [InlineData("messages_tab_disabled", Refusal.NotAllowed)]
    [InlineData("restricted_action_read_only_channel", Refusal.NotAllowed)]
    [InlineData("token_revoked", Refusal.Credentials)]
    [InlineData("is_inactive", Refusal.Other)]
    public void Slacks_codes_have_a_meaning(string code, Refusal refusal) =>
        Assert.Equal(Reason.Of(refusal, code), new SlackError.Refused(code).ToSendResult().Reason);

    [Theory]
    [InlineData("BotNotInConversationRoster", Refusal.Removed)]
    [InlineData("ForbiddenOperationException", Refusal.Uninstalled)]
    [InlineData("ConversationBlockedByUser", Refusal.Blocked)]
    [InlineData("MessageWritesBlocked", Refusal.Blocked)]
    [InlineData("BotDisabledByAdmin", Refusal.NotAllowed)]
    [InlineData("NotEnoughPermissions", Refusal.NotAllowed)]
    [InlineData("403", Refusal.Other)]
    public void Teams_codes_have_a_meaning(string code, Refusal refusal)
    {
        var answer = Assert.IsType<ConnectorAnswer.Failed>(ConnectorFault.Answer(HttpStatusCode.Forbidden, code, after: null));

        Assert.Equal(Reason.Of(refusal, code), answer.Result.Reason);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Each_says_something_of_its_own_and_ends_with_the_code(string language)
    {
        using var speaking = UiLanguage.Use(language);
        var words = Enum.GetValues<Refusal>().Select(refusal => Reason.InWords(Reason.Of(refusal, "some_code"))).ToList();

        Assert.All(words, text => Assert.EndsWith(" [some_code]", text, StringComparison.Ordinal));
        Assert.Distinct(words);
        Assert.All(words, text => Assert.Equal(language == "zh", text.Any(c => c >= '\u4e00')));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Each_setback_says_something_of_its_own_and_ends_with_the_code(string language)
    {
        using var speaking = UiLanguage.Use(language);
        var words = Enum.GetValues<Setback>().Select(setback => Reason.InWords(Reason.Of(setback, setback == Setback.GaveUp ? "3:NoAnswer:some_code" : setback == Setback.MaybeDelivered ? "NoAnswer:some_code" : "some_code"))).ToList();

        Assert.All(words, text => Assert.EndsWith(" [some_code]", text, StringComparison.Ordinal));
        Assert.Distinct(words);
        Assert.All(words, text => Assert.Equal(language == "zh", text.Any(c => c >= '\u4e00')));
        Assert.All(words, text => Assert.DoesNotContain("NoAnswer", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Whoever_looks_reads_in_their_language_why_a_message_was_not_delivered(SendResult result, string english, string chinese)
    {
        await using var store = await TestStore.OpenAsync();
        await store.SayAsync("language zh");
        await store.SayAsync("language en", "bob");
        await store.SendAsync();
        foreach (var who in (string[])["ann", "bob"])
            await store.PostAsync(await store.ConversationAsync(who), "hello");
        var channel = new ScriptedChannel();
        channel.Always["@ann"] = channel.Always["@bob"] = result;
        for (var i = 0; i < 30; i++)
        {
            await store.SendAsync(channel);
            store.Clock.Now = store.Clock.Now.AddMinutes(10);
        }

        Assert.Contains($"无法送达：{chinese}", PlainText.Render((await store.SayAsync("status")).Message), StringComparison.Ordinal);
        Assert.Contains($"could not be delivered: {english}", PlainText.Render((await store.SayAsync("status", "bob")).Message), StringComparison.Ordinal);
    }

    public static TheoryData<SendResult, string, string> Ends => new()
    {
        { new SendResult.Rejected("msg_too_long"), "the platform does not take this message; whoever runs me can look up why [msg_too_long]", "平台不接受这条消息；管理我的人可以查明原因 [msg_too_long]" },
        { new SendResult.Lost("timeout"), "it may have arrived, look there first: no answer came [timeout]", "可能已经送达，请先到那里查看：没有收到回应 [timeout]" },
        { new SendResult.Retry("HTTP 503"), "24 attempts failed; the last: the platform could not be reached, or had a fault [HTTP 503]", "尝试 24 次均失败；最后一次：平台无法连接，或出了故障 [HTTP 503]" },
    };

    [Theory]
    [InlineData("")]
    [InlineData("channel_not_found")]
    [InlineData("maybe delivered: no answer in time")]
    [InlineData("3: attempts")]
    public void What_is_no_stored_reason_stays_as_it_is(string text) => Assert.Equal(text, Reason.InWords(text));

    [Fact]
    public async Task The_owner_is_told_in_their_language_and_the_list_says_it_in_the_readers()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SayAsync("language zh");
        var subscription = await store.SubscribeAsync("everything daily at 09:00", shared: "nlp");
        await store.SendAsync();
        var channel = new ScriptedChannel(new SendResult.Gone(Reason.Of(Refusal.Archived, "is_archived")));
        await store.PostAsync(subscription.ConversationId, "hello");

        await store.SendAsync(channel);

        Assert.Contains("频道已归档；请取消归档 [is_archived]", Assert.Single(channel.Attempts, message => message.To.Id == "@ann").Message.Summary, StringComparison.Ordinal);
        var letters = await store.ReadAsync(session => new DeadLetters(session).ListAsync(CancellationToken.None));
        Assert.Equal("the channel is archived; unarchive it [is_archived]", Reason.InWords(Assert.Single(letters).Problem));
        var paused = await store.SubscriptionAsync(subscription.Id);
        Assert.Equal("paused: the channel is archived; unarchive it [is_archived]", SubscriptionWords.Next(paused));
        using var speaking = UiLanguage.Use("zh");
        Assert.Equal("已暂停：频道已归档；请取消归档 [is_archived]", SubscriptionWords.Next(paused));
    }
}
