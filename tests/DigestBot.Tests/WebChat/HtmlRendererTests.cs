using System.Text.RegularExpressions;
using DigestBot.Messages;
using DigestBot.WebChat.Html;

namespace DigestBot.Tests.WebChat;

/// <summary>Messages as HTML: every block, and nothing in it but what we wrote.</summary>
public sealed partial class HtmlRendererTests
{
    private const string Nasty = "</p><script>alert('x')</script> & \"q\" ' <b onclick=x> &#60;";

    [Fact]
    public void Every_block_has_its_element() => Snapshot.Matches("message-html", Pretty(HtmlRenderer.Render(Whole("text"))));

    [Fact]
    public void Texts_and_attributes_are_escaped()
    {
        var html = HtmlRenderer.Render(Whole(Nasty));

        var ours = Tag().Matches(HtmlRenderer.Render(Whole("text"))).Select(tag => tag.Groups["name"].Value);
        Assert.Equal(ours, Tag().Matches(html).Select(tag => tag.Groups["name"].Value));
        Assert.DoesNotContain("onclick=x>", html, StringComparison.Ordinal);
        Assert.Contains("data-command=\"&lt;/p&gt;&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_says_its_language_by_its_letters()
    {
        var html = HtmlRenderer.Render(new Message("m", [new Section("本文研究 agents"), new Section("plain"), new Section("これは"), new Section("3 · 4")]));

        Assert.Equal(["zh-Hans", "en", "ja", ""], Regex.Matches(html, "<p(?: class=\"[a-z]+\")?(?: lang=\"([^\"]+)\")?").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void An_empty_message_is_its_summary() => Assert.Equal("<p lang=\"en\" dir=\"auto\">only this</p>", HtmlRenderer.Render(new Message("only this", [])));

    private static Message Whole(string text) => new(text,
    [
        new Heading(text),
        new Section(Inline.Bold(text) + (RichText)("\n" + text) + Inline.Italic(text) + Inline.Code(text) + Inline.Link(text, "https://arxiv.org/abs/2601.00001?a=1&b=2")) { Buttons = [new Button(text, text)] },
        new Section(text),
        new BulletList([text, text]),
        new BulletList([text], Numbered: true),
        new FieldList([new Field(text, text)]),
        new FieldList([new Field(text, text + "\n" + text)]),
        new SmallPrint(text),
        new Divider(),
        new Preformatted(text),
        new Actions([new Button(text, text, ButtonStyle.Primary), new Button(text, text, ButtonStyle.Danger) { OpensForm = true }]),
    ]);

    private static string Pretty(string html) => html.Replace("><", ">\n<", StringComparison.Ordinal);

    [GeneratedRegex("<(?<name>/?[a-z0-9]+)[ >]", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
