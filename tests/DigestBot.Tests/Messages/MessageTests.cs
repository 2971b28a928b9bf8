using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

/// <summary>What no message can contain, whoever makes it; and that it comes back from storage as it went.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JAVASCRIPT:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//evil.example")]
    [InlineData("https://arxiv.org@evil.example/")]
    [InlineData("mailto:a@b.example")]
    [InlineData("")]
    [InlineData(null)]
    public void A_link_leads_to_the_web_or_nowhere(string? url)
    {
        Assert.Null(Inline.Link("text", url).Url);
        Assert.Null(new Inline("text", TextStyle.None, url).Url);
        Assert.Null((Inline.Link("text", "https://example.org") with { Url = url }).Url);
        Assert.Equal("text", Inline.Link("text", url).Text);
    }

    [Fact]
    public void A_web_address_is_kept() => Assert.Equal("https://arxiv.org/abs/2601.18899", Inline.Link("a", "https://arxiv.org/abs/2601.18899").Url);

    [Theory]
    [InlineData("abc\u202Edef\u202C", "abcdef")]
    [InlineData("a\u2066b\u2069\u200Ec\u200F\u061C", "abc")]
    [InlineData("z\u200Bero\uFEFF\u2060", "zero")]
    [InlineData("\u0000\u0008\u001Bx\u0085", "x\n")]
    [InlineData("a\r\nb\rc\u2028d", "a\nb\nc\nd")]
    [InlineData("👩‍🔬 می‌خواهم 论文 𠮷 \t", "👩‍🔬 می‌خواهم 论文 𠮷 \t")]
    public void Characters_that_deceive_are_taken_out(string text, string clean) => Assert.Equal(clean, new Inline(text).Text);

    [Fact]
    public void Half_a_character_is_marked() => Assert.Equal("\uFFFDx\uFFFD", new Inline("\uD800x\uDC00").Text);

    [Fact]
    public void Titles_labels_and_commands_are_one_clean_line()
    {
        var button = new Button("a\n\u202Eb", "card\t1\n");

        Assert.Equal("a b", new Heading("a\n\u202Eb").Text);
        Assert.Equal("a b", new Field("a\n\u202Eb", "").Label);
        Assert.Equal("a b", new Message("a\n\u202Eb", []).Summary);
        Assert.Equal(("a b", "card 1 "), (button.Label, button.Command));
    }

    [Fact]
    public void A_stored_message_comes_back_as_it_went()
    {
        var message = new Message("摘要 📄", [
            new Heading("<标题> & \"quotes\""),
            new Section(Inline.Link("论文", "https://arxiv.org/abs/2601.18899", TextStyle.Bold | TextStyle.Italic)) { Buttons = [new Button("Card", "card 1", ButtonStyle.Primary)] },
            new BulletList(["a", Inline.Code("b")], Numbered: true),
            new FieldList([new Field("动机", "值")]),
            new Preformatted("@misc{a,\n  title = {*b*}\n}"),
            new Actions([new Button("Undo", "undo")]),
            new SmallPrint("small"),
            new Divider(),
        ]) { Language = "zh" };

        var json = MessageJson.Serialize(message);
        var back = MessageJson.Deserialize(json);

        Snapshot.Matches("message-json", json.Replace("{\"type\"", "\n{\"type\"", StringComparison.Ordinal));
        Assert.Equal(json, MessageJson.Serialize(back));
        Assert.Equal(PlainText.Render(message), PlainText.Render(back));
        Assert.Equal(message.Blocks.Select(b => b.GetType()), back.Blocks.Select(b => b.GetType()));
    }

    [Fact]
    public void A_message_keeps_the_language_it_was_made_in_and_one_stored_before_there_was_any_is_taken_for_English()
    {
        Message made;
        using (UiLanguage.Use("zh"))
            made = new Message("x", []);

        Assert.Equal("zh", MessageJson.Deserialize(MessageJson.Serialize(made)).Language);
        using (UiLanguage.Use("zh"))
            Assert.Equal("en", MessageJson.Deserialize("""{"summary":"x","blocks":[]}""").Language);
    }

    [Fact]
    public void A_stored_message_from_elsewhere_is_as_clean_as_our_own()
    {
        const string Json = """{"summary":"x\u202Ey","blocks":[{"type":"section","text":{"inlines":[{"text":"a\u202Eb","url":"javascript:alert(1)"}]}}]}""";

        var section = Assert.IsType<Section>(Assert.Single(MessageJson.Deserialize(Json).Blocks));

        Assert.Equal("ab", section.Text.PlainText);
        Assert.Null(Assert.Single(section.Text.Inlines).Url);
        Assert.Empty(section.Buttons);
    }
}
