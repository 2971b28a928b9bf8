using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Subscriptions;

/// <summary>Previews and back-tests ask the index first; what the matcher would let through must not be lost there.</summary>
public sealed class FilterPreselectionTests
{
    private static readonly string[] Words = ["graph", "graphs", "papers", "about", "the", "GPT-4", "图", "图神经", "-survey", "ti:graph", "\"about graphs\"", "by:Geiger"];

    [Fact]
    public async Task Every_paper_the_matcher_lets_through_is_found_by_the_index()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync(
            "2026-01-28.md", "2026-01-28",
            new Entry(1) { ArxivId = Id("2601.00001"), Title = "A survey about graphs", Authors = ["Andreas Geiger"], Categories = ["cs.LG"] },
            new Entry(2) { ArxivId = Id("2601.00002"), Title = "GPT-4 reads papers", Abstract = ["用图神经网络。"], Categories = ["cs.CL"] },
            new Entry(3) { ArxivId = Id("2601.00003"), Title = "Graphs", Abstract = ["The graph."], Categories = ["cs.LG"] });
        var papers = (await store.PapersAsync()).Select(AnalyzedPaper.From).ToList();

        var some = Gen.ArrayOf(Gen.Elements(Words), 3).Select(words => string.Join(' ', words.Distinct()));
        foreach (var text in some.Sample(200))
        {
            if (QueryParser.Parse(text, new QueryContext([], new DateOnly(2026, 1, 28), QueryMode.Filter)).Value is not { } filter)
                continue;
            var found = await store.ReadAsync(session => new PaperSearch(session).FilterAsync(filter, 10, CancellationToken.None));
            var matched = papers.Where(paper => Matcher.Match(paper, filter) is Matched).Select(paper => paper.Paper.Id);
            Assert.True(matched.All(id => found.Any(paper => paper.Id == id)), text);
        }
    }

    [Fact]
    public async Task A_filter_whose_stored_text_is_longer_than_what_may_be_typed_is_read_back()
    {
        await using var store = await TestStore.OpenAsync();
        var words = string.Join(',', Enumerable.Range(0, 60).Select(i => new string((char)('a' + (i % 26)), 63) + i));
        await store.SayAsync($"subscribe {words} weekdays at 09:00");

        var stored = Assert.Single(await store.ReadAsync(session => new SubscriptionStore(session).AllAsync(CancellationToken.None)));

        Assert.Equal(60, Assert.Single(stored.Filter.Groups).AnyOf.Count);
    }

    private static ArxivId Id(string text) => ArxivId.TryParse(text, out var id) ? id : throw new ArgumentException(text, nameof(text));
}
