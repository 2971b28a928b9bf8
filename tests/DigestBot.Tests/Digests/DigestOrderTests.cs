using DigestBot.Tests.Taste;

namespace DigestBot.Tests.Digests;

/// <summary>Who stands above the cap.</summary>
public sealed class DigestOrderTests
{
    [Fact]
    public async Task Categories_take_turns_however_many_papers_each_has()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a", "2026-01-28", [.. TastePapers.Day(1000, "cs.LG"), .. TastePapers.Day(2000, "cs.IR").Take(2)]);
        await store.SubscribeAsync("cs.IR cs.LG top 5 daily at 09:00");

        var shown = Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z")).Composition.Ranked.Take(5).Select(paper => paper.Categories[0]);

        Assert.Equal(["cs.IR", "cs.LG", "cs.IR", "cs.LG", "cs.LG"], shown);
    }

    [Fact]
    public async Task A_second_paper_of_the_same_title_comes_last()
    {
        await using var store = await TestStore.OpenAsync();
        var papers = TastePapers.Day(1000);
        papers[1] = papers[1] with { Title = papers[0].Title };
        await store.TakeAsync("a", "2026-01-28", papers);
        await store.SubscribeAsync("cs.LG daily at 09:00");

        var ranked = Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z")).Composition.Ranked;

        Assert.Equal(papers[0].Title, ranked[0].Title);
        Assert.Equal(papers[0].Title, ranked[^1].Title);
        Assert.Equal("2601.01001", ranked[^1].ArxivId!.Value.Value);
    }

    [Fact]
    public async Task Or_better_shows_only_what_is_clearly_for_the_reader_and_keeps_the_rest_behind_more()
    {
        await using var store = await TestStore.OpenAsync("2026-01-27T06:00Z");
        await store.TakeAsync("a", "2026-01-27", TastePapers.Day(1000));
        var subscription = await store.SubscribeAsync("cs.LG top 10 or better daily at 09:00");
        Assert.True(subscription.Options.OnlyClear);
        // Nothing is known yet: a plain top 10.
        Assert.Equal(10, Assert.Single(await store.SweepAtAsync("2026-01-27T09:00Z")).Composition.Coverage.Shown);
        await store.SayAsync("like 2601.01018");
        await store.TakeAsync("b", "2026-01-28", TastePapers.Day(2000));

        var composition = Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z")).Composition;

        Assert.InRange(composition.Coverage.Shown, 1, 9);
        Assert.All(composition.Shown, paper => Assert.True(TastePapers.IsGraph(paper), paper.Title));
        Assert.Equal(26, composition.Coverage.Shown + composition.Coverage.OverCap);
        Assert.InRange(composition.Marks.Count, 1, 3);
    }
}
