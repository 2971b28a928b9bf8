using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.WebChat;
using Microsoft.Extensions.Logging.Abstractions;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Delivery;

/// <summary>Digests' rows name their papers in the outbox, and say what is true of them when they leave.</summary>
public sealed class RowWordingTests
{
    private static readonly Listed Pivots = new("2601.00001", "Pivot tokens", Tldr: "It finds pivot tokens.");

    [Fact]
    public async Task A_row_made_for_one_reader_is_not_shown_to_the_next_once_its_paper_changed()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        await store.SubscribeAsync("everything daily at 09:00", "bob");
        await store.SendAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots));
        await store.SweepAtAsync("2026-01-28T09:00Z");
        var wording = new RowWording(NullLogger.Instance);

        var first = await ClaimAsync(store, wording);
        await store.IngestAsync("2026-01-28.md", Daily(Pivots with { Title = "Pivot tokens at last" }));
        var second = await ClaimAsync(store, wording);

        Assert.Contains("1. Pivot tokens", PlainText.Render(first.Message), StringComparison.Ordinal);
        Assert.DoesNotContain("at last", PlainText.Render(first.Message), StringComparison.Ordinal);
        Assert.Contains("1. Pivot tokens at last", PlainText.Render(second.Message), StringComparison.Ordinal);
        Assert.NotEqual(first.ConversationId, second.ConversationId);
    }

    [Fact]
    public async Task What_was_tried_once_says_the_same_when_it_is_tried_again()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        await store.SendAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots));
        await store.SweepAtAsync("2026-01-28T09:00Z");

        var first = await ClaimAsync(store, new RowWording(NullLogger.Instance));
        await store.IngestAsync("2026-01-28.md", Daily(Pivots with { Title = "Pivot tokens at last" }));
        store.Clock.Now += Dispatcher.Lease;
        var again = await ClaimAsync(store, new RowWording(NullLogger.Instance));

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(PlainText.Render(first.Message), PlainText.Render(again.Message));
    }

    [Fact]
    public async Task A_paper_that_became_another_before_the_digest_left_is_shown_as_what_it_became()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        await store.SendAsync();
        await store.TakeAsync("titles.md", "2026-01-26", Entry("2601.00001", "The title"));
        await store.TakeAsync("profile.txt", "2026-01-26", Entry(null, text: Abstract(1)));
        await store.SweepAtAsync("2026-01-28T09:00Z");

        await store.TakeAsync("full.md", "2026-01-28", Entry("2601.00001", "The title", Abstract(1)));
        Assert.Single(await store.PapersAsync());
        var digest = await ClaimAsync(store, new RowWording(NullLogger.Instance));

        var rows = digest.Message.Blocks.OfType<EntryRow>().Where(row => row.Shown is not null).ToList();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Contains("The title", row.Text.PlainText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_reader_reads_a_row_in_their_own_language_and_length()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything language zh daily at 09:00");
        await store.SubscribeAsync("everything compact daily at 09:00", "bob");
        await store.SendAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots));
        await store.SweepAtAsync("2026-01-28T09:00Z");
        var wording = new RowWording(NullLogger.Instance);

        var chinese = await ClaimAsync(store, wording);
        var compact = await ClaimAsync(store, wording);

        Assert.Equal("卡片", Assert.Single(chinese.Message.Blocks.OfType<EntryRow>().Single().Buttons).Label);
        Assert.Equal("Card", Assert.Single(compact.Message.Blocks.OfType<EntryRow>().Single().Buttons).Label);
        Assert.DoesNotContain("It finds pivot tokens", PlainText.Render(compact.Message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_an_older_version_left_to_be_sent_is_put_into_words()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        await store.SendAsync();
        await store.IngestAsync("2026-01-28.md", Daily(Pivots));
        await store.SweepAtAsync("2026-01-28T09:00Z");
        var older = """{"summary":"s","blocks":[{"type":"section","text":{"inlines":[]},"entry":{"paper":1,"number":1,"language":"en","compact":false}}],"language":"en"}""";
        await store.WriteAsync(session => session.ExecuteAsync($"UPDATE outbox SET body = {older} WHERE kind = 'Digest'", CancellationToken.None));

        var digest = await ClaimAsync(store, new RowWording(NullLogger.Instance));

        Assert.Contains("pivot", Assert.Single(digest.Message.Blocks.OfType<EntryRow>()).Title.PlainText, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<OutboxRow> ClaimAsync(TestStore store, RowWording wording)
    {
        IReadOnlyList<OutboxRow> claimed = [];
        await store.WriteAsync(async session =>
        {
            var (outbox, now) = (new Outbox(session), store.Clock.Now);
            var ready = await outbox.ReadyAsync(now, new OutboxScope([WebChatChannel.ChannelName]), most: 1, CancellationToken.None);
            claimed = await outbox.ClaimAsync([.. ready.Select(row => row.Id)], now, Dispatcher.Lease, wording, CancellationToken.None);
        });
        return Assert.Single(claimed);
    }
}
