using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.WebChat;

namespace DigestBot.Tests.WebChat;

/// <summary>The local channel: what it is sent stands in the transcript, once.</summary>
public sealed class WebChatTests
{
    [Fact]
    public async Task What_is_sent_twice_under_one_key_stands_there_once()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SayAsync("help");
        var channel = new WebChatChannel(store.Database, store.Clock);
        var message = new OutgoingMessage(100, WebChatReceiver.Conversation("ann", null), Hello("hello"));

        var first = await store.PostingAsync(channel, message);
        var second = await store.PostingAsync(channel, message);

        Assert.Equal(first, second);
        Assert.Equal(["help", "hello"], (await store.TranscriptAsync(1)).Select(line => line.Message.Summary));
    }

    [Fact]
    public async Task A_message_can_be_changed_and_one_that_is_not_there_is_refused()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SayAsync("help");
        var channel = new WebChatChannel(store.Database, store.Clock);
        var to = WebChatReceiver.Conversation("ann", null);
        var sent = Assert.IsType<SendResult.Sent>(await store.PostingAsync(channel, new OutgoingMessage(100, to, Hello("before"))));

        Assert.Equal(sent, await store.PostingAsync(channel, new OutgoingMessage(101, to, Hello("after")) { Corrects = [sent.MessageId!] }));

        Assert.Equal("after", (await store.TranscriptAsync(1))[^1].Message.Summary);
        Assert.IsType<SendResult.Rejected>(await store.PostingAsync(channel, new OutgoingMessage(102, to, Hello("x")) { Corrects = ["12345"] }));
    }

    [Fact]
    public async Task An_event_delivered_twice_is_done_once()
    {
        await using var store = await TestStore.OpenAsync();
        var incoming = new IncomingMessage("event-1", WebChatReceiver.Conversation("ann", null), new Sender("ann", "ann"), "subscribe everything daily at 09:00");

        Assert.NotNull(await store.Receiver.ReceiveAsync(incoming, CancellationToken.None));
        Assert.Null(await store.Receiver.ReceiveAsync(incoming, CancellationToken.None));

        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM subscriptions"));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM outbox"));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM transcript"));
    }

    private static Message Hello(string text) => new(text, [new Section(text)]);
}
