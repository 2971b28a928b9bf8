using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

public sealed class PlainTextTests
{
    private static readonly Message Everything = new("All blocks", [
        new Heading("Digest for 28 Jan 2026"),
        new Section("Type " + (RichText)Inline.Code("help") + " or read " + Inline.Link("the guide", "https://example.org/guide") + "."),
        new BulletList(["first", Inline.Bold("bold") + (RichText)" and\non two lines", Inline.Link("https://example.org/guide", "https://example.org/guide")]),
        new BulletList([.. Enumerable.Range(1, 10).Select(i => (RichText)$"item {i}")], Numbered: true),
        new FieldList([
            new Field("Next run", "Monday 09:00"),
            new Field("Zone", Inline.Link("Europe/Berlin", "https://example.org/zone")),
            new Field("A label much longer than the others", "value"),
        ]),
        new Section("1. A paper") { Buttons = [new Button("Card", "card 2601.18899"), new Button("Undo", "undo", ButtonStyle.Danger)] },
        new SmallPrint("150 entries · 78 cs.LG · 8 shown"),
        new Divider(),
        new Preformatted("@misc{key,\n  title = {T}\n}"),
        new Heading("每日摘要"),
        new FieldList([new Field("动机", "现有工作\n两行"), new Field("TL;DR", "一句话")]),
        new Actions([new Button("English", "card 2601.18899 en"), new Button("摘要", "abstract 2601.18899")]),
    ]);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Every_block_has_a_plain_text(string language)
    {
        using var speaking = UiLanguage.Use(language);

        Snapshot.Matches($"plain-text-{language}", PlainText.Render(Everything));
    }

    [Fact]
    public void A_message_without_blocks_is_its_summary() => Assert.Equal("Done.", PlainText.Render(new Message("Done.", [])));

    [Fact]
    public void An_address_is_printed_once_and_alone_where_it_is_its_own_name()
    {
        var link = Inline.Link("arxiv.org/abs/2601.18899", "https://arxiv.org/abs/2601.18899");

        Assert.Equal("https://arxiv.org/abs/2601.18899", PlainText.Render((RichText)link));
        Assert.Equal("a <https://example.org/> b", PlainText.Render(Inline.Link("a", "https://example.org") + (RichText)" " + Inline.Link("b", "https://example.org")));
    }

    [Fact]
    public void Buttons_that_do_not_fit_a_row_stand_below_each_other()
    {
        var text = PlainText.Render(new Message("", [new Actions([.. Enumerable.Range(1, 8).Select(i => new Button($"Choice {i}", $"subscribe cs.LG {i}"))])]));

        Assert.Equal(8, text.Split('\n').Length);
        Assert.StartsWith("  [Choice 1] subscribe cs.LG 1\n", text);
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("动机：", 6)]
    [InlineData("e\u0301té", 3)]
    [InlineData("한국어", 6)]
    [InlineData("👍", 2)]
    [InlineData("𠮷", 2)]
    public void Widths_are_counted_in_columns(string text, int columns) => Assert.Equal(columns, Columns.Of(text));
}
