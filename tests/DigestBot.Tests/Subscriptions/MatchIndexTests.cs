using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Subscriptions;

/// <summary>The index is only faster: whatever papers and filters, it finds what <see cref="Matcher"/> finds.</summary>
public sealed class MatchIndexTests
{
    private static readonly string[] Words = ["graph", "graphs", "agent", "sink token", "图", "图模型", "多跳问答", "gpt-4", "C++", "the", "a"];
    private static readonly string[] Names = ["Andreas Geiger", "Li Wei", "张伟"];
    private static readonly string[] Codes = ["cs.CL", "cs.LG", "stat.ML", "SLAM"];
    private static readonly string[] Patterns = ["cs.*", "CS.cl", "stat.ML", "slam", "math.AG"];

    private static readonly Gen<string> Text = Some(Words, 0, 5).Select(words => string.Join(' ', words));

    private static readonly Gen<Paper> Papers =
        from title in Text
        from @abstract in Text
        from summary in Text
        from authors in Some(Names, 0, 2)
        from categories in Some(Codes, 0, 2)
        select new Paper(
            0, null, null, title, false, authors, categories.Distinct().ToList(), new DateOnly(2026, 1, 28), false, [@abstract],
            new Dictionary<string, Summary> { ["zh"] = Summary.Empty with { Method = summary } }, null);

    private static readonly Gen<Term> Terms =
        from word in Gen.Elements(Words)
        from quoted in Gen.Elements(true, false)
        from title in Gen.Elements(true, false)
        select new Term(word, quoted, title);

    private static readonly Gen<Query> Filters =
        from groups in Many(Many(Terms, 1, 2).Select(terms => new TermGroup(terms)), 0, 2)
        from excluded in Many(Terms, 0, 1)
        from categories in Some(Patterns, 0, 2)
        from unwanted in Some(Patterns, 0, 1)
        from authors in Some(Names, 0, 1)
        select new Query { Groups = groups, Excluded = excluded, Categories = categories, ExcludedCategories = unwanted, Authors = authors };

    [Fact]
    public void The_index_finds_what_the_matcher_finds_in_the_same_order()
    {
        var cases = from papers in Many(Papers, 0, 12) from filters in Many(Filters, 1, 8) select (papers, filters);
        Prop.ForAll(cases.ToArbitrary(), some => Check(some.papers, some.filters)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void A_near_miss_fails_exactly_one_condition()
    {
        var paper = AnalyzedPaper.From(new Paper(
            0, null, null, "Graph agents", false, ["Li Wei"], ["cs.CL"], new DateOnly(2026, 1, 28), false, [], new Dictionary<string, Summary>(), null));

        Assert.Equal(MatchStage.Words, new NearMisses(Query("cs.CL graph speech")).Of(paper)?.Stage);
        Assert.Equal(MatchStage.Category, new NearMisses(Query("cs.LG graph")).Of(paper)?.Stage);
        Assert.Equal(MatchStage.Excluded, new NearMisses(Query("cs.CL -agents")).Of(paper)?.Stage);
        Assert.Equal(MatchStage.Author, new NearMisses(Query("cs.CL graph by:Geiger")).Of(paper)?.Stage);
        Assert.Null(new NearMisses(Query("cs.CL by:Geiger")).Of(paper));
        Assert.Null(new NearMisses(Query("cs.LG -survey")).Of(paper));
        Assert.Null(new NearMisses(Query("cs.CL graph")).Of(paper));
        Assert.Null(new NearMisses(Query("cs.LG speech")).Of(paper));
        Assert.Null(new NearMisses(Query("cs.LG")).Of(paper));
    }

    private static Query Query(string text) => QueryParser.Parse(text, new QueryContext(Codes, new DateOnly(2026, 1, 28), QueryMode.Filter)).Value!;

    private static void Check(Paper[] papers, Query[] filters)
    {
        AnalyzedPaper[] analyzed = [.. papers.Select(AnalyzedPaper.From)];
        var index = new MatchIndex(analyzed);
        foreach (var filter in filters.Concat(filters))
        {
            var plain = analyzed.Select(paper => (Paper: paper, Match: Matcher.Match(paper, filter) as Matched)).Where(m => m.Match is not null).ToList();
            var found = index.Match(filter);
            Assert.Equal(plain.Select(m => m.Paper), found.Select(m => m.Paper), ReferenceEqualityComparer.Instance);
            Assert.Equal(plain.Select(m => m.Match!.Score), found.Select(m => m.Match.Score));
        }
    }

    private static Gen<T[]> Many<T>(Gen<T> one, int least, int most) => Gen.Choose(least, most).SelectMany(count => Gen.ArrayOf(one, count));

    private static Gen<string[]> Some(string[] of, int least, int most) => Many(Gen.Elements(of), least, most);
}
