using System.Text.RegularExpressions;
using Markdig;
using Markdig.Parsers;

namespace DigestBot.Messages;

/// <summary>
/// The Markdown inside a digest's fields as message content: emphasis, links, code, lists, line breaks. Formulas become Unicode, HTML is text,
/// images are links, links are http(s). Never throws; what would be slow to parse is shown as plain text.
/// </summary>
public static partial class MarkdownText
{
    private const int LongestParsed = 64 * 1024;

    // Unclosed brackets and emphasis cost the parser quadratic time, nested containers likewise: 10,000 × "[a](" took 2 s,
    // 22,000 × "*a " 1 s, 100,000 × "- " 5 s. Real fields have a few.
    private const int MostBrackets = 500;
    private const int MostEmphasis = 2000;

    private static readonly MarkdownPipeline Pipeline = Build();

    public static IReadOnlyList<Block> ToBlocks(string? markdown)
    {
        var text = CleanText.Lines(markdown).Trim();
        if (text.Length == 0)
            return [];
        if (IsSlow(text))
            return AsItIs(text);

        try
        {
            var math = new MathSpans();
            var document = Markdown.Parse(Definition().Replace(math.Hide(text), @"${lead}\["), Pipeline);
            return new MarkdownBlocks(math).Convert(document);
        }
        catch (Exception)
        {
            // Nested deeper than the parser allows, or a fault of its own: no digest is lost for that.
            return AsItIs(text);
        }
    }

    private static IReadOnlyList<Block> AsItIs(string text) => [new Section(BareLinks.Find(text))];

    /// <summary>For places that hold one paragraph (a field's value): blocks and list items on lines of their own.</summary>
    public static RichText ToRichText(string? markdown)
    {
        var inlines = new List<Inline>();
        foreach (var line in ToBlocks(markdown).SelectMany(Lines))
        {
            if (inlines.Count > 0)
                inlines.Add(new Inline("\n"));
            inlines.AddRange(line.Inlines);
        }

        return new RichText(MarkdownBlocks.Merged(inlines));
    }

    public static string ToPlainText(string? markdown) => ToRichText(markdown).PlainText;

    private static IEnumerable<RichText> Lines(Block block) => block switch
    {
        Section section => [section.Text],
        BulletList list => list.Items.Select((item, i) => (list.Numbered ? $"{i + 1}. " : "• ") + item),
        _ => [],
    };

    private static bool IsSlow(string text) =>
        text.Length > LongestParsed
        || text.AsSpan().Count('[') > MostBrackets
        || text.AsSpan().Count('*') + text.AsSpan().Count('_') > MostEmphasis
        || DeepPrefix().IsMatch(text);

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        if (builder.BlockParsers.Find<ParagraphBlockParser>() is { } paragraphs)
            paragraphs.ParseSetextHeadings = false;
        return builder.Build();
    }

    // "- - - -", "> > >", "1. 1. 1." on one line.
    [GeneratedRegex(@"^(?:[ \t]*(?:[-*+>]|[0-9]{1,9}[.)])(?=[ \t>])){9}", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex DeepPrefix();

    // "[1]: https://…" is a definition to Markdown and would vanish from the text.
    [GeneratedRegex(@"^(?<lead>[ \t]*(?:(?:[-*+>]|[0-9]{1,9}[.)])[ \t]*)*)\[(?=[^\]\n]*\]:)", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();
}
