using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>Our rich text as Slack's runs, in pieces no longer than a block should be.</summary>
internal static class RichTextRuns
{
    /// <summary>Each list of runs fits one block; an empty text gives none.</summary>
    public static IReadOnlyList<IReadOnlyList<RichTextRun>> Of(RichText text)
    {
        var blocks = new List<IReadOnlyList<RichTextRun>>();
        var runs = new List<RichTextRun>();
        var left = BlockKitLimits.RichText;
        foreach (var inline in text.Inlines)
        {
            foreach (var run in Runs(inline))
            {
                if (Length(run) > left && runs.Count > 0)
                {
                    blocks.Add(runs);
                    (runs, left) = ([], BlockKitLimits.RichText);
                }

                runs.Add(run);
                left -= Length(run);
            }
        }

        if (runs.Any(run => run is LinkRun || run is TextRun { Text: var shown } && !string.IsNullOrWhiteSpace(shown)))
            blocks.Add(runs);
        return blocks;
    }

    public static int Length(RichTextRun run) => run switch
    {
        TextRun text => text.Text.Length,
        LinkRun link => link.Url.Length + (link.Text?.Length ?? 0),
        _ => 0,
    };

    private static IEnumerable<RichTextRun> Runs(Inline inline)
    {
        var style = Style(inline.Style);
        var url = inline.Url is { Length: <= BlockKitLimits.Url - 1000 } address ? address : null;
        if (url is not null && inline.Text.Length == 0)
            return [new LinkRun(url, Style: style)];
        var most = BlockKitLimits.RichText - (url?.Length ?? 0);
        return SlackText.Pieces(inline.Text, most).Select(piece => url is null ? (RichTextRun)new TextRun(piece, style) : new LinkRun(url, piece, style));
    }

    private static RunStyle? Style(TextStyle style) => style == TextStyle.None
        ? null
        : new RunStyle(Has(style, TextStyle.Bold), Has(style, TextStyle.Italic), Has(style, TextStyle.Code));

    private static bool? Has(TextStyle style, TextStyle flag) => style.HasFlag(flag) ? true : null;
}
