using System.Diagnostics;
using DigestBot.Channels;
using DigestBot.Delivery;
using DigestBot.WebChat;
using FsCheck.Fluent;
using FsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Delivery;

/// <summary>Senders die at every step (promise 3). What a death leaves is what the store holds, so it is made there.</summary>
public sealed class CrashTests
{
    /// <summary>Longer than any lease.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    public enum Step
    {
        Nothing,
        BeforeTheClaimIsWritten,
        BeforeTheSend,
        BeforeTheOutcomeIsWritten,
    }

    [Fact]
    public async Task A_row_whose_sender_died_is_sent_again_after_its_lease_and_counted_as_a_lost_answer()
    {
        await using var store = await TestStore.OpenAsync();
        var ann = await store.ConversationAsync("ann");
        var row = await store.PostAsync(ann, "hello");
        await store.ClaimAndDieAsync(3 * Dispatcher.SendTimeout);

        Assert.Equal(0, await store.SendAsync());
        store.Clock.Now = store.Clock.Now.Add(3 * Dispatcher.SendTimeout);
        Assert.Equal(1, await store.SendAsync());

        Assert.Equal((OutboxState.Sent, 2, 1), ((await store.RowAsync(row)).State, (await store.RowAsync(row)).Attempts, (await store.RowAsync(row)).LostAnswers));
    }

    [Fact]
    public async Task A_row_that_killed_two_senders_is_given_up_as_maybe_delivered_and_the_next_goes()
    {
        await using var store = await TestStore.OpenAsync();
        var ann = await store.ConversationAsync("ann");
        var row = await store.PostAsync(ann, "poison");
        await store.PostAsync(ann, "next");
        for (var i = 0; i < 2; i++)
        {
            await store.ClaimAndDieAsync(Dispatcher.SendTimeout);
            store.Clock.Now = store.Clock.Now.Add(Later);
        }

        await store.SendAsync();

        Assert.StartsWith("MaybeDelivered:", (await store.RowAsync(row)).Problem, StringComparison.Ordinal);
        Assert.Equal(["next"], await store.SaidAsync(ann));
    }

    [Fact]
    public async Task A_sender_that_overslept_its_lease_does_not_undo_what_the_next_one_did()
    {
        await using var store = await TestStore.OpenAsync();
        var ann = await store.ConversationAsync("ann");
        var row = await store.PostAsync(ann, "hello");
        var slept = await store.ClaimAndDieAsync(Dispatcher.SendTimeout);
        store.Clock.Now = store.Clock.Now.Add(Later);
        await store.SendAsync();

        await store.WriteAsync(session => new Outbox(session).RetryAsync(slept!, store.Clock.Now, "too fast", lostAnswer: false, CancellationToken.None));
        await store.WriteAsync(session => new Outbox(session).DeadAsync(slept!, "gone", CancellationToken.None));

        Assert.Equal(OutboxState.Sent, (await store.RowAsync(row)).State);
    }

    [Fact]
    public void Whatever_step_a_sender_dies_at_every_message_arrives_in_order_and_is_shown_once()
    {
        var deaths = Gen.Choose(1, 6).SelectMany(count => Gen.ArrayOf(Gen.Elements(Enum.GetValues<Step>()), count));
        Prop.ForAll(deaths.ToArbitrary(), steps => CheckAsync(steps).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    /// <summary>Message i meets the i-th death on its way.</summary>
    private static async Task CheckAsync(Step[] steps)
    {
        await using var store = await TestStore.OpenAsync();
        var ann = await store.ConversationAsync("ann");
        for (var i = 0; i < steps.Length; i++)
            await store.PostAsync(ann, $"{i}");

        foreach (var step in steps)
        {
            await DieAsync(store, step);
            store.Clock.Now = store.Clock.Now.Add(Later);
            // The next one lives for one message only: those behind have deaths of their own.
            await SendOneAsync(store);
        }

        Assert.Equal(steps.Select((_, i) => $"{i}"), await store.SaidAsync(ann));
        Assert.Equal(steps.Length, await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Sent'"));
        Assert.Equal(
            steps.Select(step => step is Step.BeforeTheSend or Step.BeforeTheOutcomeIsWritten ? 1L : 0L),
            await store.ReadAsync(session => session.QueryAsync($"SELECT lost_answers FROM outbox ORDER BY id", row => row.Long(0), CancellationToken.None)));
    }

    private static async Task DieAsync(TestStore store, Step step)
    {
        switch (step)
        {
            case Step.BeforeTheClaimIsWritten:
                await using (var session = await store.Database.WriteAsync(CancellationToken.None))
                    await OutboxSamples.ClaimAsync(session, store.Clock.Now, Dispatcher.SendTimeout);
                break;
            case Step.BeforeTheSend:
                await store.ClaimAndDieAsync(Dispatcher.SendTimeout);
                break;
            case Step.BeforeTheOutcomeIsWritten:
                var row = (await store.ClaimAndDieAsync(Dispatcher.SendTimeout))!;
                var to = (await store.ReadAsync(session => new ConversationStore(session).FindAsync(row.ConversationId, CancellationToken.None)))!;
                await store.PostingAsync(new WebChatChannel(store.Database, store.Clock), new OutgoingMessage(row.Id, to.Reference, row.Message));
                break;
        }
    }

    private static async Task SendOneAsync(TestStore store)
    {
        using var stop = new CancellationTokenSource();
        var one = new OneMessage(new WebChatChannel(store.Database, store.Clock), stop);
        Assert.Equal(1, await store.SendAsync(stop.Token, one));
    }

    [Fact]
    public async Task Two_senders_at_once_never_send_a_row_twice_and_keep_each_conversations_order()
    {
        await using var store = await TestStore.OpenAsync();
        var conversations = new List<long>();
        for (var i = 0; i < 4; i++)
            conversations.Add(await store.ConversationAsync($"user{i}"));
        for (var i = 0; i < 40; i++)
            await store.PostAsync(conversations[i % 4], $"{i:00}");
        var channel = new ScriptedChannel();
        var meeting = new Meeting(channel);

        var sent = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => store.SendAsync(meeting))));
        // A sender that found every conversation busy stops; what was behind is taken with the next look.
        var deadline = Stopwatch.StartNew();
        while (await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state <> 'Sent'") > 0 && deadline.Elapsed < TimeSpan.FromSeconds(30))
            await store.SendAsync(channel);

        Assert.True(sent.Sum() > 0);
        Assert.Equal(40, channel.Attempts.Select(message => message.Key).Distinct().Count());
        Assert.Equal(40, channel.Attempts.Count);
        Assert.All(channel.Attempts.GroupBy(message => message.To.Id), messages =>
            Assert.Equal(messages.Select(m => m.Message.Summary).Order(StringComparer.Ordinal), messages.Select(m => m.Message.Summary)));
    }

    /// <summary>The first send takes until another sender's has begun: both are at it at the same time.</summary>
    private sealed class Meeting(ScriptedChannel inner) : OnePostChannel
    {
        private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
        private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _begun;

        public override async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            var result = await inner.SendAsync(message, cancellationToken);
            if (Interlocked.Increment(ref _begun) > 1)
                _second.TrySetResult();
            await _second.Task.WaitAsync(Deadline, cancellationToken);
            return result;
        }
    }

    /// <summary>The real channel, one message at a time; its sender is told to stop once it has sent one.</summary>
    private sealed class OneMessage(WebChatChannel inner, CancellationTokenSource stop) : IChannel
    {
        public string Name => inner.Name;

        public SendLimits Limits { get; } = SendLimits.Local with { AtOnce = 1 };

        public async Task<(IDestination? Destination, SendResult? Refused)> OpenAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            await stop.CancelAsync();
            return await inner.OpenAsync(message, cancellationToken);
        }
    }
}
