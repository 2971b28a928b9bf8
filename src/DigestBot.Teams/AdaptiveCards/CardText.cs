using System.Buffers;
using DigestBot.Messages;

namespace DigestBot.Teams.AdaptiveCards;

/// <summary>How a text stands in a card.</summary>
internal readonly record struct TextLook(TextSize? Size = null, TextWeight? Weight = null, bool IsSubtle = false, TextColor? Color = null)
{
    public static readonly TextLook Normal;
    public static readonly TextLook Heading = new(TextSize.Large, TextWeight.Bolder);
    public static readonly TextLook Small = new(TextSize.Small, IsSubtle: true);
    public static readonly TextLook Problem = new(Weight: TextWeight.Bolder, Color: TextColor.Attention);
}

/// <summary>
/// Rich text as lines of text runs. Runs are not read as Markdown and cannot mention, but renderers replace <c>{{DATE(…)}}</c> in them:
/// the braces are put into two runs.
/// </summary>
internal static class CardText
{
    /// <summary>Longer addresses are shown, not linked.</summary>
    private const int LongestUrl = 2_048;

    /// <summary>No block is bigger, so that every card can be split; a run's text is at most a third of it (UTF-8).</summary>
    private const int MostBlockBytes = 6_000;
    private const int LongestRun = MostBlockBytes / 9;

    // What Markdown gives a meaning, what begins lists there, and what clients make links of.
    private static readonly SearchValues<char> Marks = SearchValues.Create("*_[]()`#~<>&\\!|+-{}\"'$^=:/@\n");

    /// <summary>One block a line, and more where a line is very long. Empty lines only set apart.</summary>
    public static IReadOnlyList<RichTextBlock> Lines(RichText text, TextLook look = default)
    {
        var blocks = new List<RichTextBlock>();
        foreach (var (line, afterGap) in InLines(text))
        {
            var isFirst = true;
            foreach (var part in Bounded(line.SelectMany(inline => Runs(inline, look))))
            {
                var spacing = blocks.Count == 0 ? (Spacing?)null : afterGap && isFirst ? Spacing.Small : Spacing.None;
                blocks.Add(new RichTextBlock(part) { Spacing = spacing });
                isFirst = false;
            }
        }

        return blocks;
    }

    /// <summary>A heading that screen readers find, where its text cannot be taken for Markdown; else a big line.</summary>
    public static IReadOnlyList<CardElement> Heading(string text) =>
        text.Length is > 0 and < LongestRun && !text.AsSpan().ContainsAny(Marks) && !char.IsAsciiDigit(text[0])
            ? [new HeadingBlock(text)]
            : Lines(text, TextLook.Heading);

    /// <summary>For labels, which Teams would cut: they say that something is missing.</summary>
    public static string Shortened(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)].TrimEnd() + "…";

    /// <summary>The inlines of each line that has any, and whether an empty one stands before it.</summary>
    private static IEnumerable<(IReadOnlyList<Inline> Line, bool AfterGap)> InLines(RichText text)
    {
        var line = new List<Inline>();
        var gap = false;
        foreach (var inline in text.Inlines)
        {
            var pieces = inline.Text.Split('\n');
            for (var i = 0; i < pieces.Length; i++)
            {
                if (i > 0)
                {
                    if (line.Count > 0)
                        yield return (line, gap);
                    gap = line.Count == 0;
                    line = [];
                }

                if (pieces[i].Length > 0)
                    line.Add(inline with { Text = pieces[i] });
            }
        }

        if (line.Count > 0)
            yield return (line, gap);
    }

    private static IEnumerable<TextRun> Runs(Inline inline, TextLook look) =>
        from piece in Pieces(inline.Text)
        from text in WithoutFunctions(piece)
        select new TextRun(text)
        {
            Size = look.Size,
            IsSubtle = look.IsSubtle,
            Color = look.Color,
            Weight = inline.Style.HasFlag(TextStyle.Bold) ? TextWeight.Bolder : look.Weight,
            Italic = inline.Style.HasFlag(TextStyle.Italic),
            FontType = inline.Style.HasFlag(TextStyle.Code) ? TextFont.Monospace : null,
            SelectAction = inline.Url is { Length: <= LongestUrl } url ? new OpenUrlAction(url) : null,
        };

    private static IEnumerable<string> WithoutFunctions(string text)
    {
        var start = 0;
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", start, StringComparison.Ordinal))
        {
            yield return text[start..(at + 1)];
            start = at + 1;
        }

        yield return text[start..];
    }

    /// <summary>Cut at blanks where there are some, never inside a character.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        while (text.Length > LongestRun)
        {
            var blank = text.LastIndexOf(' ', LongestRun - 1, LongestRun / 2);
            var end = blank > 0 ? blank + 1 : char.IsHighSurrogate(text[LongestRun - 1]) ? LongestRun - 1 : LongestRun;
            yield return text[..end];
            text = text[end..];
        }

        yield return text;
    }

    private static IEnumerable<IReadOnlyList<TextRun>> Bounded(IEnumerable<TextRun> runs)
    {
        var part = new List<TextRun>();
        var bytes = 0;
        foreach (var run in runs)
        {
            var more = CardJson.Bytes(run);
            if (part.Count > 0 && bytes + more > MostBlockBytes)
            {
                yield return part;
                part = [];
                bytes = 0;
            }

            part.Add(run);
            bytes += more;
        }

        if (part.Count > 0)
            yield return part;
    }
}
