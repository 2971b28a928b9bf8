using DigestBot.Channels;
using DigestBot.Delivery;
using DigestBot.Subscriptions;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Delivery;

/// <summary>What becomes of a message for each way a send can end (section 7, decision 14).</summary>
public sealed class DispatcherTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Messages_of_a_conversation_leave_in_order_and_stand_in_the_transcript()
    {
        await using var store = await TestStore.OpenAsync();
        var ann = await store.ConversationAsync("ann");
        for (var i = 1; i <= 5; i++)
            await store.PostAsync(ann, $"{i}");

        Assert.Equal(5, await store.SendAsync());
        Assert.Equal(0, await store.SendAsync());

        Assert.Equal(["1", "2", "3", "4", "5"], await store.SaidAsync(ann));
        Assert.Equal(OutboxState.Sent, (await store.RowAsync(1)).State);
    }

    [Fact]
    public async Task A_message_that_waits_holds_back_those_behind_it_but_no_other_conversation()
    {
        await using var store = await TestStore.OpenAsync();
        var ann = await store.ConversationAsync("ann");
        var bob = await store.ConversationAsync("bob");
        var first = await store.PostAsync(ann, "first");
        await store.PostAsync(ann, "second");
        await store.PostAsync(bob, "for bob");
        var channel = new ScriptedChannel(new SendResult.Retry("too fast", TimeSpan.FromSeconds(60), TooFast: true));

        await store.SendAsync(channel);

        Assert.Equal(["first", "for bob"], channel.Attempts.Select(m => m.Message.Summary));
        Assert.Equal(store.Clock.Now.AddSeconds(60), (await store.RowAsync(first)).NotBefore);
        store.Clock.Now = store.Clock.Now.AddSeconds(59);
        Assert.Equal(0, await store.SendAsync(channel));
        store.Clock.Now = store.Clock.Now.AddSeconds(1);
        await store.SendAsync(channel);
        Assert.Equal(["first", "for bob", "first", "second"], channel.Attempts.Select(m => m.Message.Summary));
        Assert.All(channel.Attempts.Where(m => m.Message.Summary == "first"), message => Assert.Equal(first, message.Key));
    }

    [Fact]
    public async Task Waiting_times_grow_up_to_a_bound_and_end_as_a_dead_letter_with_its_reason()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await store.PostAsync(await store.ConversationAsync("ann"), "to nowhere");
        var channel = new ScriptedChannel();
        channel.Always["@ann"] = new SendResult.Retry("the platform is unwell");
        var waits = new List<TimeSpan>();
        for (var state = await store.RowAsync(row); state.State == OutboxState.Pending && waits.Count < 100; state = await store.RowAsync(row))
        {
            store.Clock.Now = state.NotBefore;
            await store.SendAsync(channel);
            waits.Add((await store.RowAsync(row)).NotBefore - store.Clock.Now);
        }

        var end = await store.RowAsync(row);
        Assert.Equal(OutboxState.Dead, end.State);
        Assert.Contains("the platform is unwell", end.Problem, StringComparison.Ordinal);
        Assert.Equal(channel.Attempts.Count, end.Attempts);
        foreach (var (wait, attempt) in waits.SkipLast(1).Select((wait, i) => (wait, i + 1)))
            Assert.InRange(wait.TotalSeconds, Math.Min(Math.Pow(2, attempt), Longest.TotalSeconds) / 2, Math.Min(Math.Pow(2, attempt), Longest.TotalSeconds));
        // An outage of an hour is outlived.
        Assert.True(waits.Sum(wait => wait.TotalMinutes) > 60);
        var letter = Assert.Single(await store.ReadAsync(session => new DeadLetters(session).ListAsync(CancellationToken.None)));
        Assert.Equal((row, $"{end.Attempts} attempts failed; the last: the platform could not be reached, or had a fault [the platform is unwell]"), (letter.Id, Reason.InWords(letter.Problem)));
    }

    [Fact]
    public async Task A_rejected_message_is_a_dead_letter_at_once_and_the_next_goes()
    {
        await using var store = await TestStore.OpenAsync();
        var ann = await store.ConversationAsync("ann");
        var bad = await store.PostAsync(ann, "too long");
        await store.PostAsync(ann, "next");

        Assert.Equal(1, await store.SendAsync(new ScriptedChannel(new SendResult.Rejected("msg_too_long"))));

        Assert.Equal((OutboxState.Dead, 1, "NotTaken:msg_too_long"), ((await store.RowAsync(bad)).State, (await store.RowAsync(bad)).Attempts, (await store.RowAsync(bad)).Problem));
    }

    [Fact]
    public async Task A_lost_answer_is_tried_once_more_and_then_given_up_as_maybe_delivered()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await store.PostAsync(await store.ConversationAsync("ann"), "hello");
        var channel = new ScriptedChannel(new SendResult.Lost("timeout"), new SendResult.Lost("timeout"));

        await store.SendAsync(channel);
        var once = await store.RowAsync(row);
        Assert.Equal((OutboxState.Pending, 1), (once.State, once.LostAnswers));
        store.Clock.Now = once.NotBefore;
        await store.SendAsync(channel);

        var end = await store.RowAsync(row);
        Assert.Equal(OutboxState.Dead, end.State);
        Assert.Equal("MaybeDelivered:NoAnswer:timeout", end.Problem);
        Assert.Equal(2, channel.Attempts.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_counts_as_a_lost_answer()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await store.PostAsync(await store.ConversationAsync("ann"), "hello");

        await store.SendAsync(new BrokenChannel());
        Assert.Equal((OutboxState.Pending, 1), ((await store.RowAsync(row)).State, (await store.RowAsync(row)).LostAnswers));
        store.Clock.Now = store.Clock.Now.AddMinutes(1);

        Assert.Equal(1, await store.SendAsync());
    }

    [Fact]
    public async Task A_destination_that_is_gone_pauses_its_subscriptions_and_tells_the_owner_directly_once()
    {
        await using var store = await TestStore.OpenAsync("2026-01-20T06:00Z");
        await store.SayAsync("help");
        var subscription = await store.SubscribeAsync("everything daily at 09:00", "ann", shared: "nlp");
        await store.SubscribeAsync("cs.LG daily at 09:00", "ann", shared: "nlp");
        await store.SendAsync();
        // So long ago that the events of then are forgotten.
        store.Clock.Now = TestStore.Moment("2026-01-28T06:00Z");
        await store.WriteAsync(session => new InboundLog(session).ForgetOldAsync(store.Clock.Now, CancellationToken.None));
        await store.PostAsync(subscription.ConversationId, "another");
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "The paper"));
        await store.SweepAtAsync("2026-01-28T09:00Z");
        var channel = new ScriptedChannel();
        channel.Always["#nlp"] = new SendResult.Gone("channel_not_found");

        await store.SendAsync(channel);
        await store.SendAsync(channel);

        var paused = await store.SubscriptionAsync(subscription.Id);
        Assert.Equal((SubscriptionState.DeliveryPaused, "channel_not_found", null), (paused.State, paused.PauseReason, paused.NextDue));
        var notice = Assert.Single(channel.Attempts, message => message.To.Id == "@ann");
        Assert.Contains("channel_not_found", notice.Message.Summary, StringComparison.Ordinal);
        Assert.Contains("#nlp", notice.Message.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_is_not_found_is_asked_again_within_minutes_before_that_is_believed_for_hours()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await store.PostAsync(await store.ConversationAsync("ann"), "hello");
        var channel = new ScriptedChannel();
        channel.Always["@ann"] = new SendResult.Missing("channel_not_found");

        var waits = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
        {
            await store.SendAsync(channel);
            waits.Add((await store.RowAsync(row)).NotBefore - store.Clock.Now);
            store.Clock.Now = (await store.RowAsync(row)).NotBefore;
        }

        Assert.All(waits.Take(6), wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2)));
        Assert.All(waits.Skip(6), wait => Assert.Equal(TimeSpan.FromHours(6), wait));
    }

    [Fact]
    public async Task A_sign_of_life_sends_at_once_what_waits_for_a_destination_that_was_not_found()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await store.PostAsync(await store.ConversationAsync("ann"), "hello");
        var missing = new ScriptedChannel();
        missing.Always["@ann"] = new SendResult.Missing("channel_not_found");
        for (var i = 0; i < 7; i++)
        {
            await store.SendAsync(missing);
            store.Clock.Now = i < 6 ? (await store.RowAsync(row)).NotBefore : store.Clock.Now.AddMinutes(1);
        }

        await store.SayAsync("help");
        await store.SendAsync();

        Assert.Equal(OutboxState.Sent, (await store.RowAsync(row)).State);
        Assert.Equal("hello", (await store.SaidAsync(await store.ConversationAsync("ann")))[0]);
    }

    [Fact]
    public async Task A_destination_that_is_not_found_is_looked_for_again_and_pauses_only_when_it_is_still_missing_a_day_later()
    {
        await using var store = await TestStore.OpenAsync();
        var subscription = await store.SubscribeAsync("everything daily at 09:00", "ann", shared: "nlp");
        await store.SendAsync();
        var row = await store.PostAsync(subscription.ConversationId, "hello");
        var channel = new ScriptedChannel();
        channel.Always["#nlp"] = new SendResult.Missing("channel_not_found");
        var start = store.Clock.Now;
        for (var state = await store.RowAsync(row); state.State == OutboxState.Pending; state = await store.RowAsync(row))
        {
            Assert.Equal(SubscriptionState.Active, (await store.SubscriptionAsync(subscription.Id)).State);
            store.Clock.Now = state.NotBefore;
            await store.SendAsync(channel);
        }

        Assert.Equal(SubscriptionState.DeliveryPaused, (await store.SubscriptionAsync(subscription.Id)).State);
        Assert.True(store.Clock.Now - start >= TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task A_destination_that_is_found_again_was_never_missing()
    {
        await using var store = await TestStore.OpenAsync();
        var subscription = await store.SubscribeAsync("everything daily at 09:00", "ann", shared: "nlp");
        await store.SendAsync();
        var missing = new SendResult.Missing("channel_not_found");
        foreach (var day in (int[])[0, 2, 4])
        {
            store.Clock.Now = TestStore.Moment("2026-01-28T09:00Z").AddDays(day);
            var row = await store.PostAsync(subscription.ConversationId, "hello");
            await store.SendAsync(new ScriptedChannel(missing));
            store.Clock.Now = (await store.RowAsync(row)).NotBefore;
            Assert.Equal(1, await store.SendAsync());
        }

        Assert.Equal(SubscriptionState.Active, (await store.SubscriptionAsync(subscription.Id)).State);
    }

    [Fact]
    public async Task A_sign_of_life_resumes_and_the_next_digest_covers_the_time_between()
    {
        await using var store = await TestStore.OpenAsync("2026-01-27T06:00Z");
        var subscription = await store.SubscribeAsync("everything daily at 09:00", "ann", shared: "nlp");
        await store.TakeAsync("2026-01-27.md", "2026-01-27", Entry("2601.00001", "Before"));
        await store.SweepAtAsync("2026-01-27T09:00Z");
        var channel = new ScriptedChannel();
        channel.Always["#nlp"] = new SendResult.Gone("is_archived");
        await store.SendAsync(channel);
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00002", "Between"));
        Assert.Empty(await store.SweepAtAsync("2026-01-28T09:00Z"));

        store.Clock.Now = TestStore.Moment("2026-01-28T12:00Z");
        await store.SayAsync("help", "bob", shared: "nlp");

        Assert.Equal((SubscriptionState.Active, null), ((await store.SubscriptionAsync(subscription.Id)).State, (await store.SubscriptionAsync(subscription.Id)).PauseReason));
        Assert.Equal("Between", Assert.Single(Assert.Single(await store.SweepAtAsync("2026-01-29T09:00Z")).Composition.Shown).Title);
    }

    [Fact]
    public async Task A_private_answer_is_seen_by_its_asker_only()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "The paper", category: "cs.LG"));
        await store.SayAsync("subscribe cs.LGG weekdays at 09:00", "ann", shared: "nlp");
        await store.SayAsync("subscribe cs.LG weekdays at 09:00", "ann", shared: "nlp");
        await store.SendAsync();

        var conversation = await store.CountAsync($"SELECT id FROM conversations WHERE kind = 'Shared'");
        Assert.Equal(["ann", null], (await store.TranscriptAsync(conversation)).Where(line => line.Who is null).Select(line => line.OnlyFor));
    }

    [Fact]
    public async Task A_channel_that_is_off_keeps_its_messages()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await store.PostAsync(await store.ConversationAsync("ann"), "hello");
        await store.WriteAsync(session => session.ExecuteAsync($"UPDATE conversations SET channel = 'slack'", CancellationToken.None));

        Assert.Equal(0, await store.SendAsync());

        Assert.Equal(OutboxState.Pending, (await store.RowAsync(row)).State);
    }
}
