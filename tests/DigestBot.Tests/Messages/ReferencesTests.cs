using System.Text.Json;
using System.Text.RegularExpressions;
using DigestBot.Messages;
using DigestBot.Messages.References;
using DigestBot.Papers;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DigestBot.Tests.Messages;

/// <summary>Exports that other programs read: each is read back by somebody else's parser, or by the format's own rules.</summary>
public sealed partial class ReferencesTests
{
    private static readonly Paper Odd = PaperSamples.Paper("2601.18899") with
    {
        Title = @"100% of {R&D} in #1_place: $\mathcal{O}(n^2)$ \ ~ ^ [a](b) *c* <script> “q” 论文 }",
        Authors = ["Élise Dupont", "Laurens van der Maaten", "DeepSeek-AI Team", "Smith and Sons", "张三", "O'Brien, Jr. & Co"],
        Abstract = ["First & line.\nER  - \nTY  - JOUR", "Second."],
    };

    private static readonly IReadOnlyList<Paper> Papers = [Odd, PaperSamples.LanguageFamily, PaperSamples.Nameless, Odd with { ArxivId = null, Url = "https://a.example/x{y}?q=1&r=2" }];

    [Fact]
    public void BibTeX_braces_balance_and_every_entry_has_a_key_of_its_own()
    {
        var text = BibTex.Of(Papers);

        var depth = 0;
        foreach (var c in text)
        {
            depth += c switch { '{' => 1, '}' => -1, _ => 0 };
            Assert.True(depth >= 0, text);
        }

        Assert.Equal(0, depth);
        var keys = Entry().Matches(text).Select(match => match.Groups["key"].Value).ToList();
        Assert.Equal(Papers.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[a-z0-9-]+$", key));
    }

    [Fact]
    public void BibTeX_says_what_the_paper_says_with_every_sign_escaped()
    {
        var text = BibTex.Of([Odd]);

        Assert.Contains(@"title = {{100\% of \textbraceleft{}R\&D\textbraceright{} in \#1\_place: $\mathcal{O}(n^2)$ \textbackslash{} \textasciitilde{} \textasciicircum{} [a](b) *c* \textless{}script\textgreater{} “q” 论文 \textbraceright{}}}", text, StringComparison.Ordinal);
        Assert.Contains(@"author = {Dupont, Élise and van der Maaten, Laurens and {DeepSeek-AI Team} and {Smith and Sons} and {张三} and {O'Brien, Jr. \& Co}}", text, StringComparison.Ordinal);
        Assert.Contains("eprint = {2601.18899},\n  archivePrefix = {arXiv},\n  primaryClass = {cs.LG}", text, StringComparison.Ordinal);
        Assert.Contains("year = {2026},\n  month = jan,", text, StringComparison.Ordinal);
    }

    [Fact]
    public void BibTeX_keeps_LaTeX_that_is_well_formed() =>
        Assert.Contains(@"title = {{{\'E}lise \emph{et} al. \& $x_1$}}", BibTex.Of([Odd with { Title = @"{\'E}lise \emph{et} al. & $x_1$" }]), StringComparison.Ordinal);

    [Fact]
    public void RIS_has_one_value_a_line_and_nothing_can_end_a_reference_early()
    {
        var text = Ris.Of(Papers);

        Assert.All(text.Split('\n').Where(line => line.Length > 0), line => Assert.Matches("^[A-Z][A-Z0-9]  - ", line));
        Assert.Equal(Papers.Count, text.Split('\n').Count(line => line.StartsWith("TY  - ", StringComparison.Ordinal)));
        Assert.Equal(Papers.Count, text.Split('\n').Count(line => line == "ER  - "));
        Assert.Contains("AU  - van der Maaten, Laurens\n", text, StringComparison.Ordinal);
        Assert.Contains("TI  - 100% of {R&D}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_comes_back_as_it_went()
    {
        var items = JsonDocument.Parse(CslJson.Of(Papers)).RootElement.EnumerateArray().ToList();

        Assert.Equal(Papers.Count, items.Count);
        Assert.Equal(PaperCard.Title(Odd), items[0].GetProperty("title").GetString());
        Assert.Equal(("van der Maaten", "Laurens"), (items[0].GetProperty("author")[1].GetProperty("family").GetString(), items[0].GetProperty("author")[1].GetProperty("given").GetString()));
        Assert.Equal("DeepSeek-AI Team", items[0].GetProperty("author")[2].GetProperty("literal").GetString());
        Assert.Equal(2026, items[0].GetProperty("issued").GetProperty("date-parts")[0][0].GetInt32());
    }

    [Fact]
    public void Markdown_is_a_list_of_links_whose_text_a_parser_reads_as_the_title()
    {
        var document = Markdown.Parse(MarkdownList.Of(Papers));

        var items = Assert.IsType<ListBlock>(Assert.Single(document)).Cast<ListItemBlock>().ToList();
        Assert.Equal(Papers.Count, items.Count);
        var link = items[0].Descendants<LinkInline>().Single();
        Assert.Equal("https://arxiv.org/abs/2601.18899", link.Url);
        Assert.Equal(PaperCard.Title(Odd), string.Concat(link.Descendants<LiteralInline>().Select(literal => literal.Content.ToString())));
        Assert.Empty(items[0].Descendants<EmphasisInline>());
        Assert.Empty(items[0].Descendants<HtmlInline>());
    }

    [GeneratedRegex(@"^@misc\{(?<key>[^,]*),$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();
}
