using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("a **b** *c* `d` ***e***", "a |b:Bold| |c:Italic| |d:Code| |e:Bold, Italic")]
    [InlineData("**bold [link](https://a.example/x) end**", "bold :Bold|link:Bold@https://a.example/x| end:Bold")]
    [InlineData("see [the code](https://a.example)", "see |the code@https://a.example/")]
    [InlineData("<https://a.example/>", "https://a.example/@https://a.example/")]
    [InlineData("![a figure](https://a.example/f.png)", "a figure@https://a.example/f.png")]
    [InlineData("![](https://a.example/f.png)", "https://a.example/f.png@https://a.example/f.png")]
    [InlineData("one\ntwo  \nthree", "one\ntwo\nthree")]
    [InlineData("one\n\ntwo", "one\ntwo")]
    [InlineData("- a\n- b\n  - c", "• a\n• b\n– c")]
    [InlineData("1. a\n2. b", "1. a\n2. b")]
    [InlineData("2020. We found it.", "2020. We found it.")]
    [InlineData("1) this; 2) that", "1) this; 2) that")]
    [InlineData("3) c\n4) d", "3) c\n4) d")]
    [InlineData("# Head\ntext", "Head:Bold|\ntext")]
    [InlineData("> quoted", "quoted")]
    [InlineData("    indented", "indented")]
    [InlineData("x\n\n    indented", "x\nindented")]
    [InlineData("snake_case_name 2*3*4", "snake_case_name 2|3:Italic|4")]
    [InlineData("AT&amp;T &lt;b&gt;", "AT&T <b>")]
    [InlineData("[1]: https://a.example/x", "[1]: |https://a.example/x@https://a.example/x")]
    [InlineData("代码：https://github.com/a/b_c_d。更多", "代码：|https://github.com/a/b_c_d@https://github.com/a/b_c_d|。更多")]
    [InlineData("(at https://a.example/x_(y)).", "(at |https://a.example/x_(y)@https://a.example/x_(y)|).")]
    [InlineData("```\nx = [1]\n```", "x = [1]:Code")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |")]
    [InlineData("a[^1]\n\n[^1]: note", "a[^1]\n[^1]: note")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Markdown_becomes_styled_text(string? markdown, string expected) => Assert.Equal(expected, Describe(MarkdownText.ToRichText(markdown)));

    [Theory]
    [InlineData("$\\beta_1 * x_2$ and $y_1 * z_2$", "β₁ * x₂ and y₁ * z₂")]
    [InlineData("$$\\sum_{i} a_i * b_i$$", "∑ᵢ aᵢ * bᵢ")]
    [InlineData("\\(a_1 * b_1\\) and \\[c_1 * d_1\\]", "a₁ * b₁ and c₁ * d₁")]
    [InlineData("$\\{x\\} \\_ \\* [a](b)$", "{x} _ * [a](b)")]
    [InlineData("$a*b*c_{1}$ and $_x_*y*$", "a*b*c₁ and ₓ_*y*")]
    [InlineData("$a\nb$", "a\nb")]
    public void Signs_inside_formulas_are_no_Markdown(string text, string shown) => Assert.Equal(shown, Describe(MarkdownText.ToRichText(text)));

    [Theory]
    [InlineData("pay $5 and $10")]
    [InlineData("a lone $ sign, x_1")]
    [InlineData("\\textbf{CRPS} and \\beta_1")]
    public void What_is_no_formula_stays(string text) => Assert.Equal(text, Describe(MarkdownText.ToRichText(text)));

    [Fact]
    public void Emphasis_and_links_around_formulas_work() =>
        Assert.Equal("uses |x₁ * y:Bold| in |z₁@https://a.example/", Describe(MarkdownText.ToRichText("uses **$x_1 * y$** in [$z_1$](https://a.example)")));

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("<div onclick=\"x\">\n**a**\n</div>", "<div onclick=\"x\">\n|a:Bold|\n</div>")]
    [InlineData("<!-- hidden --> a", "<!-- hidden --> a")]
    [InlineData("[click](javascript:alert(1))", "click")]
    [InlineData("[click](data:text/html,x)", "click")]
    [InlineData("<javascript:alert(1)>", "javascript:alert(1)")]
    [InlineData("![x](file:///etc/passwd)", "x")]
    [InlineData("[https://arxiv.org/abs/1](https://evil.example/)", "https://evil.example/@https://evil.example/")]
    [InlineData("[arxiv.org](https://evil.example/)", "https://evil.example/@https://evil.example/")]
    [InlineData("[v1.5](https://a.example/)", "v1.5@https://a.example/")]
    [InlineData("[x](https://arxiv.org@evil.example/)", "x")]
    [InlineData("a\u202Egnp.exe\u202C", "agnp.exe")]
    [InlineData("\uE0000\uE001 $x$", "0 x")]
    public void What_could_harm_is_text(string markdown, string expected) => Assert.Equal(expected, Describe(MarkdownText.ToRichText(markdown)));

    [Fact]
    public void A_list_is_a_list() =>
        Assert.Equal(["a", "b"], Assert.IsType<BulletList>(MarkdownText.ToBlocks("Intro:\n\n- a\n- b")[1]).Items.Select(i => i.PlainText));

    private static string Describe(RichText text) =>
        string.Join('|', text.Inlines.Select(i => i.Text + (i.Style == TextStyle.None ? "" : $":{i.Style}") + (i.Url is null ? "" : $"@{i.Url}")));
}
