using DigestBot.Digests;
using DigestBot.Messages;
using DigestBot.Papers;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Digests;

/// <summary>No paper comes twice to one conversation (promise 2, decision 12).</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task Of_two_overlapping_subscriptions_the_lower_number_shows_a_paper()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "Graph agents"), Entry("2601.00002", "Something else"));
        await store.SubscribeAsync("graph daily at 09:00");
        await store.SubscribeAsync("cs.CL daily at 09:00");

        var digests = await store.SweepAtAsync("2026-01-28T09:00Z");

        Assert.Equal([(1, "Graph agents"), (2, "Something else")], digests.Select(d => (d.Subscription.Number, Assert.Single(d.Composition.Shown).Title)));
        Assert.Equal(1, digests[1].Composition.Coverage.AlreadySent);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_channel_and_a_person_in_it_each_get_it()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "Graph agents"));
        await store.SubscribeAsync("everything daily at 09:00");
        await store.SubscribeAsync("everything daily at 09:00", "ann", shared: "nlp");

        Assert.Equal([1, 1], (await store.SweepAtAsync("2026-01-28T09:00Z")).Select(d => d.Composition.Coverage.Shown));
    }

    [Fact]
    public async Task A_weekend_re_run_of_the_same_papers_sends_nothing_again()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "One"), new Listed("2601.00002", "Two")));
        await store.SweepAtAsync("2026-01-28T09:00Z");
        await store.IngestAsync("2026-01-29.md", Daily(new Listed("2601.00002", "Two"), new Listed("2601.00001", "One"), new Listed("2601.00003", "Three")));

        var digest = Assert.Single(await store.SweepAtAsync("2026-01-29T09:00Z"));

        Assert.Equal(new Coverage(3, 2, 0, 0, 0, 1), digest.Composition.Coverage);
    }

    [Fact]
    public async Task Papers_over_the_cap_count_as_sent_and_open_under_more()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("2026-01-28.md", "2026-01-28", [.. Enumerable.Range(1, 5).Select(i => Entry($"2601.0000{i}", $"Paper number {i}"))]);
        await store.SubscribeAsync("everything daily at 09:00 top 2");
        var first = Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z"));
        await store.TakeAsync("2026-01-29.md", "2026-01-29", [.. Enumerable.Range(1, 5).Select(i => Entry($"2601.0000{i}", $"Paper number {i}"))]);

        Assert.Equal(new Coverage(5, 0, 0, 0, 3, 2), first.Composition.Coverage);
        Assert.False(Assert.Single(await store.SweepAtAsync("2026-01-29T09:00Z")).Sent);
        var sent = await store.ReadAsync(s => s.ValueAsync($"SELECT body FROM outbox WHERE kind = 'Digest'", row => MessageJson.Deserialize(row.Text(0)), CancellationToken.None));
        var command = sent.Blocks.OfType<Section>().SelectMany(section => section.Buttons).Select(button => button.Command).Single(c => c.StartsWith("more ", StringComparison.Ordinal));
        var more = PlainText.Render((await store.SayAsync(command)).Message);
        Assert.All(first.Composition.OverCap, paper => Assert.Contains(paper.Title, more, StringComparison.Ordinal));
        Assert.All(first.Composition.Shown, paper => Assert.DoesNotContain(paper.Title, more, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replaced_paper_comes_again_only_to_those_who_asked_for_it()
    {
        await using var store = await SentOnceAsync("bob");
        await store.TakeAsync("2026-01-29.md", "2026-01-29", Replaced());

        var digests = await store.SweepAtAsync("2026-01-29T09:00Z");

        Assert.Equal([("ann", true), ("bob", false)], digests.Select(d => (d.Subscription.ConversationId == 1 ? "ann" : "bob", d.Sent)));
    }

    [Fact]
    public async Task A_replaced_paper_comes_once_to_a_conversation_with_two_subscriptions_that_asked()
    {
        await using var store = await SentOnceAsync("bob");
        await store.SubscribeAsync("cs.CL daily at 10:00 include replaced");
        await store.SweepAtAsync("2026-01-28T10:00Z");
        await store.TakeAsync("2026-01-29.md", "2026-01-29", Replaced());

        await store.SweepAtAsync("2026-01-29T09:00Z");
        var later = Assert.Single(await store.SweepAtAsync("2026-01-29T10:00Z"));

        Assert.False(later.Sent);
        Assert.Equal((1, 1), (later.Composition.Coverage.Entries, later.Composition.Coverage.Duplicates));
        await store.TakeAsync("2026-01-30.md", "2026-01-30", Replaced());
        Assert.True((await store.SweepAtAsync("2026-01-30T09:00Z"))[0].Sent);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_replacement_wakes_an_on_arrival_subscription_that_asked_for_them()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything on arrival include replaced");
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "The paper"));
        await store.SweepAtAsync("2026-01-28T09:00Z");
        await store.TakeAsync("2026-01-29.md", "2026-01-29", Replaced());

        Assert.True(Assert.Single(await store.SweepAtAsync("2026-01-29T09:00Z")).Sent);
    }

    [Fact]
    public async Task Previews_and_digests_asked_for_write_nothing()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "The paper"));
        await store.SubscribeAsync("everything daily at 09:00");
        foreach (var command in new[] { "preview 1", "digest", "digest cs.CL 2026-01-28", "find paper" })
            Assert.True((await store.SayAsync(command)).Understood, command);

        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM ledger"));
        Assert.True(Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z")).Sent);
    }

    private static Entry Replaced() => Entry("2601.00001", "The paper", version: 2) with { Replaced = true };

    /// <summary>Ann wants replacements, the other does not; both had the paper's first version.</summary>
    private static async Task<TestStore> SentOnceAsync(string other)
    {
        var store = await TestStore.OpenAsync();
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "The paper"));
        await store.SubscribeAsync("everything daily at 09:00 include replaced");
        await store.SubscribeAsync("everything daily at 09:00", other);
        await store.SweepAtAsync("2026-01-28T09:00Z");
        return store;
    }
}
