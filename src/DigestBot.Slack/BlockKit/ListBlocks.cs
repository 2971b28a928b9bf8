using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>Lists; one too long for a block becomes several, and its numbers are then part of the text.</summary>
internal static class ListBlocks
{
    public static IEnumerable<RenderedBlock> Of(BulletList list)
    {
        var items = list.Items.Select(RichTextRuns.Of).Where(pieces => pieces.Count > 0).ToList();
        if (items.Count == 0)
            return [];
        return items.All(pieces => pieces.Count == 1) && items.Sum(pieces => pieces[0].Sum(RichTextRuns.Length)) <= BlockKitLimits.RichText
            ? [new(new RichTextBlock([new RichTextList(list.Numbered ? "ordered" : "bullet", [.. items.Select(pieces => new RichTextSection(pieces[0]))])]))]
            : list.Items.SelectMany((item, i) => MessageBlocks.Paragraph((list.Numbered ? $"{i + 1}. " : "• ") + item));
    }
}
