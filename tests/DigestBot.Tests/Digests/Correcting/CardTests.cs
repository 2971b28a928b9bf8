using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.Tests.Delivery;
using DigestBot.WebChat;
using static DigestBot.Tests.DigestFiles;
using static DigestBot.Tests.Digests.Correcting.PostedDigest;

namespace DigestBot.Tests.Digests.Correcting;

/// <summary>A card that was posted says what its paper is now, as its reader left it.</summary>
public sealed class CardTests
{
    [Fact]
    public async Task A_card_is_corrected_as_its_reader_left_it()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots, Sinks));
        await store.SayAsync("card 2601.00001");
        await store.SendAsync();
        var ann = await store.ConversationAsync("ann");
        var card = (await store.TranscriptAsync(ann))[^1];
        await ClickAsync(store, card, "abstract 2601.00001");

        await CorrectAsync(store, Pivots with { Tldr = "It finds pivot tokens.", Text = "A better abstract." }, Sinks);
        await store.SendAsync();

        var lines = await store.TranscriptAsync(ann);
        var text = PlainText.Render(lines.Single(line => line.Id == card.Id).Message);
        Assert.Contains("It finds pivot tokens.", text, StringComparison.Ordinal);
        Assert.Contains("A better abstract.", text, StringComparison.Ordinal);
        Assert.Contains(lines.Single(line => line.Id == card.Id).Message.Blocks.OfType<Actions>().Single().Buttons, button => button.Command == "save 2601.00001");
    }

    [Fact]
    public async Task A_click_on_a_card_wins_over_a_correction_that_waits()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots, Sinks));
        await store.SayAsync("card 2601.00001");
        await store.SendAsync();
        var ann = await store.ConversationAsync("ann");
        var card = (await store.TranscriptAsync(ann))[^1];
        await CorrectAsync(store, Pivots with { Tldr = "It finds pivot tokens." }, Sinks);
        Assert.Equal(1, await WaitingAsync(store));

        await ClickAsync(store, card, "abstract 2601.00001");

        Assert.Equal(0, await WaitingAsync(store));
        var text = PlainText.Render((await store.TranscriptAsync(ann)).Single(line => line.Id == card.Id).Message);
        Assert.Contains("It finds pivot tokens.", text, StringComparison.Ordinal);
        Assert.Contains(Pivots.Abstract, text, StringComparison.Ordinal);
    }

    private static async Task ClickAsync(TestStore store, TranscriptLine line, string command)
    {
        await store.Receiver.ReceiveAsync(
            new IncomingMessage($"click-{command}", WebChatReceiver.Conversation("ann", null), new Sender("ann", "ann"), command) { MessageId = $"{line.Id}" }, CancellationToken.None);
        await store.SendAsync();
    }
}
