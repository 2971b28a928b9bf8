using DigestBot.Channels;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Subscriptions;
using DigestBot.Tests.Delivery;
using static DigestBot.Tests.Digests.Correcting.PostedDigest;

namespace DigestBot.Tests.Digests.Correcting;

/// <summary>How edits leave: after everything else, at their own pace, and without harm to anything where they fail.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task What_was_under_way_when_the_correction_came_is_edited_once_it_arrived()
    {
        await using var store = await MadeAsync();
        var ann = await store.ConversationAsync("ann");
        var channel = new ScriptedChannel(new SendResult.Retry("busy", TimeSpan.FromMinutes(1)));
        await store.SendAsync(channel);

        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        Assert.Equal(0, await store.SendAsync(channel));
        store.Clock.Now = store.Clock.Now.AddMinutes(1);
        await store.SendAsync(channel);

        Assert.Single(channel.Corrected);
        Assert.Contains("Pivot tokens at last", PlainText.Render(channel.Corrected.Single().Message), StringComparison.Ordinal);
        Assert.DoesNotContain("Pivot tokens at last", PlainText.Render(channel.Attempts.Last().Message), StringComparison.Ordinal);
        Assert.Equal(0, await WaitingAsync(store));
    }

    [Fact]
    public async Task A_sender_that_dies_with_an_edit_repeats_it_and_holds_up_nobody_for_good()
    {
        await using var store = await PostedAsync();
        var ann = await store.ConversationAsync("ann");
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(OutboxKind.Correction, (await store.ClaimAndDieAsync(TimeSpan.FromSeconds(90)))!.Kind);
            store.Clock.Now = store.Clock.Now.AddSeconds(90);
        }

        var reply = await store.PostAsync(ann, "hello");
        await store.SendAsync();

        Assert.Equal(OutboxState.Sent, (await store.RowAsync(reply)).State);
        Assert.Equal(0, await WaitingAsync(store));
        Assert.Contains("Pivot tokens at last", PlainText.Render((await DigestAsync(store, ann)).Message), StringComparison.Ordinal);
    }

    public static TheoryData<string> Refusals => ["rejected", "gone", "missing", "tooFast"];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_edit_that_is_refused_ends_quietly(string how)
    {
        SendResult refusal = how switch
        {
            "rejected" => new SendResult.Rejected("edit_window_closed"),
            "gone" => new SendResult.Gone("is_archived"),
            "missing" => new SendResult.Missing("channel_not_found"),
            _ => new SendResult.Retry("ratelimited", TimeSpan.FromSeconds(1)),
        };
        await using var store = await PostedAsync();
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        var channel = new ScriptedChannel { Correction = refusal };

        for (var i = 0; i < 50; i++)
        {
            await store.SendAsync(channel);
            store.Clock.Now = store.Clock.Now.AddSeconds(2);
        }

        Assert.Empty(channel.Attempts);
        Assert.Equal(0, await WaitingAsync(store));
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Dead'"));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Correction' AND state = 'Dropped' AND problem LIKE '%:%'"));
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM conversations WHERE missing_since IS NOT NULL"));
        Assert.Equal(SubscriptionState.Active, (await store.SubscriptionAsync(1)).State);
        Assert.Single(await store.SaidAsync(await store.ConversationAsync("ann")), line => line.Contains("2 papers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Edits_go_after_everything_else()
    {
        await using var store = await PostedAsync();
        var ann = await store.ConversationAsync("ann");
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        await store.PostAsync(ann, "notice here", OutboxKind.Notice);
        await store.PostAsync(await store.ConversationAsync("bob"), "notice elsewhere", OutboxKind.Notice);
        var channel = new ScriptedChannel { Limits = SendLimits.Local with { AtOnce = 1 } };

        await using var sender = store.Sender(channel);

        await TestStore.UntilAsync(async () => await WaitingAsync(store) == 0, "all to be sent");
        Assert.Equal(["notice here", "notice elsewhere"], channel.Attempts.Select(m => m.Message.Summary));
        Assert.Equal(2, channel.Corrected.Single().After);
    }

    [Fact]
    public async Task Edits_keep_a_pace_of_their_own()
    {
        await using var store = await PostedAsync();
        await store.SubscribeAsync("everything daily at 09:00", "bob");
        await store.SweepAtAsync("2026-01-29T09:00Z");
        await store.SendAsync();
        await CorrectAsync(store, Pivots with { Title = "Pivot tokens at last" }, Sinks);
        Assert.Equal(2, await WaitingAsync(store));
        var channel = new ScriptedChannel { Limits = SendLimits.Local with { AtOnce = 1, EditsPerWorkspaceAndMinute = 10 } };
        await using var sender = store.Sender(channel);

        await TestStore.UntilAsync(() => Task.FromResult(channel.Corrected.Count == 1), "the first edit");
        var notice = await store.PostAsync(await store.ConversationAsync("cem"), "notice", OutboxKind.Notice);
        await TestStore.UntilAsync(async () => (await store.RowAsync(notice)).State == OutboxState.Sent, "a message, which need not wait for edits");
        Assert.Single(channel.Corrected);
        store.Clock.Now = store.Clock.Now.AddSeconds(6);
        await TestStore.UntilAsync(() => Task.FromResult(channel.Corrected.Count == 2), "the second edit");
    }
}
