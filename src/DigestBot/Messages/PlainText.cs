using System.Text;

namespace DigestBot.Messages;

/// <summary>
/// A message as readable text: terminals, transcripts, clients that show nothing else. Lines are not wrapped; buttons say what to type;
/// an address is printed at its first link only.
/// </summary>
public static class PlainText
{
    private const int WidestRule = 60;
    private const int WidestLabel = 20;
    private const int WidestButtonRow = 100;

    public static string Render(Message message)
    {
        if (message.Blocks.Count == 0)
            return message.Summary;

        var text = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Block? previous = null;
        foreach (var block in message.Blocks)
        {
            var rendered = Render(block, seen);
            if (rendered.Length == 0)
                continue;
            if (previous is not null)
                text.Append(BelongTogether(previous, block) ? "\n" : "\n\n");
            text.Append(rendered);
            previous = block;
        }

        return text.ToString();
    }

    public static string Render(RichText text) => Render(text, new HashSet<string>(StringComparer.Ordinal));

    private static bool BelongTogether(Block above, Block below) => (above, below) switch
    {
        (Heading, not (Heading or Divider)) => true,
        (Section { Buttons.Count: > 0 } or EntryRow { Buttons.Count: > 0 }, SmallPrint) => false,
        (Section or EntryRow or BulletList or FieldList or SmallPrint, SmallPrint) => true,
        _ => false,
    };

    private static string Render(Block block, HashSet<string> seen) => block switch
    {
        Heading heading => Underlined(heading.Text),
        Section section => Joined(Render(section.Text, seen), Render(section.Buttons)),
        EntryRow row => Joined(Render(row.Text, seen), Render(row.Buttons)),
        BulletList list => string.Join('\n', list.Items.Select((item, i) =>
            Hanging(list.Numbered ? $"{i + 1}. ".PadLeft($"{list.Items.Count}. ".Length) : "• ", Render(item, seen)))),
        FieldList list => Render(list, seen),
        Actions actions => Render(actions.Buttons),
        SmallPrint smallPrint => Render(smallPrint.Text, seen),
        Preformatted preformatted => preformatted.Text,
        Divider => new string('─', WidestRule / 2),
        _ => throw new ArgumentException($"No plain text for {block.GetType().Name}", nameof(block)),
    };

    private static string Underlined(string text) =>
        text.Length == 0 ? "" : text + "\n" + new string('─', Math.Min(Columns.Of(text), WidestRule));

    private static string Render(FieldList list, HashSet<string> seen)
    {
        var labels = list.Fields.Select(f => Label(f.Label)).ToList();
        var widest = labels.Select(Columns.Of).Where(w => w <= WidestLabel).DefaultIfEmpty().Max();
        return string.Join('\n', list.Fields.Select((field, i) => Hanging(Columns.PadRight(labels[i], widest) + " ", Render(field.Value, seen))));
    }

    // By the label's own script, not the reader's language: a stored message may be rendered anywhere.
    private static string Label(string label) => label.Any(c => c is >= '\u2E80' and < '\uFF00') ? label + "：" : label + ":";

    private static string Render(IReadOnlyList<Button> buttons)
    {
        var shown = buttons.Select(b => $"  [{b.Label}] {b.Command}").ToList();
        var row = string.Join(' ', shown);
        return Columns.Of(row) <= WidestButtonRow ? row : string.Join('\n', shown);
    }

    private static string Render(RichText text, HashSet<string> seen)
    {
        var result = new StringBuilder();
        foreach (var inline in text.Inlines)
        {
            var isCode = inline.Style.HasFlag(TextStyle.Code) && inline.Url is null && !inline.Text.Contains('\n');
            result.Append(isCode ? $"`{inline.Text}`" : inline.Url is { } url ? Link(inline.Text, url, seen) : inline.Text);
        }

        return result.ToString();
    }

    private static string Link(string text, string url, HashSet<string> seen)
    {
        var isNew = seen.Add(url);
        return SameAddress(text, url) ? url : isNew ? $"{text} <{url}>" : text;
    }

    private static bool SameAddress(string text, string url) =>
        text.Length == 0
        || string.Equals(WithoutScheme(text), WithoutScheme(url), StringComparison.OrdinalIgnoreCase);

    private static string WithoutScheme(string url) => url[(url.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].TrimEnd('/');

    /// <summary>Later lines stand under the first one's text.</summary>
    private static string Hanging(string lead, string text) => lead + text.Replace("\n", "\n" + new string(' ', Columns.Of(lead)), StringComparison.Ordinal);

    private static string Joined(string above, string below) => below.Length == 0 ? above : above.Length == 0 ? below : above + "\n" + below;
}
