using System.Text;
using System.Text.Json;
using DigestBot.Messages;
using DigestBot.Teams.AdaptiveCards;

namespace DigestBot.Tests.Teams;

/// <summary>What a message is in Teams: all of it, in cards that fit, and nothing a digest file says is ever more than text.</summary>
public sealed class CardRendererTests
{
    public static readonly TheoryData<string> Hostile =
    [
        "**bold** _it_ [link](https://evil.example) # head", "<at>Everyone</at>", "![x](https://evil.example/p.png)", "{{DATE(2017-02-14T06:08:39Z, SHORT)}}", "${$root.x}",
        "<script>alert(1)</script>", "javascript:alert(1)", "1. one\n2. two", "- a\n- b", "a\u202Eb", "\"}],\"actions\":[", "\\", "``` code ```", "| a | b |",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_a_digest_file_says_is_only_text(string text)
    {
        var message = new Message(text, [new Heading(text), new Section(text) { Buttons = [new Button(text, "card 1")] }, new FieldList([new Field(text, text)]), new SmallPrint(text)]);

        var card = Element(Assert.Single(CardRenderer.Render(message)));

        // A TextBlock is read as Markdown: it may only hold what has no meaning there.
        Assert.DoesNotContain(CardTexts.Objects(card), found => Type(found) == "TextBlock" && found.GetProperty("text").GetString()!.Any("*_[]()<>#`{}".Contains));
        Assert.DoesNotContain(CardTexts.Objects(card), found => found.TryGetProperty("url", out _));
        Assert.DoesNotContain(CardTexts.Of(card), run => run.Contains("{{", StringComparison.Ordinal));
        Assert.False(card.GetProperty("msteams").TryGetProperty("entities", out _));
        Assert.Contains(new Section(text).Text.PlainText.Split('\n')[0], string.Concat(CardTexts.Of(card)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_where_the_message_has_one_and_nowhere_else()
    {
        var text = Inline.Link("A paper", "https://arxiv.org/abs/2601.18899") + (RichText)" see https://evil.example";

        var card = Element(Assert.Single(CardRenderer.Render(new Message("", [new Section(text)]))));

        var links = CardTexts.Objects(card).Where(found => found.TryGetProperty("url", out _)).Select(found => found.GetProperty("url").GetString());
        Assert.Equal(["https://arxiv.org/abs/2601.18899"], links);
    }

    [Fact]
    public void A_button_carries_its_command_for_new_clients_and_old()
    {
        var card = Element(Assert.Single(CardRenderer.Render(new Message("", [new Actions([new Button("卡片", "card 1", ButtonStyle.Primary)])]))));

        var action = Assert.Single(CardTexts.Actions(card));
        Assert.Equal(("Action.Execute", "command", "card 1"), (Type(action), action.GetProperty("verb").GetString(), action.GetProperty("data").GetProperty("command").GetString()));
        Assert.Equal(("Action.Submit", "card 1"), (Type(action.GetProperty("fallback")), action.GetProperty("fallback").GetProperty("data").GetProperty("command").GetString()));
    }

    [Fact]
    public void A_button_with_a_form_asks_for_a_dialog()
    {
        var card = Element(Assert.Single(CardRenderer.Render(new Message("", [new Actions([new Button("Subscribe…", "subscribe") { OpensForm = true }])]))));

        var data = Assert.Single(CardTexts.Actions(card)).GetProperty("data");
        Assert.Equal(("task/fetch", "subscribe"), (data.GetProperty("msteams").GetProperty("type").GetString(), data.GetProperty("command").GetString()));
    }

    [Fact]
    public void More_buttons_than_a_row_shows_are_more_rows()
    {
        var buttons = Enumerable.Range(1, 15).Select(i => new Button($"{i}", $"card {i}")).ToList();

        var card = Element(Assert.Single(CardRenderer.Render(new Message("", [new Actions(buttons)]))));

        Assert.Equal([5, 5, 5], CardTexts.Objects(card).Where(found => Type(found) == "ActionSet").Select(set => set.GetProperty("actions").GetArrayLength()));
    }

    [Theory]
    [InlineData(300, 40, 37)]
    [InlineData(3, 60_000, 5_000)]
    [InlineData(1, 200_000, 1)]
    public void A_message_of_any_size_is_cards_that_fit_and_nothing_is_lost(int sections, int length, int run)
    {
        var random = new Random(7);
        var texts = Enumerable.Range(0, sections).Select(_ => Words(random, length)).ToList();
        var message = new Message("big", [.. texts.Select(text => new Section(new RichText([.. text.EnumerateRunes().Chunk(run).Select((piece, i) => new Inline(string.Concat(piece), i % 2 == 0 ? TextStyle.Bold : TextStyle.None))]))
        {
            Buttons = [new Button("Card", "card 1")],
        })]);

        var cards = CardRenderer.Render(message);

        Assert.All(cards, card => Assert.InRange(Encoding.UTF8.GetByteCount(CardJson.Serialize(card)), 1, CardRenderer.MostBytes));
        Assert.True(cards.Count > 1);
        var parts = cards.Select((_, i) => $"{i + 1}/{cards.Count}");
        Assert.Equal(string.Concat(texts), string.Concat(cards.Zip(parts, (card, part) => string.Concat(CardTexts.Of(Element(card)).SkipLast(1)))));
        Assert.Equal(parts, cards.Select(card => CardTexts.Of(Element(card)).Last()));
        Assert.Equal(sections, cards.Sum(card => CardTexts.Actions(Element(card)).Count()));
    }

    [Fact]
    public void A_card_that_was_too_big_is_halved_until_it_cannot_be()
    {
        var card = Assert.Single(CardRenderer.Render(new Message("", [new Section("a"), new Section("b"), new Section("c")])));

        var (first, second) = CardRenderer.Halve(card)!.Value;

        Assert.Equal(("a", "bc"), (string.Concat(CardTexts.Of(Element(first))), string.Concat(CardTexts.Of(Element(second)))));
        Assert.Null(CardRenderer.Halve(first));
    }

    [Fact]
    public void A_notification_says_the_summary()
    {
        Assert.Equal("3 papers", Assert.Single(CardRenderer.Render(new Message("3 papers", [new Section("x")]))).FallbackText);
        Assert.InRange(CardRenderer.Fallback(new Message(new string('x', 5_000), [])).Length, 100, 250);
    }

    private static string Words(Random random, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
            text.Append(random.Next(3) switch { 0 => "论文摘要", 1 => "🙂", _ => "word\\\"" }).Append(random.Next(4) == 0 ? " " : "");
        return text.ToString().Trim();
    }

    private static string? Type(JsonElement element) => element.TryGetProperty("type", out var type) ? type.GetString() : null;

    private static JsonElement Element(AdaptiveCard card) => CardJson.Element(card);
}
