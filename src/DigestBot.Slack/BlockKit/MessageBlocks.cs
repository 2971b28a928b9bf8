using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>
/// Our message model as blocks. All text is rich or plain text, in which Slack parses nothing: a title keeps its asterisks and LaTeX, and
/// nothing from a digest file can mention, link or format. The entries of a list share a row of numbered buttons.
/// </summary>
internal static class MessageBlocks
{
    private const int EntriesARow = 5;
    private const int ShortValue = 80;

    public static IReadOnlyList<RenderedBlock> Of(Message message)
    {
        var blocks = new List<RenderedBlock>();
        var row = new List<EntryRow>();
        foreach (var block in message.Blocks)
        {
            var entry = block as EntryRow;
            var sharesButtons = entry is { Number: not null, Buttons.Count: 1 };
            if (!sharesButtons || row.Count == EntriesARow)
                Flush(row, blocks);
            blocks.AddRange((sharesButtons ? Paragraph(entry!.Text, keepWithNext: true) : Render(block)).Select(rendered => rendered with { Source = block }));
            if (sharesButtons)
                row.Add(entry!);
        }

        Flush(row, blocks);
        return blocks.Count > 0 || message.Summary.Length == 0 ? blocks : [.. Paragraph(message.Summary)];
    }

    /// <summary>The one button of each entry, with the entry's number in its label.</summary>
    private static void Flush(List<EntryRow> row, List<RenderedBlock> blocks)
    {
        if (row.Count > 0)
            blocks.AddRange(ButtonBlocks.Of([.. row.Select(entry => entry.Buttons[0] with { Label = $"{entry.Buttons[0].Label} {entry.Number}" })], row.ConvertAll(entry => entry.Title.PlainText.Trim())));
        row.Clear();
    }

    private static IEnumerable<RenderedBlock> Render(Block block) => block switch
    {
        Heading { Text.Length: 0 } => [],
        Heading { Text.Length: <= BlockKitLimits.Header } heading => [new(new HeaderBlock(new PlainTextObject(heading.Text)), KeepWithNext: true)],
        Heading heading => Paragraph(Inline.Bold(heading.Text), keepWithNext: true),
        Section section =>
            [.. Paragraph(section.Text, keepWithNext: section.Buttons.Count > 0), .. ButtonBlocks.Of(section.Buttons, [.. section.Buttons.Select(_ => FirstLine(section.Text))])],
        EntryRow row => [.. Paragraph(row.Text, keepWithNext: row.Buttons.Count > 0), .. ButtonBlocks.Of(row.Buttons, [.. row.Buttons.Select(_ => row.Title.PlainText.Trim())])],
        BulletList list => ListBlocks.Of(list),
        FieldList list => Fields(list),
        Actions actions => ButtonBlocks.Of(actions.Buttons, []),
        SmallPrint smallPrint => SmallPrintBlocks.Of(smallPrint.Text),
        Preformatted preformatted => RichTextRuns.Of(preformatted.Text).Select(runs => new RenderedBlock(new RichTextBlock([new RichTextPreformatted(runs)]))),
        Divider => [new(new DividerBlock())],
        _ => throw new ArgumentException($"No blocks for {block.GetType().Name}", nameof(block)),
    };

    internal static IEnumerable<RenderedBlock> Paragraph(RichText text, bool keepWithNext = false) =>
        RichTextRuns.Of(text).Select(runs => new RenderedBlock(new RichTextBlock([new RichTextSection(runs)]), keepWithNext));

    /// <summary>Short values beside their labels in one block, paragraphs below them.</summary>
    private static IEnumerable<RenderedBlock> Fields(FieldList list) =>
        list.Fields.All(field => field.Value.PlainText.Length <= ShortValue && !field.Value.PlainText.Contains('\n'))
            ? Paragraph(list.Fields.Select((field, i) => (RichText)Inline.Bold((i == 0 ? "" : "\n") + WithColon(field.Label)) + " " + field.Value).Aggregate(RichText.Empty, (all, line) => all + line))
            : list.Fields.SelectMany(field => Paragraph((RichText)Inline.Bold(field.Label) + "\n" + field.Value));

    private static string WithColon(string label) => label.Any(c => c is >= '\u2E80' and < '\uFF00') ? label + "：" : label + ":";

    private static string FirstLine(RichText text) => text.PlainText.Split('\n')[0].Trim();
}
