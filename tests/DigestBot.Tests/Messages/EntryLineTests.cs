using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Tests.Messages;

public sealed class EntryLineTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_row_says_in_a_few_lines_what_a_paper_is(string language)
    {
        using var speaking = UiLanguage.Use(language);
        var english = PaperSamples.LanguageFamily with { Summaries = new Dictionary<string, Summary> { ["en"] = PaperSamples.English } };

        Snapshot.Matches($"entries-{language}", PlainText.Render(new Message("", [
            EntryLine.Compose(1, PaperSamples.LanguageFamily, language),
            EntryLine.Compose(2, english, language, reason: "connector, cs.CL"),
            EntryLine.Compose(3, PaperSamples.Nameless, language),
            EntryLine.Compose(4, english, language, compact: true),
        ])));
    }

    [Fact]
    public void A_row_without_anything_but_a_title_is_one_line()
    {
        using var speaking = UiLanguage.Use("en");
        var bare = PaperSamples.Paper("2601.00001") with { Authors = [], Categories = [] };

        Assert.Equal("1. A title", EntryLine.Compose(1, bare, "en").Text.PlainText);
    }

    [Fact]
    public void Its_button_names_the_paper_so_that_an_older_list_keeps_its_meaning() =>
        Assert.Equal("card p:123", Assert.Single(EntryLine.Compose(7, PaperSamples.Nameless, "en").Buttons).Command);

    [Fact]
    public void Markdown_in_the_summary_is_not_shown_as_markup() =>
        Assert.Contains("\nUses a **very** small model x₁*y", Row("Uses a \\*\\*very\\*\\* [small](https://a.example) *model* $x_1*y$").Text.PlainText);

    private static EntryRow Row(string tldr) => EntryLine.Compose(
        1, PaperSamples.Paper("2601.00001") with { Summaries = new Dictionary<string, Summary> { ["en"] = Summary.Empty with { Tldr = tldr } } }, "en");
}
