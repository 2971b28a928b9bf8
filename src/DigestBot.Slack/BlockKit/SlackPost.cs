using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DigestBot.Channels;
using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>One post: the notification text, escaped, and the blocks.</summary>
internal sealed record SlackPost(string Text, IReadOnlyList<SlackBlock> Blocks) : MessagePart
{
    /// <summary>What the blocks are made of.</summary>
    private IReadOnlyList<Block> Sources { get; init; } = [];

    // For the line that tells a continuation what it continues.
    private const int ContinuationText = 300;

    /// <summary>
    /// For when Slack refuses the blocks: what they are made of as text in which nothing is parsed, in as many posts as that takes. Where a block of the
    /// message goes on in the next post, each has all of it.
    /// </summary>
    public IReadOnlyList<string> Plain => field ??=
        [.. SlackText.Pieces(Sources.Count == 0 ? "" : PlainText.Render(new Message("", Sources)), BlockKitLimits.PlainPost).Select(SlackText.Escape)];

    public override string Fingerprint => field ??=
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text}\n{JsonSerializer.Serialize(Blocks, BlockKitJson.Default.IReadOnlyListSlackBlock)}")));

    /// <summary>A message in as many posts as Slack's limits ask for: nothing is left out.</summary>
    public static IReadOnlyList<SlackPost> Of(Message message)
    {
        var text = Notification(message.Summary);
        var pages = Pages(MessageBlocks.Of(message));
        return pages.Count == 0
            ? [new SlackPost(text, [])]
            : [.. pages.Select((page, i) => (i == 0 ? new SlackPost(text, [.. page.Select(block => block.Block)]) : Continued(message, page, i + 1, pages.Count)) with { Sources = [.. page.Select(block => block.Source).OfType<Block>().Distinct(ReferenceEqualityComparer.Instance).Cast<Block>()] })];
    }

    /// <summary>What a notification and a screen reader say first.</summary>
    public static string Notification(string summary) => SlackText.Escape(SlackText.Shorten(summary, BlockKitLimits.NotificationText));

    private static SlackPost Continued(Message message, IReadOnlyList<RenderedBlock> blocks, int number, int of)
    {
        using var language = UiLanguage.Use(message.Language);
        var line = string.Format(Strings.Slack_Continued, SlackText.Shorten(message.Summary, ContinuationText / 2), number, of);
        return new SlackPost(SlackText.Escape(line), [new ContextBlock([new PlainTextObject(line)]), .. blocks.Select(block => block.Block)]);
    }

    private static List<List<RenderedBlock>> Pages(IReadOnlyList<RenderedBlock> blocks)
    {
        var pages = new List<List<RenderedBlock>>();
        var page = new List<RenderedBlock>();
        var length = 0;
        foreach (var unit in Units(blocks))
        {
            var unitLength = unit.Sum(block => BlockText.Length(block.Block));
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
    private static IEnumerable<IReadOnlyList<RenderedBlock>> Units(IReadOnlyList<RenderedBlock> blocks)
    {
        var unit = new List<RenderedBlock>();
        var length = 0;
        foreach (var block in blocks)
        {
            if (unit.Count > 0 && length + BlockText.Length(block.Block) > BlockKitLimits.MessageText / 2)
            {
                yield return unit;
                (unit, length) = ([], 0);
            }

            unit.Add(block);
            length += BlockText.Length(block.Block);
            if (block.KeepWithNext)
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
internal readonly record struct RenderedBlock(SlackBlock Block, bool KeepWithNext = false)
{
    /// <summary>What it says, in the message's own terms; null of buttons that stand apart from it.</summary>
    public Block? Source { get; init; }
}
