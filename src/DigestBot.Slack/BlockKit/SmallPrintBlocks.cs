using System.Text.RegularExpressions;
using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>Secondary text as context: plain, as rich text is not possible there; a link stays one where its label cannot be taken for markup.</summary>
internal static partial class SmallPrintBlocks
{
    public static IEnumerable<RenderedBlock> Of(RichText text) =>
        text.Inlines.Any(IsLink)
            ? Lines(text).SelectMany(line => Blocks([.. Elements(line)]))
            : Plain(text.PlainText).Select(element => new RenderedBlock(new ContextBlock([element])));

    /// <summary>Long pieces stand alone, so that no block is too long for a post.</summary>
    private static IEnumerable<RenderedBlock> Blocks(IReadOnlyList<TextObject> elements) =>
        elements.Chunk(elements.Sum(element => element.Text.Length) > BlockKitLimits.RichText ? 1 : BlockKitLimits.ContextElements).Select(chunk => new RenderedBlock(new ContextBlock(chunk)));

    private static IEnumerable<TextObject> Elements(IReadOnlyList<Inline> line)
    {
        var plain = "";
        foreach (var inline in line)
        {
            if (!IsLink(inline))
            {
                plain += inline.Text;
                continue;
            }

            foreach (var element in Plain(plain))
                yield return element;
            plain = "";
            yield return new MarkdownTextObject($"<{SlackText.Escape(inline.Url!)}|{inline.Text}>");
        }

        foreach (var element in Plain(plain))
            yield return element;
    }

    private static IEnumerable<TextObject> Plain(string text) =>
        SlackText.Pieces(text.Trim(), BlockKitLimits.ContextText).Where(piece => !string.IsNullOrWhiteSpace(piece)).Select(piece => new PlainTextObject(piece));

    private static IEnumerable<IReadOnlyList<Inline>> Lines(RichText text)
    {
        var line = new List<Inline>();
        foreach (var inline in text.Inlines)
        {
            var parts = inline.Text.Split('\n');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    yield return line;
                    line = [];
                }

                line.Add(inline with { Text = parts[i] });
            }
        }

        yield return line;
    }

    private static bool IsLink(Inline inline) => inline.Url is { Length: < BlockKitLimits.ContextText / 2 } && HarmlessLabel().IsMatch(inline.Text);

    // No formatting, no emoji code, no mention.
    [GeneratedRegex("^[A-Za-z0-9./-]+(:[A-Za-z0-9./-]+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex HarmlessLabel();
}
