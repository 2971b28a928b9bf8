using System.Text.RegularExpressions;
using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>
/// Our message model as blocks. All text is rich or plain text, in which Slack parses nothing: a title keeps its asterisks and LaTeX, and
/// nothing from a digest file can mention, link or format. The entries of a list share a row of numbered buttons.
/// </summary>
internal static partial class MessageBlocks
{
    private const int EntriesARow = 5;
    private const int ShortValue = 80;

    public static IReadOnlyList<RenderedBlock> Of(Message message)
    {
        var blocks = new List<RenderedBlock>();
        var row = new List<EntryButton>();
        foreach (var block in message.Blocks)
        {
            var entry = EntryButton.Of(block);
            if (entry is null || row.Count == EntriesARow)
                Flush(row, blocks);
            blocks.AddRange((entry is null ? Render(block) : Paragraph(((Section)block).Text, keepWithNext: true)).Select(rendered => rendered with { Source = block }));
            if (entry is not null)
                row.Add(entry);
        }

        Flush(row, blocks);
        return blocks.Count > 0 || message.Summary.Length == 0 ? blocks : [.. Paragraph(message.Summary)];
    }

    private static void Flush(List<EntryButton> row, List<RenderedBlock> blocks)
    {
        if (row.Count > 0)
            blocks.AddRange(ButtonBlocks.Of([.. row.Select(entry => entry.Button)], row.ConvertAll(entry => entry.About)));
        row.Clear();
    }

    private static IEnumerable<RenderedBlock> Render(Block block) => block switch
    {
        Heading { Text.Length: 0 } => [],
        Heading { Text.Length: <= BlockKitLimits.Header } heading => [new(new HeaderBlock(new PlainTextObject(heading.Text)), KeepWithNext: true)],
        Heading heading => Paragraph(Inline.Bold(heading.Text), keepWithNext: true),
        Section section =>
            [.. Paragraph(section.Text, keepWithNext: section.Buttons.Count > 0), .. ButtonBlocks.Of(section.Buttons, [.. section.Buttons.Select(_ => FirstLine(section.Text))])],
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

    /// <summary>The one button of a numbered entry, with the number in its label.</summary>
    private sealed partial record EntryButton(Button Button, string About)
    {
        public static EntryButton? Of(Block block) =>
            block is Section { Buttons: [var button], Text.Inlines: [var first, _, ..] } section && Number().Match(first.Text) is { Success: true } match
                ? new EntryButton(button with { Label = $"{button.Label} {match.Groups["number"].Value}" }, FirstLine(new RichText([.. section.Text.Inlines.Skip(1)])))
                : null;

        [GeneratedRegex(@"^(?<number>[0-9]{1,4})\. $", RegexOptions.ExplicitCapture)]
        private static partial Regex Number();
    }
}
