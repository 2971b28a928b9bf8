using DigestBot.Channels;
using DigestBot.Delivery;
using DigestBot.Messages;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Delivery;

/// <summary>What could not be delivered: seen by its owner, sent again or dropped.</summary>
public sealed class DeadLetterTests
{
    [Fact]
    public async Task The_owner_sees_it_in_the_direct_chat_and_sends_it_again_under_its_key()
    {
        await using var store = await TestStore.OpenAsync();
        var channel = new ScriptedChannel();
        var row = await DeadDigestAsync(store, channel);

        var status = await store.SayAsync("status", "ann");
        Assert.Contains("msg_too_long", PlainText.Render(status.Message), StringComparison.Ordinal);
        await store.SayAsync(Command(status.Message, $"resend {row}"), "ann");
        channel.Always.Clear();
        await store.SendAsync(channel);

        Assert.Equal(OutboxState.Sent, (await store.RowAsync(row)).State);
        Assert.Equal(2, channel.Attempts.Count(message => message.Key == row));
        Assert.DoesNotContain("msg_too_long", PlainText.Render((await store.SayAsync("status", "ann")).Message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dropped_its_papers_come_again_where_they_arrive_again()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await DeadDigestAsync(store, new ScriptedChannel());

        var status = await store.SayAsync("status", "ann");
        await store.SayAsync(Command(status.Message, $"drop {row}"), "ann");

        Assert.Equal(OutboxState.Dropped, (await store.RowAsync(row)).State);
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM ledger"));
    }

    [Fact]
    public async Task Nobody_else_sees_it_or_decides_about_it()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await DeadDigestAsync(store, new ScriptedChannel());

        Assert.DoesNotContain("msg_too_long", PlainText.Render((await store.SayAsync("status", "eve")).Message), StringComparison.Ordinal);
        Assert.False((await store.SayAsync($"drop {row}", "eve")).Understood);
        Assert.False((await store.SayAsync($"resend {row}", "eve")).Understood);
        Assert.Equal(OutboxState.Dead, (await store.RowAsync(row)).State);
    }

    [Fact]
    public async Task A_direct_chat_is_called_by_its_person_as_platforms_ids_say_nothing()
    {
        await using var store = await TestStore.OpenAsync();
        var direct = await store.ConversationAsync("slack", "T1/D0123456789");
        await store.WriteAsync(async session =>
        {
            var people = new ConversationStore(session);
            var ann = await people.KnowAsync("slack", new Sender("T1/U1", "Ann Lee"), CancellationToken.None);
            await people.SetDirectAsync(ann, (await people.FindAsync(direct, CancellationToken.None))!, CancellationToken.None);
        });
        var row = await store.PostAsync(direct, "hello");
        await store.WriteAsync(session => session.ExecuteAsync($"UPDATE outbox SET state = 'Dead' WHERE id = {row}", CancellationToken.None));

        Assert.Equal("Ann Lee", Assert.Single(await store.ReadAsync(session => new DeadLetters(session).ListAsync(CancellationToken.None))).Place);
    }

    private static string Command(Message message, string command) =>
        message.Blocks.OfType<Section>().SelectMany(section => section.Buttons).Single(button => button.Command == command).Command;

    /// <summary>A digest of ann's subscription in #nlp that the platform does not take.</summary>
    private static async Task<long> DeadDigestAsync(TestStore store, ScriptedChannel channel)
    {
        await store.SubscribeAsync("everything daily at 09:00", "ann", shared: "nlp");
        await store.SendAsync();
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "The paper"));
        await store.SweepAtAsync("2026-01-28T09:00Z");
        channel.Always["#nlp"] = new SendResult.Rejected("msg_too_long");
        await store.SendAsync(channel);
        return Assert.Single(await store.ReadAsync(session => new DeadLetters(session).ListAsync(CancellationToken.None))).Id;
    }
}
