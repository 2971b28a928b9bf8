using DigestBot.Papers.Search;

namespace DigestBot.Tests.Papers;

public sealed class QueryMistakeTests
{
    private static readonly QueryContext Search = new(["SLAM", "Robotics", "Reasoning"], new DateOnly(2026, 1, 29), QueryMode.Search);
    private static readonly QueryContext Filter = Search with { Mode = QueryMode.Filter, Reserved = ["weekdays", "weekly", "mondays"] };

    public static TheoryData<string, Mistake> Searches => new()
    {
        { "x \"sink token", new UnclosedQuote { Corrected = "x \"sink token\"" } },
        { "ti:\"sink token -survey by:li", new UnclosedQuote { Corrected = "ti:\"sink token\" -survey by:li" } },
        { "screens of 12\" size", new UnclosedQuote { Corrected = "screens of 12 size" } },
        { "x \"", new UnclosedQuote { Corrected = "x" } },
        { "“graph", new UnclosedQuote { Corrected = "\"graph\"" } },
        { "graphs in cs.LGG", new UnknownCategory("cs.LGG", "cs.LG") { Corrected = "graphs in cs.LG" } },
        { "x -cs.LGG y", new UnknownCategory("cs.LGG", "cs.LG") { Corrected = "x -cs.LG y" } },
        { "cat:robotcs", new UnknownCategory("robotcs", "Robotics") { Corrected = "Robotics" } },
        { "zz.QQ", new UnknownCategory("zz.QQ", null) },
        { "cat:\"no such label\"", new UnknownCategory("no such label", null) },
        { "math.sqrt", new UnknownCategory("math.sqrt", null) },
        { "x resaonimg y", new LooksReserved("resaonimg", "Reasoning") { Corrected = "x Reasoning y" } },
        { "sc.lg", new LooksReserved("sc.lg", "cs.LG") { Corrected = "cs.LG" } },
        { "by:", new EmptyValue("by") },
        { "ti: -x", new EmptyValue("ti") },
        { "by: ti:x", new EmptyValue("by") },
        { "作者：\"\"", new EmptyValue("by") },
        { "since:", new EmptyValue("since") },
        { "since:2026-13-01", new BadDate("2026-13-01") },
        { "before:someday", new BadDate("someday") },
        { "since:2026-01-05 before:2026-01-05", new BadDate("2026-01-05") },
        { "since:2026-01-05 since yesterday", new SaidTwice("2026-01-05", "since yesterday") },
        { "id:graph", new BadId("graph") },
    };

    public static TheoryData<string, Mistake> Filters => new()
    {
        { "-survey -cs.CV", new OnlyExclusions() },
        { "x since:2026-01-05", new NotHere("since:2026-01-05") },
        { "x since last month", new NotHere("since last month") },
        { "x yesterday", new NotHere("yesterday") },
        { "id:2601.18899", new NotHere("id:2601.18899") },
        { "2601.18899", new NotHere("2601.18899") },
        { "cs.LG weekdayz", new LooksReserved("weekdayz", "weekdays") { Corrected = "cs.LG weekdays" } },
        { "mnodays", new LooksReserved("mnodays", "mondays") { Corrected = "mondays" } },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_mistake_in_a_search_is_described_with_the_text_to_type_instead(string text, Mistake mistake) =>
        Assert.Equal(mistake, QueryParser.Parse(text, Search).Mistake);

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_mistake_in_a_filter_is_described_with_the_text_to_type_instead(string text, Mistake mistake) =>
        Assert.Equal(mistake, QueryParser.Parse(text, Filter).Mistake);

    [Fact]
    public void Too_long_a_text_is_refused() => Assert.Equal(new TooLong(4_001, 4_000), QueryParser.Parse(new string('x', 4_001), Search).Mistake);

    [Fact]
    public void Too_many_terms_that_must_match_are_refused()
    {
        Assert.Equal(new TooLong(65, 64), QueryParser.Parse(string.Join(' ', Enumerable.Range(0, 65).Select(i => $"x{i}")), Filter).Mistake);
        Assert.Equal(new TooLong(65, 64), QueryParser.Parse(string.Join(' ', Enumerable.Range(0, 65).Select(i => $"\"x{i}\"")), Search).Mistake);
    }

    [Fact]
    public void A_pasted_abstract_is_searched_for_as_it_is()
    {
        var text = string.Join(' ', Enumerable.Range(0, 90).Select(i => $"x{i}")) + " in 1972 a \"closed\" case of cs.LG, yesterday";

        var query = QueryParser.Parse(text, Search).Value!;

        Assert.Empty(query.Required);
        Assert.Empty(query.Categories);
        Assert.Equal((null, null), (query.Since, query.Before));
        Assert.Equal(query, QueryParser.Parse(query.ToString(), Search).Value);
    }

    [Theory]
    [InlineData("word", null)]
    [InlineData("reasonin", "Reasoning")]
    [InlineData("raesonin", "Reasoning")]
    [InlineData("robtiks", null)]
    [InlineData("raesoning", "Reasoning")]
    [InlineData("seasoning", "Reasoning")]
    [InlineData("treatment", null)]
    public void The_closest_word_is_one_or_two_slips_away(string word, string? closest) =>
        Assert.Equal(closest, Spelling.Closest(word, ["Robotics", "Reasoning", "ward"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("thrusday", "Thursday", 1)]
    [InlineData("ca", "abc", 3)]
    public void Swapped_neighbours_are_one_slip(string left, string right, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(left, right));
        Assert.Equal(distance, Spelling.Distance(right, left));
    }
}
