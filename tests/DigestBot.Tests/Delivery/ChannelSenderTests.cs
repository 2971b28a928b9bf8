using DigestBot.Channels;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.WebChat;

namespace DigestBot.Tests.Delivery;

/// <summary>The senders as the host runs them: one for each channel, several conversations at once.</summary>
public sealed class ChannelSenderTests
{
    [Fact]
    public async Task What_is_written_while_it_runs_is_sent_and_a_conversation_keeps_its_order()
    {
        await using var store = await TestStore.OpenAsync();
        long[] conversations = [await store.ConversationAsync("ann"), await store.ConversationAsync("bob"), await store.ConversationAsync("cem")];
        await using (store.Sender(new WebChatChannel(store.Database, store.Clock)))
        {
            for (var i = 0; i < 30; i++)
                await store.PostAsync(conversations[i % 3], $"{i:00}");
            await AllSentAsync(store);
        }

        foreach (var conversation in conversations)
            Assert.Equal((await store.SaidAsync(conversation)).Order(StringComparer.Ordinal), await store.SaidAsync(conversation));
        Assert.Equal(30, await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Sent' AND attempts = 1"));
    }

    [Fact]
    public async Task Several_conversations_are_sent_to_at_once()
    {
        await using var store = await TestStore.OpenAsync();
        for (var i = 0; i < 4; i++)
            await store.PostAsync(await store.ConversationAsync($"user{i}"), "hello");

        await using var sender = store.Sender(new MeetingChannel(4));

        await AllSentAsync(store);
    }

    [Fact]
    public async Task A_channel_that_hangs_does_not_hold_up_another()
    {
        await using var store = await TestStore.OpenAsync();
        var hanging = new HangingChannel("other");
        await store.PostAsync(await store.ConversationAsync("other", "T1/C1"), "to nowhere");
        var ann = await store.ConversationAsync("ann");
        await store.PostAsync(ann, "hello");
        await using var stuck = store.Sender(hanging);
        await hanging.Asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await using var local = store.Sender(new WebChatChannel(store.Database, store.Clock));

        await TestStore.UntilAsync(async () => await store.SaidAsync(ann) is ["hello"], "the other channel's message");
        hanging.Answer.SetResult(new SendResult.Sent("m1"));
    }

    [Fact]
    public async Task A_send_under_way_at_the_end_is_waited_for_and_nothing_else_is_begun()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await store.PostAsync(await store.ConversationAsync("other", "T1/C1"), "under way");
        var hanging = new HangingChannel("other");
        var sender = store.Sender(hanging);
        await hanging.Asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var stopping = sender.DisposeAsync().AsTask();
        var next = await store.PostAsync(await store.ConversationAsync("other", "T1/C2"), "too late");
        Assert.False(stopping.IsCompleted);
        hanging.Answer.SetResult(new SendResult.Sent("m1"));
        await stopping;

        Assert.Equal((OutboxState.Sent, 1, 0), ((await store.RowAsync(row)).State, (await store.RowAsync(row)).Attempts, (await store.RowAsync(row)).LostAnswers));
        Assert.Equal((OutboxState.Pending, 0), ((await store.RowAsync(next)).State, (await store.RowAsync(next)).Attempts));
    }

    [Fact]
    public async Task Answers_to_people_go_before_digests()
    {
        await using var store = await TestStore.OpenAsync();
        for (var i = 0; i < 5; i++)
            await store.PostAsync(await store.ConversationAsync($"user{i}"), "digest", OutboxKind.Digest);
        await store.PostAsync(await store.ConversationAsync("ann"), "answer");
        var channel = new ScriptedChannel { Limits = SendLimits.Local with { AtOnce = 1 } };

        await using var sender = store.Sender(channel);

        await AllSentAsync(store);
        Assert.Equal("answer", channel.Attempts.First().Message.Summary);
    }

    [Fact]
    public async Task A_conversation_that_is_too_fast_is_left_alone_for_as_long_as_the_platform_says_and_no_other_of_its_workspace_is()
    {
        await using var store = await TestStore.OpenAsync();
        var first = await store.PostAsync(await store.ConversationAsync("other", "T1/C1"), "first");
        var second = await store.PostAsync(await store.ConversationAsync("other", "T1/C2"), "second");
        await using var sender = store.Sender(Refusing(times: 1));

        await TestStore.UntilAsync(async () => (await store.RowAsync(second)).State == OutboxState.Sent, "the other conversation's message");
        Assert.Equal((OutboxState.Pending, 1), ((await store.RowAsync(first)).State, (await store.RowAsync(first)).Attempts));
        store.Clock.Now = store.Clock.Now.AddSeconds(30);
        await AllSentAsync(store);
    }

    [Fact]
    public async Task Once_two_conversations_are_too_fast_their_workspace_is_left_alone_and_no_other_is()
    {
        await using var store = await TestStore.OpenAsync();
        long[] refused = [await store.PostAsync(await store.ConversationAsync("other", "T1/C1"), "first"), await store.PostAsync(await store.ConversationAsync("other", "T1/C2"), "second")];
        var third = await store.PostAsync(await store.ConversationAsync("other", "T1/C3"), "third");
        var elsewhere = await store.PostAsync(await store.ConversationAsync("other", "T2/C1"), "elsewhere");
        await using var sender = store.Sender(Refusing(times: 2));

        await TestStore.UntilAsync(async () => (await store.RowAsync(elsewhere)).State == OutboxState.Sent, "the other workspace's message");
        foreach (var row in refused)
            Assert.Equal((OutboxState.Pending, 1), ((await store.RowAsync(row)).State, (await store.RowAsync(row)).Attempts));
        Assert.Equal((OutboxState.Pending, 0), ((await store.RowAsync(third)).State, (await store.RowAsync(third)).Attempts));
        store.Clock.Now = store.Clock.Now.AddSeconds(30);
        await AllSentAsync(store);
    }

    [Fact]
    public async Task While_the_platform_is_unwell_the_workspace_is_left_alone_for_as_long_as_it_says_and_no_other_is()
    {
        await using var store = await TestStore.OpenAsync();
        var first = await store.PostAsync(await store.ConversationAsync("other", "T1/C1"), "first");
        var second = await store.PostAsync(await store.ConversationAsync("other", "T1/C2"), "second");
        var elsewhere = await store.PostAsync(await store.ConversationAsync("other", "T2/C1"), "elsewhere");
        await using var sender = store.Sender(Refusing(times: 1, tooFast: false));

        await TestStore.UntilAsync(async () => (await store.RowAsync(elsewhere)).State == OutboxState.Sent, "the other workspace's message");
        Assert.Equal((OutboxState.Pending, 1), ((await store.RowAsync(first)).State, (await store.RowAsync(first)).Attempts));
        Assert.Equal((OutboxState.Pending, 0), ((await store.RowAsync(second)).State, (await store.RowAsync(second)).Attempts));
        store.Clock.Now = store.Clock.Now.AddSeconds(30);
        await AllSentAsync(store);
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_recorded_holds_up_nobody_else()
    {
        await using var store = await TestStore.OpenAsync();
        var broken = await store.SubscribeAsync("everything daily at 09:00", "bob");
        await store.SendAsync();
        await store.WriteAsync(session => session.ExecuteAsync($"UPDATE subscriptions SET days = 'Someday' WHERE id = {broken.Id}", CancellationToken.None));
        var gone = await store.PostAsync(broken.ConversationId, "to Bob");
        var channel = new ScriptedChannel { Limits = SendLimits.Local with { AtOnce = 1 } };
        channel.Always["@bob"] = new SendResult.Gone("is_archived");
        await using var sender = store.Sender(channel);
        await TestStore.UntilAsync(() => Task.FromResult(!channel.Attempts.IsEmpty), "the first send");

        var next = await store.PostAsync(await store.ConversationAsync("ann"), "to Ann");

        await TestStore.UntilAsync(async () => (await store.RowAsync(next)).State == OutboxState.Sent, "the message behind it");
        Assert.Equal(OutboxState.Sending, (await store.RowAsync(gone)).State);
    }

    [Fact]
    public async Task What_was_not_committed_wakes_nobody()
    {
        await using var store = await TestStore.OpenAsync();
        var ann = await store.ConversationAsync("ann");
        var written = store.Database.Written(Outbox.Table).Next;
        await using (var session = await store.Database.WriteAsync(CancellationToken.None))
        {
            await new Outbox(session).AddAsync(new NewOutboxRow(ann, OutboxKind.Reply, new Message("no", [])), store.Clock.Now, CancellationToken.None);
        }

        Assert.False(written.IsCompleted);
        await store.PostAsync(ann, "yes");
        Assert.True(written.IsCompleted);
    }

    /// <summary>One send at a time; the first of them are not taken.</summary>
    private static ScriptedChannel Refusing(int times, bool tooFast = true) => new([.. Enumerable.Repeat(new SendResult.Retry("not now", TimeSpan.FromSeconds(30), tooFast), times)])
    {
        Name = "other",
        Limits = SendLimits.Local with { AtOnce = 1 },
    };

    private static Task AllSentAsync(TestStore store) =>
        TestStore.UntilAsync(async () => await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state <> 'Sent'") == 0, "all to be sent");
}
