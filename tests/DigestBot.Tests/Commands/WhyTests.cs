using DigestBot.Messages;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Commands;

/// <summary><c>why</c> in both directions, by the stages of the coverage line.</summary>
public sealed class WhyTests
{
    [Fact]
    public async Task What_came_says_when_at_which_place_and_what_matched()
    {
        await using var store = await FilledAsync("cs.LG graph daily at 09:00 top 1");
        await store.SweepAtAsync("2026-01-28T09:00Z");

        Assert.Contains("place 1. Matched: cs.LG, graph (title)", await WhyAsync(store, "2601.00001"), StringComparison.Ordinal);
        Assert.Contains("at place 2 over the limit", await WhyAsync(store, "2601.00002"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_will_come_says_at_which_place_and_when()
    {
        await using var store = await FilledAsync("cs.LG graph daily at 09:00");

        var why = await WhyAsync(store, "2601.00001");

        Assert.Contains("next digest at place 1", why, StringComparison.Ordinal);
        Assert.Contains("09:00 (UTC)", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cs.CL", "it is not in cs.CL")]
    [InlineData("cs.LG speech", "nothing in it says speech")]
    [InlineData("cs.LG -graph", "you exclude graph")]
    [InlineData("cs.LG by:Geiger", "Geiger is not among its authors")]
    public async Task What_is_outside_the_filter_says_at_which_condition(string filter, string reason)
    {
        await using var store = await FilledAsync($"{filter} daily at 09:00");

        Assert.Contains(reason, await WhyAsync(store, "2601.00001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_subscription_brought_names_it()
    {
        await using var store = await FilledAsync("cs.LG daily at 09:00");
        await store.SubscribeAsync("graph daily at 10:00");
        await store.SweepAtAsync("2026-01-28T09:30Z");

        Assert.Contains("Already sent here by subscription 1", await WhyAsync(store, "2601.00001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_arrived_before_a_subscription_covers_anything_says_so_and_what_is_unknown_is_not_stored()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("2026-01-27.md", "2026-01-27", Entry("2601.00009", "Graph of yesterday", category: "cs.LG"));
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "Graph", category: "cs.LG"));
        await store.SubscribeAsync("cs.LG daily at 09:00");

        Assert.Contains("does not come by itself", await WhyAsync(store, "2601.00009"), StringComparison.Ordinal);
        Assert.False((await store.SayAsync("why 2601.99999")).Understood);
    }

    [Fact]
    public async Task What_is_older_than_the_first_digests_day_does_not_come_by_itself_and_what_brings_it_is_offered()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("cs.LG daily at 09:00");
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "Graph", category: "cs.LG"));
        await store.TakeAsync("2026-01-27.md", "2026-01-27", Entry("2601.00009", "Graph of yesterday", category: "cs.LG"));

        var why = await store.SayAsync("why 2601.00009");
        await store.SweepAtAsync("2026-01-29T09:00Z");
        var later = await store.SayAsync("why 2601.00009");

        Assert.Contains("does not come by itself", why.Message.Summary, StringComparison.Ordinal);
        Assert.Equal(why.Message.Summary, later.Message.Summary);
        var ask = Assert.Single(Chat.Buttons(why));
        Assert.Equal("digest 1 2026-01-27", ask.Command);
        Assert.Contains("Graph of yesterday", PlainText.Render((await store.SayAsync(ask.Command)).Message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_subscription_is_about_to_bring_is_not_said_to_stay_away()
    {
        await using var store = await FilledAsync("cs.LG daily at 09:00");
        await store.SubscribeAsync("graph daily at 10:00");

        Assert.Contains("subscription 1 brings it", await WhyAsync(store, "2601.00001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_of_a_channel_are_left_out_and_counted_where_that_was_asked_for()
    {
        await using var store = await FilledAsync("cs.LG daily at 09:00", shared: "nlp");
        Assert.False((await store.SayAsync("subscribe cs.LG except #nowhere daily at 10:00")).Understood);
        var direct = await store.SubscribeAsync("cs.LG, cs.CL except #nlp daily at 10:00");
        await store.SayAsync("top 1 5");
        await store.TakeAsync("more.md", "2026-01-28", Entry("2601.00007", "Only here", category: "cs.CL"));

        await store.SweepAtAsync("2026-01-28T09:00Z");
        var digest = Assert.Single(await store.SweepAtAsync("2026-01-28T10:00Z"));

        Assert.Equal(direct.Id, digest.Subscription.Id);
        Assert.Equal("Only here", Assert.Single(digest.Composition.Shown).Title);
        Assert.Equal((2, "#nlp"), (digest.Composition.Coverage.Elsewhere, digest.Composition.Coverage.ElsewhereIn));
        Assert.Contains("2 already in #nlp", DigestBot.Digests.DigestMessage.Line(digest.Composition.Coverage), StringComparison.Ordinal);
        Assert.Contains("Already in #nlp", await WhyAsync(store, "2601.00001"), StringComparison.Ordinal);
        Assert.Contains("without what is in #nlp", PlainText.Render((await store.SayAsync("list")).Message), StringComparison.Ordinal);
    }

    private static async Task<TestStore> FilledAsync(string words, string? shared = null)
    {
        var store = await TestStore.OpenAsync();
        await store.SubscribeAsync(words, shared: shared);
        await store.TakeAsync(
            "2026-01-28.md", "2026-01-28",
            Entry("2601.00001", "Graph graph agents", category: "cs.LG"), Entry("2601.00002", "Graph", category: "cs.LG"));
        return store;
    }

    private static async Task<string> WhyAsync(TestStore store, string reference) => PlainText.Render((await store.SayAsync($"why {reference}")).Message);
}
