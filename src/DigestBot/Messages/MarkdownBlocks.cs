using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MarkdigBlock = Markdig.Syntax.Block;
using MarkdigInline = Markdig.Syntax.Inlines.Inline;

namespace DigestBot.Messages;

/// <summary>Turns a parsed Markdown document into blocks; see <see cref="MarkdownText"/> for what it may contain.</summary>
internal sealed class MarkdownBlocks(MathSpans math)
{
    public IReadOnlyList<Block> Convert(ContainerBlock container) => [.. container.SelectMany(Convert)];

    private IEnumerable<Block> Convert(MarkdigBlock block) => block switch
    {
        HeadingBlock heading => [new Section(Text(heading.Inline, TextStyle.Bold))],
        CodeBlock code => [new Section(Inline.Code(math.Restore(code.Lines.ToString())))],
        LeafBlock leaf when leaf.Inline is not null => [new Section(Text(leaf.Inline))],
        ListBlock list => [Convert(list)],
        ThematicBreakBlock => [new Divider()],
        ContainerBlock container => Convert(container),
        _ => [],
    };

    private Block Convert(ListBlock list)
    {
        var items = list.Select(item => Item((ContainerBlock)item)).ToList();
        // "2020. We found …" and "1) this; 2) that" on one line are lists to Markdown: their numbers are kept as written.
        return list.IsOrdered && (items.Count == 1 || list.OrderedStart is not (null or "1"))
            ? new Section(Lines(items.Select((item, i) => $"{int.Parse(list.OrderedStart ?? "1") + i}{list.OrderedDelimiter} " + item)))
            : new BulletList(items, list.IsOrdered);
    }

    /// <summary>An item's paragraphs and its nested items, each on a line.</summary>
    private RichText Item(ContainerBlock item) => Lines(Convert(item).SelectMany(IEnumerable<RichText> (block) => block switch
    {
        Section section => [section.Text],
        BulletList nested => nested.Items.Select(inner => "– " + inner),
        _ => [],
    }));

    private static RichText Lines(IEnumerable<RichText> lines) =>
        new(Merged([.. lines.SelectMany((line, i) => i == 0 ? line.Inlines : [new Inline("\n"), .. line.Inlines])]));

    private RichText Text(ContainerInline? inline, TextStyle style = TextStyle.None)
    {
        var inlines = new List<Inline>();
        Add(inline, style, url: null, inlines);
        return new RichText([.. Merged(inlines).SelectMany(BareLinks.In)]);
    }

    private void Add(MarkdigInline? inline, TextStyle style, string? url, List<Inline> into)
    {
        switch (inline)
        {
            case null:
                break;
            case LiteralInline literal:
                into.Add(new Inline(math.Restore(literal.Content.ToString(), MathText.OfFormula), style, url));
                break;
            case HtmlEntityInline entity:
                into.Add(new Inline(entity.Transcoded.ToString(), style, url));
                break;
            case CodeInline code:
                into.Add(new Inline(math.Restore(code.Content), style | TextStyle.Code, url));
                break;
            case LineBreakInline:
                into.Add(new Inline("\n", style));
                break;
            case AutolinkInline auto:
                into.Add(auto.IsEmail ? new Inline(auto.Url, style) : Link(math.Restore(auto.Url), math.Restore(auto.Url), style));
                break;
            case LinkInline link:
                Add(link, style, into);
                break;
            case EmphasisInline emphasis:
                AddChildren(emphasis, style | (emphasis.DelimiterCount >= 2 ? TextStyle.Bold : TextStyle.Italic), url, into);
                break;
            case ContainerInline container:
                AddChildren(container, style, url, into);
                break;
            default:
                into.Add(new Inline(math.Restore(inline.ToString() ?? "", MathText.OfFormula), style, url));
                break;
        }
    }

    private void AddChildren(ContainerInline container, TextStyle style, string? url, List<Inline> into)
    {
        foreach (var child in container)
            Add(child, style, url, into);
    }

    private void Add(LinkInline link, TextStyle style, List<Inline> into)
    {
        var url = math.Restore(link.Url ?? "");
        var text = new List<Inline>();
        AddChildren(link, style, url, text);
        var shown = string.Concat(text.Select(i => i.Text));
        // No name, or another address than the one it leads to: the true one is shown.
        if (string.IsNullOrWhiteSpace(shown) || PretendsToBeElsewhere(shown, url))
            into.Add(Link(url, url, style));
        else
            into.AddRange(text);
    }

    private static Inline Link(string text, string url, TextStyle style) => Inline.Link(text, url, style);

    private static bool PretendsToBeElsewhere(string text, string url) =>
        Inline.Link("", text.Contains("://", StringComparison.Ordinal) ? text.Trim() : $"https://{text.Trim()}").Url is { } named
        && LooksLikeHost(new Uri(named).Host)
        && Uri.TryCreate(url, UriKind.Absolute, out var real)
        && !string.Equals(new Uri(named).Host, real.Host, StringComparison.OrdinalIgnoreCase);

    // "v1.5" is none.
    private static bool LooksLikeHost(string host) => host.LastIndexOf('.') is > 0 and var dot && host.AsSpan(dot + 1) is { Length: > 1 } last && last.IndexOfAnyExceptInRange('a', 'z') < 0;

    /// <summary>Neighbours of one style become one run.</summary>
    public static IReadOnlyList<Inline> Merged(IReadOnlyList<Inline> inlines)
    {
        var merged = new List<Inline>();
        var start = 0;
        for (var i = 1; i <= inlines.Count; i++)
        {
            if (i < inlines.Count && inlines[i].Style == inlines[start].Style && inlines[i].Url == inlines[start].Url)
                continue;
            merged.Add(i - start == 1 ? inlines[start] : inlines[start] with { Text = string.Concat(inlines.Skip(start).Take(i - start).Select(n => n.Text)) });
            start = i;
        }

        return merged;
    }
}
