using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Papers.Search.Ranking;

namespace DigestBot.Tests.Papers;

public sealed class RankingTests
{
    private static readonly DateOnly Today = new(2026, 1, 28);

    [Fact]
    public async Task The_index_tells_how_many_papers_there_are_and_how_long_their_fields()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a.md", "2026-01-26", [.. Enumerable.Range(0, 300).Select(i => Entry(i, $"title number {i}", string.Concat(Enumerable.Repeat("some words ", i))))]);

        var collection = await store.ReadAsync(session => Collection.ReadAsync(session, CancellationToken.None));

        Assert.Equal(300, collection.Papers);
        Assert.Equal([3, 2, Enumerable.Range(0, 300).Average(i => 2 * i), 0], collection.AverageLengths);
    }

    [Fact]
    public async Task A_word_in_the_title_counts_more_than_in_the_abstract_and_a_rare_one_more_than_a_common_one()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a.md", "2026-01-26",
            Entry(1, "On something else", "Here ranking is spoken of."), Entry(2, "Ranking of things", "Here nothing is spoken of."),
            Entry(3, "Things", "Here things are spoken of, and a zebra."), Entry(4, "Things and things", "Here things are spoken of."));

        Assert.Equal(["2", "1"], await FindAsync(store, "ranking"));
        Assert.Equal("3", (await FindAsync(store, "spoken zebra"))[0]);
    }

    [Fact]
    public async Task A_whole_run_of_Chinese_counts_more_than_its_pieces()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a.md", "2026-01-26",
            Entry(1, "One", "", "目标很多，标检也有，检测不少。"), Entry(2, "Two", "", "我们研究目标检测的问题。"), Entry(3, "Three", "", "完全不同的内容。"));

        Assert.Equal(["2", "1"], await FindAsync(store, "目标检测"));
    }

    [Fact]
    public async Task Common_words_beyond_the_budget_still_find_the_papers_that_have_them_all()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a.md", "2026-01-26", [.. Enumerable.Range(0, 50).Select(i => Entry(i, $"model {i}", i % 2 == 0 ? "learning" : "data"))]);
        await store.ReadAsync(async session =>
        {
            var collection = await Collection.ReadAsync(session, CancellationToken.None);
            var terms = RankedTerms.Of(QueryParser.Parse("model learning", Context).Value!);
            await collection.CountAsync(terms.SelectMany(term => term.Tokens), exact: true, CancellationToken.None);
            var found = await new Candidates(session, collection, new DigestBot.Data.Clause([]), budget: 30).FindAsync(required: null, terms, CancellationToken.None);
            Assert.Equal(25, found.Count);
            Assert.Equal(25, (await new Candidates(session, collection, new DigestBot.Data.Clause([]), budget: 10).FindAsync(required: null, terms, CancellationToken.None)).Count);
            return found;
        });
    }

    [Fact]
    public async Task Copied_counts_and_those_of_the_index_agree()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a.md", "2026-01-26", [.. Enumerable.Range(0, 20).Select(i => Entry(i, $"model {i % 3}", "learning graphs"))]);
        var before = await CountAsync();

        await Vocabulary.RefreshAsync(store.Database, CancellationToken.None);

        Assert.True(await store.CountAsync($"SELECT COUNT(*) FROM words") > 0);
        Assert.Equal(before, await CountAsync());

        Task<(long, long)> CountAsync() => store.ReadAsync(async session =>
        {
            var collection = await Collection.ReadAsync(session, CancellationToken.None);
            await collection.CountAsync(["model", "graph", "nowher"], exact: true, CancellationToken.None);
            return (collection.PapersWith("model"), collection.PapersWith("graph") + collection.PapersWith("nowher"));
        });
    }

    [Fact]
    public async Task Where_counting_would_take_long_a_total_says_that_there_may_be_more()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a.md", "2026-01-26", [.. Enumerable.Range(0, 5).Select(i => Entry(i, $"zebra model {i}", "learning"))]);
        var (hits, total, atLeast) = await HitsAsync(store, "model");
        Assert.Equal((5, 5, false), (hits.Count, total, atLeast));

        await using (var session = await store.Database.WriteAsync(TestContext.Current.CancellationToken))
        {
            await session.ExecuteAsync($"INSERT INTO words (word, papers) VALUES ('model', 300000)", TestContext.Current.CancellationToken);
            await session.CommitAsync(TestContext.Current.CancellationToken);
        }

        (hits, total, atLeast) = await HitsAsync(store, "model");
        Assert.Equal((5, 300_000, true), (hits.Count, total, atLeast));
        (hits, total, atLeast) = await HitsAsync(store, "model since 2026-01-01");
        Assert.Equal((5, 5, true), (hits.Count, total, atLeast));
        (_, _, atLeast) = await HitsAsync(store, "\"zebra model\"");
        Assert.False(atLeast);
    }

    [Fact]
    public async Task Related_papers_share_words_leave_out_the_paper_itself_and_of_equals_the_newest_comes_first()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a.md", "2026-01-25", Entry(1, "Sparse retrieval of documents", "An index of postings."), Entry(2, "Cats", "Furry animals."));
        await store.TakeAsync("b.md", "2026-01-26", Entry(3, "Postings of an index A", "Sparse documents."), Entry(5, "Sparse retrieval of documents", "An index of postings."));
        await store.TakeAsync("c.md", "2026-01-27", Entry(4, "Postings of an index B", "Sparse documents."));

        var seed = await store.PaperAsync("2601.00001");
        var related = await store.ReadAsync(session => new RelatedPapers(session).FindAsync(seed, 10, CancellationToken.None));

        Assert.Equal(["4", "3"], await NumbersAsync(store, related));
    }

    private static QueryContext Context => new([], Today, QueryMode.Search);

    private static Entry Entry(int number, string title, string text, string zh = "") => new(number + 1)
    {
        ArxivId = ArxivId.TryParse($"2601.{number:D5}", out var id) ? id : null,
        Title = title,
        Authors = ["Ann Lee"],
        Abstract = text.Length == 0 ? [] : [text],
        Summaries = zh.Length == 0 ? new Dictionary<string, Summary>() : new() { ["zh"] = Summary.Empty with { Tldr = zh } },
    };

    private static Task<SearchResult> HitsAsync(TestStore store, string text) =>
        store.ReadAsync(session => new PaperSearch(session).FindAsync(QueryParser.Parse(text, Context).Value!, 200, CancellationToken.None));

    private static async Task<IReadOnlyList<string>> FindAsync(TestStore store, string text) => await NumbersAsync(store, (await HitsAsync(store, text)).Hits);

    private static Task<IReadOnlyList<string>> NumbersAsync(TestStore store, IReadOnlyList<Hit> hits) => store.ReadAsync<IReadOnlyList<string>>(async session =>
        [.. (await new PaperStore(session).ListAsync([.. hits.Select(hit => hit.PaperId)], CancellationToken.None)).Select(paper => int.Parse(paper.ArxivId!.Value.Value[5..]).ToString())]);
}
