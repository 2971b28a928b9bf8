using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>One post: the notification text, escaped, and the blocks.</summary>
internal sealed record SlackPost(string Text, IReadOnlyList<SlackBlock> Blocks)
{
    // For the line that tells a continuation what it continues.
    private const int ContinuationText = 300;

    /// <summary>A message in as many posts as Slack's limits ask for: nothing is left out.</summary>
    public static IReadOnlyList<SlackPost> Of(Message message)
    {
        var text = Notification(message.Summary);
        var pages = Pages(MessageBlocks.Of(message));
        return pages.Count == 0
            ? [new SlackPost(text, [])]
            : [.. pages.Select((blocks, i) => i == 0 ? new SlackPost(text, blocks) : Continued(message, blocks, i + 1, pages.Count))];
    }

    /// <summary>For when Slack refuses the blocks: all of it as text in which nothing is parsed.</summary>
    public static IReadOnlyList<SlackPost> WithoutBlocks(Message message) =>
        [.. SlackText.Pieces(PlainText.Render(message), BlockKitLimits.PlainPost).Select(piece => new SlackPost(SlackText.Escape(piece), []))];

    /// <summary>What a notification and a screen reader say first.</summary>
    public static string Notification(string summary) => SlackText.Escape(SlackText.Shorten(summary, BlockKitLimits.NotificationText));

    private static SlackPost Continued(Message message, IReadOnlyList<SlackBlock> blocks, int number, int of)
    {
        var line = string.Format(Strings.Slack_Continued, SlackText.Shorten(message.Summary, ContinuationText / 2), number, of);
        return new SlackPost(SlackText.Escape(line), [new ContextBlock([new PlainTextObject(line)]), .. blocks]);
    }

    private static List<List<SlackBlock>> Pages(IReadOnlyList<RenderedBlock> blocks)
    {
        var pages = new List<List<SlackBlock>>();
        var page = new List<SlackBlock>();
        var length = 0;
        foreach (var unit in Units(blocks))
        {
            var unitLength = unit.Sum(BlockText.Length);
            if (page.Count > 0 && (page.Count + unit.Count >= BlockKitLimits.MessageBlocks || length + unitLength > BlockKitLimits.MessageText - ContinuationText))
            {
                pages.Add(page);
                (page, length) = ([], 0);
            }

            page.AddRange(unit);
            length += unitLength;
        }

        if (page.Count > 0)
            pages.Add(page);
        return pages;
    }

    /// <summary>Blocks that belong together (an entry and its buttons), as far as one post can hold them.</summary>
    private static IEnumerable<IReadOnlyList<SlackBlock>> Units(IReadOnlyList<RenderedBlock> blocks)
    {
        var unit = new List<SlackBlock>();
        var length = 0;
        foreach (var (block, keepWithNext) in blocks)
        {
            if (unit.Count > 0 && length + BlockText.Length(block) > BlockKitLimits.MessageText / 2)
            {
                yield return unit;
                (unit, length) = ([], 0);
            }

            unit.Add(block);
            length += BlockText.Length(block);
            if (keepWithNext)
                continue;
            yield return unit;
            (unit, length) = ([], 0);
        }

        if (unit.Count > 0)
            yield return unit;
    }
}

/// <param name="Block">As sent.</param>
/// <param name="KeepWithNext">It means little without what follows (a heading, an entry above its buttons).</param>
internal readonly record struct RenderedBlock(SlackBlock Block, bool KeepWithNext = false);
