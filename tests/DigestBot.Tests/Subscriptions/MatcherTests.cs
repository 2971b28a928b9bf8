using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Tests.Subscriptions;

public sealed class MatcherTests
{
    private static readonly Paper Sinks = new(
        1, null, null, "Attention Sinks in Language Models", false, ["Andreas M. Geiger", "Müller, Jörg", "张伟"], ["cs.CL", "cs.LG"],
        new DateOnly(2026, 1, 28), false, ["We study GPT-4 and graphs of tokens.", "The sink. Token counts follow."],
        new Dictionary<string, Summary>
        {
            ["en"] = Summary.Empty with { Tldr = "A survey of C++ kernels." },
            ["zh"] = Summary.Empty with { Method = "多跳问答的图模型" },
        },
        null);

    [Theory]
    [InlineData("attention")]
    [InlineData("ATTENTIONS sink")]
    [InlineData("\"language model\"")]
    [InlineData("ti:\"attention sinks\"")]
    [InlineData("missing, graph")]
    [InlineData("gpt4")]
    [InlineData("\"gpt-4 and graph\"")]
    [InlineData("c++")]
    [InlineData("多跳")]
    [InlineData("多跳问答")]
    [InlineData("图模")]
    [InlineData("图")]
    [InlineData("cs.cl attention")]
    [InlineData("cs.*")]
    [InlineData("stat.ML cs.LG")]
    [InlineData("by:geiger")]
    [InlineData("by:\"Andreas Geiger\"")]
    [InlineData("by:\"geiger, andreas\"")]
    [InlineData("by:\"A. Geiger\"")]
    [InlineData("by:\"Jorg Muller\"")]
    [InlineData("by:张伟")]
    [InlineData("by:nobody by:müller")]
    [InlineData("papers about attention")]
    [InlineData("the")]
    [InlineData("attention -review -ti:gpt -cs.CV -by:smith")]
    public void A_paper_that_has_all_that_was_asked_for_matches(string filter) => Assert.IsType<Matched>(Match(filter));

    [Theory]
    [InlineData("hep-th attention", MatchStage.Category)]
    [InlineData("stat.*", MatchStage.Category)]
    [InlineData("attention missing", MatchStage.Words)]
    [InlineData("ti:graph", MatchStage.Words)]
    [InlineData("\"sinks attention\"", MatchStage.Words)]
    [InlineData("\"tokens the sink\"", MatchStage.Words)]
    [InlineData("c", MatchStage.Words)]
    [InlineData("问答跳", MatchStage.Words)]
    [InlineData("\"about\" attention", MatchStage.Words)]
    [InlineData("attention -survey", MatchStage.Excluded)]
    [InlineData("attention -\"language model\"", MatchStage.Excluded)]
    [InlineData("attention -cs.LG", MatchStage.Excluded)]
    [InlineData("attention -by:geiger", MatchStage.Excluded)]
    [InlineData("attention -问答", MatchStage.Excluded)]
    [InlineData("by:gei", MatchStage.Author)]
    [InlineData("by:\"B. Geiger\"", MatchStage.Author)]
    [InlineData("by:\"Jörg Geiger\"", MatchStage.Author)]
    [InlineData("hep-th missing -survey by:nobody", MatchStage.Category)]
    [InlineData("missing -survey by:nobody", MatchStage.Words)]
    [InlineData("attention -survey by:nobody", MatchStage.Excluded)]
    public void The_first_stage_that_fails_stops_a_paper(string filter, MatchStage stage) => Assert.Equal(stage, Assert.IsType<Stopped>(Match(filter)).Stage);

    [Fact]
    public void A_match_says_what_was_found_where()
    {
        var matched = Assert.IsType<Matched>(Match("cs.LG attention, missing graph 问答 by:geiger"));

        Assert.Equal(
            [
                new CategoryReason("cs.LG"),
                new TermReason(new Term("attention"), PaperField.Title),
                new TermReason(new Term("graph"), PaperField.Abstract),
                new TermReason(new Term("问答"), PaperField.Summary),
                new AuthorReason("Andreas M. Geiger"),
            ],
            matched.Reasons);
    }

    [Fact]
    public void A_stop_says_what_was_missing_or_unwanted()
    {
        Assert.Equal(new Stopped(MatchStage.Words, new NoTerm(new TermGroup([new Term("a1"), new Term("b1")]))), Match("attention a1, b1"));
        Assert.Equal(new Stopped(MatchStage.Excluded, new TermReason(new Term("survey"), PaperField.Summary)), Match("attention -survey"));
        Assert.Equal(new Stopped(MatchStage.Excluded, new AuthorReason("Müller, Jörg")), Match("attention -by:muller"));
        Assert.Equal(new Stopped(MatchStage.Category, new NoCategory(["hep-th"])), Match("hep-th"));
        Assert.Equal(new Stopped(MatchStage.Author, new NoAuthor(["nobody"])), Match("by:nobody"));
    }

    [Fact]
    public void A_word_in_the_title_weighs_more_than_in_the_abstract_and_the_summary()
    {
        double[] scores = [Score("attention"), Score("graph"), Score("survey")];

        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(3, scores.Distinct().Count());
    }

    [Fact]
    public void The_category_a_paper_stands_in_first_weighs_more() => Assert.True(Score("cs.CL attention") > Score("cs.LG attention"));

    [Fact]
    public void An_empty_filter_lets_everything_through() => Assert.IsType<Matched>(Matcher.Match(AnalyzedPaper.From(Sinks), Query.Nothing));

    private static double Score(string filter) => Assert.IsType<Matched>(Match(filter)).Score;

    private static MatchResult Match(string filter)
    {
        var parsed = QueryParser.Parse(filter, new QueryContext([], new DateOnly(2026, 1, 29), QueryMode.Filter));
        Assert.Null(parsed.Mistake);
        return Matcher.Match(AnalyzedPaper.From(Sinks), parsed.Value!);
    }
}
