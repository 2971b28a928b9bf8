using DigestBot.Messages;

namespace DigestBot.Teams.AdaptiveCards;

/// <summary>Each block of a message as elements of a card.</summary>
internal static class CardBlocks
{
    /// <summary>Teams shows six actions of a set, but a renderer with default settings five.</summary>
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference</remarks>
    private const int MostActions = 5;

    /// <summary>A button beside its text leaves it room on a phone only when it is short.</summary>
    private const int ShortLabel = 12;
    private const int MostBesideBytes = 8_000;
    private const int LongestLabel = 80;

    /// <summary>A longer command was typed, and can be again.</summary>
    private const int LongestCommand = 4_000;

    /// <summary>A value that stands on its label's line.</summary>
    private const int ShortValue = 80;

    public static IReadOnlyList<CardElement> Of(Block block) => block switch
    {
        Heading heading => CardText.Heading(heading.Text),
        Section section => WithButtons(section.Text, section.Buttons),
        EntryRow row => WithButtons(row.Text, row.Buttons),
        BulletList list => [.. list.Items.SelectMany((item, i) => Tight(CardText.Lines((RichText)(list.Numbered ? $"{i + 1}. " : "• ") + item), i > 0))],
        FieldList list => [.. list.Fields.SelectMany((field, i) => Field(field, i > 0))],
        Messages.Actions actions => Buttons(actions.Buttons),
        SmallPrint small => CardText.Lines(small.Text, TextLook.Small),
        Preformatted preformatted => CardText.Lines(Inline.Code(preformatted.Text)),
        _ => throw new ArgumentException($"No card element for {block.GetType().Name}", nameof(block)),
    };

    /// <summary>How far apart two blocks stand.</summary>
    public static Spacing? SpacingBetween(Block above, Block below) => (above, below) switch
    {
        (Heading, _) => Spacing.Small,
        (Section { Buttons.Count: > 0 } or EntryRow { Buttons.Count: > 0 }, Section { Buttons.Count: > 0 } or EntryRow { Buttons.Count: > 0 }) or (_, Messages.Actions) or (_, Divider) or (Divider, _) => Spacing.Medium,
        (_, SmallPrint) => Spacing.Small,
        _ => null,
    };

    private static IReadOnlyList<CardElement> WithButtons(RichText text, IReadOnlyList<Button> buttons)
    {
        var lines = CardText.Lines(text);
        if (buttons is not [{ Label.Length: <= ShortLabel } button] || lines.Sum(CardJson.Bytes) > MostBesideBytes || lines.Count == 0)
            return [.. lines, .. Buttons(buttons)];
        return [new ColumnSet([new Column("stretch", lines), new Column("auto", Buttons([button]))])];
    }

    private static IEnumerable<CardElement> Field(Field field, bool follows)
    {
        // A label that ends like a Chinese one needs no blank after it.
        var isChinese = field.Label.Any(c => c is >= '\u2E80' and < '\uFF00');
        var value = field.Value.PlainText;
        RichText text = value.Length <= ShortValue && !value.Contains('\n')
            ? Inline.Bold(field.Label + (isChinese ? "：" : ":")) + (RichText)(isChinese ? "" : " ") + field.Value
            : Inline.Bold(field.Label) + (RichText)"\n" + field.Value;
        return CardText.Lines(text).Select((line, i) => i == 0 && follows ? line with { Spacing = Spacing.Small } : line);
    }

    private static IEnumerable<CardElement> Tight(IReadOnlyList<RichTextBlock> lines, bool follows) =>
        lines.Select((line, i) => i == 0 && follows ? line with { Spacing = Spacing.None } : line);

    private static IReadOnlyList<CardElement> Buttons(IReadOnlyList<Button> buttons) =>
        [.. buttons.Where(button => button.Command.Length <= LongestCommand).Select(Action).Chunk(MostActions).Select((set, i) => new ActionSet(set) { Spacing = i > 0 ? Spacing.Small : null })];

    private static CardAction Action(Button button)
    {
        var title = CardText.Shortened(button.Label, LongestLabel);
        var style = button.Style switch
        {
            ButtonStyle.Primary => ActionStyle.Positive,
            ButtonStyle.Danger => ActionStyle.Destructive,
            _ => (ActionStyle?)null,
        };
        var data = new ActionData { Command = button.Command };
        return button.OpensForm
            ? new SubmitAction(data with { Msteams = TeamsActionKind.OpenDialog }) { Title = title, Style = style }
            : new ExecuteAction("command", data, new SubmitAction(data) { Title = title, Style = style }) { Title = title, Style = style };
    }
}
