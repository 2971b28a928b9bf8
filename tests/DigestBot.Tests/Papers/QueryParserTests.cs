using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Tests.Papers;

public sealed class QueryParserTests
{
    private static readonly QueryContext Search = new(["SLAM", "Robotics", "Large Language Models", "cs.CL"], new DateOnly(2026, 1, 29), QueryMode.Search);
    private static readonly QueryContext Filter = Search with { Mode = QueryMode.Filter, Reserved = ["weekdays", "weekly", "monday"] };

    [Fact]
    public void Words_are_groups_of_one() =>
        Assert.Equal([Any("graph"), Any("anomaly"), Any("detection")], Read("graph anomaly detection").Groups);

    [Theory]
    [InlineData("a, b c")]
    [InlineData("a ,b c")]
    [InlineData("a,b c")]
    [InlineData("a , , b c,")]
    [InlineData(",a，b c")]
    [InlineData("a、b c")]
    public void A_comma_means_any_of_its_two_neighbours(string text) =>
        Assert.Equal([new TermGroup([new Term("a"), new Term("b")]), Any("c")], Read(text).Groups);

    [Fact]
    public void A_comma_inside_a_number_is_part_of_it() => Assert.Equal([Any("1,000"), Any("layers")], Read("1,000 layers").Groups);

    [Theory]
    [InlineData("\"credit assignment\"")]
    [InlineData("“credit  assignment”")]
    [InlineData("«credit assignment»")]
    [InlineData("「credit assignment」")]
    [InlineData("＂credit assignment＂")]
    public void Quotes_of_all_kinds_make_a_phrase(string text) =>
        Assert.Equal([new TermGroup([new Term("credit assignment", Quoted: true)])], Read(text).Groups);

    [Theory]
    [InlineData("x -survey -\"deep learning\" -ti:review")]
    [InlineData("x －survey －“deep learning” －ti：review")]
    [InlineData("-survey x -\"deep learning\", ti:review")]
    public void A_dash_excludes(string text)
    {
        var query = Read(text.Replace(", ti", " -ti", StringComparison.Ordinal));

        Assert.Equal([new Term("survey"), new Term("deep learning", Quoted: true), new Term("review", TitleOnly: true)], query.Excluded);
        Assert.Equal([Any("x")], query.Groups);
    }

    [Fact]
    public void What_a_comma_joins_to_an_exclusion_is_excluded_too() =>
        Assert.Equal([new Term("survey"), new Term("review")], Read("x -survey, review").Excluded);

    [Fact]
    public void A_lone_dash_is_punctuation() => Assert.Equal([Any("a"), Any("b")], Read("a - b").Groups);

    [Fact]
    public void A_plus_requires_as_quotes_do() => Assert.Equal([new TermGroup([new Term("sink", Quoted: true)])], Read("+sink token").Required);

    [Fact]
    public void Only_bare_words_rank_in_a_search()
    {
        var query = Read("graph \"sink token\" ti:attention a, \"b\"");

        Assert.Equal(["\"sink token\"", "ti:attention"], query.Required.Select(group => new Query { Groups = [group] }.ToString()));
        Assert.Equal(["graph", "a, \"b\""], query.Ranking.Select(group => new Query { Groups = [group] }.ToString()));
    }

    [Theory]
    [InlineData("by:\"Andreas Geiger\" au:zhang author:Li -by:smith")]
    [InlineData("作者：“Andreas Geiger” 作者:zhang by: Li -au: smith")]
    [InlineData("by:\"Andreas Geiger\", zhang, Li -by:smith")]
    public void Authors_have_a_prefix(string text)
    {
        var query = Read(text);

        Assert.Equal(["Andreas Geiger", "zhang", "Li"], query.Authors);
        Assert.Equal(["smith"], query.ExcludedAuthors);
        Assert.Empty(query.Groups);
    }

    [Theory]
    [InlineData("ti:\"sink token\" ti:attention")]
    [InlineData("标题：“sink token” TITLE:attention")]
    public void A_title_prefix_looks_only_there(string text) =>
        Assert.Equal([new TermGroup([new Term("sink token", true, true)]), new TermGroup([new Term("attention", false, true)])], Read(text).Groups);

    [Theory]
    [InlineData("cs.CL cs.lg SLAM hep-th stat.*")]
    [InlineData("cs.cl, cs.LG, slam, HEP-TH, STAT.*")]
    [InlineData("cat:cs.CL 分类：cs.LG cat:\"SLAM\" in hep-th in stat.*")]
    public void A_known_category_needs_no_prefix(string text)
    {
        var query = Read(text);

        Assert.Equal(["cs.CL", "cs.LG", "SLAM", "hep-th", "stat.*"], query.Categories);
        Assert.Empty(query.Groups);
    }

    [Fact]
    public void A_category_with_blanks_is_quoted() => Assert.Equal(["Large Language Models"], Read("cat:\"large language models\"").Categories);

    [Fact]
    public void A_category_can_be_excluded() => Assert.Equal(["cs.CV", "cs.AI", "SLAM"], Read("x -cs.CV, cs.AI -cat:SLAM").ExcludedCategories);

    [Fact]
    public void A_word_beside_a_category_stays_a_word()
    {
        var query = Read("cs.CL, graphs in space");

        Assert.Equal(["cs.CL"], query.Categories);
        Assert.Equal([Any("graphs"), Any("in"), Any("space")], query.Groups);
    }

    [Theory]
    [InlineData("\"SLAM\"")]
    [InlineData("\"cs.LGG\"")]
    [InlineData("\"weekdayz\"")]
    [InlineData("\"2026-01\"")]
    public void Quotes_make_anything_a_word(string text) => Assert.Single(Read(text, Filter).Groups);

    [Theory]
    [InlineData("2601.18899")]
    [InlineData("id:2601.18899v2")]
    [InlineData("编号：2601.18899")]
    [InlineData("https://arxiv.org/abs/2601.18899v2")]
    public void An_arXiv_id_is_one(string text)
    {
        Assert.True(ArxivId.TryParse("2601.18899", out var id));
        Assert.Equal([id], Read(text).Ids);
    }

    [Theory]
    [InlineData("c++")]
    [InlineData("GPT-4")]
    [InlineData("AND")]
    [InlineData("NEAR(x")]
    [InlineData("what's")]
    [InlineData("node.js")]
    [InlineData("nosuch:graph")]
    [InlineData("weekdayz")]
    [InlineData("robotic")]
    [InlineData("top-down")]
    public void Words_of_all_shapes_are_words(string text) => Assert.Single(Read(text).Groups);

    [Theory]
    [InlineData("*")]
    [InlineData("\"\" - , + ()")]
    [InlineData("\0\u0001\u200B")]
    [InlineData("🙂 ***")]
    [InlineData("")]
    public void Text_without_letters_is_an_empty_query(string text) => Assert.True(Read(text).IsEmpty);

    [Theory]
    [InlineData("(graph [CLS]) f(x) physics.", "graph CLS f(x) physics")]
    public void Brackets_and_full_stops_around_words_go(string text, string words) =>
        Assert.Equal(words.Split(' '), Read(text).Groups.Select(group => group.AnyOf[0].Text));

    private static TermGroup Any(string word) => new([new Term(word)]);

    private static Query Read(string text, QueryContext? context = null)
    {
        var parsed = QueryParser.Parse(text, context ?? Search);
        Assert.Null(parsed.Mistake);
        return parsed.Value!;
    }
}
