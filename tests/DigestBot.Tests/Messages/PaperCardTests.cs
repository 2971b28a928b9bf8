using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Tests.Messages;

public sealed class PaperCardTests
{
    private static readonly Paper TwoLanguages = PaperSamples.LanguageFamily with
    {
        Version = 2,
        Summaries = new Dictionary<string, Summary>(PaperSamples.LanguageFamily.Summaries) { ["en"] = PaperSamples.English },
    };

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_card_is_in_the_readers_language(string language)
    {
        using var speaking = UiLanguage.Use(language);

        Snapshot.Matches($"card-{language}", TwoLanguages.Text(language));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void On_demand_a_card_shows_the_abstract(string language)
    {
        using var speaking = UiLanguage.Use(language);

        Snapshot.Matches($"card-{language}-with-abstract", TwoLanguages.Text(language, withAbstract: true));
    }

    [Fact]
    public void An_English_reader_of_a_Chinese_summary_gets_the_abstract_and_a_way_to_the_summary()
    {
        using var speaking = UiLanguage.Use("en");

        Snapshot.Matches("card-en-of-a-chinese-summary", PaperSamples.LanguageFamily.Text("en"));
    }

    [Fact]
    public void A_Chinese_reader_of_an_English_summary_gets_it_and_is_told()
    {
        using var speaking = UiLanguage.Use("zh");

        var text = (TwoLanguages with { Summaries = new Dictionary<string, Summary> { ["en"] = PaperSamples.English } }).Text("zh");

        Assert.Contains("One connector per language family", text);
        Assert.Contains("暂无中文总结，以英文显示。", text);
        Assert.DoesNotContain("card 2601.18899 en", text);
    }

    [Fact]
    public void Gaps_in_a_summary_are_filled_from_another_language_and_labelled()
    {
        using var speaking = UiLanguage.Use("zh");
        var paper = TwoLanguages with
        {
            Summaries = new Dictionary<string, Summary> { ["zh"] = new("一句话。", null, null, null, null), ["en"] = PaperSamples.English },
        };

        var text = paper.Text("zh");

        Assert.Contains("一句话。", text);
        Assert.Contains("结果（英文）： Fewer parameters", text);
        Assert.DoesNotContain("One connector", text);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_paper_without_title_authors_and_summary_still_makes_a_card(string language)
    {
        using var speaking = UiLanguage.Use(language);

        Snapshot.Matches($"card-{language}-nameless", PaperSamples.Nameless.Text(language));
    }

    [Fact]
    public void A_paper_of_which_only_the_title_is_known_says_so()
    {
        using var speaking = UiLanguage.Use("en");

        var text = PaperSamples.Paper("2601.00001").Text("en");

        Assert.Contains("No summary and no abstract yet.", text);
        Assert.DoesNotContain("[Abstract]", text);
    }

    [Fact]
    public void A_short_abstract_is_shown_whole_and_has_no_button()
    {
        using var speaking = UiLanguage.Use("en");

        var text = (PaperSamples.Paper("2601.00001") with { Abstract = ["We show one thing. It works."] }).Text("en");

        Assert.Contains("We show one thing. It works.\nNo summary yet; this is the whole abstract.", text);
        Assert.DoesNotContain("[Abstract]", text);
    }

    [Fact]
    public void Thousands_of_authors_are_folded()
    {
        using var speaking = UiLanguage.Use("en");
        var paper = PaperSamples.Paper("2507.06261") with { Authors = [.. Enumerable.Range(1, 3303).Select(i => $"Author {i}")] };

        Assert.Contains("Author 1, Author 2, Author 3 and 3,300 more\n", paper.Text("en"));
        Assert.Equal("A title — Author 1, Author 2 +3301", PaperCard.Compose(paper, "2507.06261", "en").Summary);
    }

    [Fact]
    public void A_card_shows_where_the_code_is_what_the_authors_remark_and_the_translated_title()
    {
        var paper = PaperSamples.LanguageFamily with
        {
            CodeUrl = "https://github.com/ann/families",
            Comment = "12 pages, $\\alpha$ version,\nsee https://families.example/x",
            Summaries = new Dictionary<string, Summary> { ["zh"] = new("一句话。", null, null, null, null) { Title = "语言家族很重要" } },
        };

        using (UiLanguage.Use("zh"))
            Assert.StartsWith("Language Family Matters: Evaluating LLM-Based ASR Across Linguistic Boundaries <https://arxiv.org/abs/2601.18899>\n语言家族很重要\n", paper.Text("zh"), StringComparison.Ordinal);
        using var speaking = UiLanguage.Use("en");
        var text = paper.Text("en");
        Assert.Contains(" · Code: github.com <https://github.com/ann/families>\n12 pages, α version, see https://families.example/x\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("语言家族很重要", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Code:", (paper with { CodeUrl = "javascript:alert(1)" }).Text("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "· 2026-01-28 ·")]
    [InlineData(2, "· first seen 2026-01-28, again 2026-01-29, 2026-01-30 ·")]
    [InlineData(9, "· first seen 2026-01-28, again on 9 days, last 2026-02-06 ·")]
    public void A_card_says_on_which_days_the_paper_came(int again, string said)
    {
        using var speaking = UiLanguage.Use("en");
        IReadOnlyList<DateOnly> days = [.. Enumerable.Range(0, again + 1).Select(PaperSamples.LanguageFamily.Day.AddDays)];

        var card = PlainText.Render(PaperCard.Compose(PaperSamples.LanguageFamily, "2601.18899", "en", extras: new CardExtras { Days = days }));

        Assert.Contains(said, card, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paper_without_an_arXiv_id_links_to_where_the_digest_file_says_if_that_is_the_web()
    {
        var paper = PaperSamples.Nameless with { Url = "https://openreview.net/forum?id=x" };

        Assert.Contains(" · openreview.net", paper.Text("en"));
        Assert.DoesNotContain("javascript", (paper with { Url = "javascript:alert(1)" }).Text("en"));
    }
}
