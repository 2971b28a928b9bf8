using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Subscriptions;

namespace DigestBot.Tests.Commands;

public sealed class PresenceTests
{
    private static readonly Sender Ann = new("ann", "ann");

    [Fact]
    public async Task A_conversation_is_welcomed_once()
    {
        await using var chat = await Chat.StartAsync();
        var place = chat.Message("", place: "#nlp").Conversation;

        await Presence(chat).AddedAsync(place, Ann, TestContext.Current.CancellationToken);
        await Presence(chat).AddedAsync(place, Ann, TestContext.Current.CancellationToken);

        Assert.Equal(1, await chat.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Notice' AND body LIKE '%I am DigestBot%'"));
    }

    [Fact]
    public async Task Removal_pauses_and_coming_back_resumes()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.CL", place: "#nlp");
        var place = chat.Message("", place: "#nlp").Conversation;
        await Presence(chat).AddedAsync(place, Ann, TestContext.Current.CancellationToken);

        await Presence(chat).RemovedAsync(place, "removed", TestContext.Current.CancellationToken);
        var removed = Assert.Single(await chat.SubscriptionsAsync(place: "#nlp"));
        await Presence(chat).AddedAsync(place, Ann, TestContext.Current.CancellationToken);
        var back = Assert.Single(await chat.SubscriptionsAsync(place: "#nlp"));

        Assert.Equal((SubscriptionState.DeliveryPaused, "removed"), (removed.State, removed.PauseReason));
        Assert.Equal(SubscriptionState.Active, back.State);
    }

    [Fact]
    public async Task Uninstalling_pauses_every_conversation_of_the_workspace_and_no_other()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.CL", place: "T1/C1");
        await chat.SayAsync("subscribe cs.CL", place: "T1/C2");
        await chat.SayAsync("subscribe cs.CL", place: "T11/C1");

        await Presence(chat).UninstalledAsync(Chat.Channel, "T1/", "uninstalled", TestContext.Current.CancellationToken);

        Assert.Equal(SubscriptionState.DeliveryPaused, Assert.Single(await chat.SubscriptionsAsync(place: "T1/C1")).State);
        Assert.Equal(SubscriptionState.DeliveryPaused, Assert.Single(await chat.SubscriptionsAsync(place: "T1/C2")).State);
        Assert.Equal(SubscriptionState.Active, Assert.Single(await chat.SubscriptionsAsync(place: "T11/C1")).State);
    }

    private static Presence Presence(Chat chat) => new(chat.Store, TimeProvider.System, new CommandDefaults());
}
