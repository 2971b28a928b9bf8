namespace DigestBot.Slack.BlockKit;

/// <summary>How much text a block holds; addresses and button values are counted too, to be on the safe side of an undocumented sum.</summary>
internal static class BlockText
{
    public static int Length(SlackBlock block) => block switch
    {
        HeaderBlock header => header.Text.Text.Length,
        RichTextBlock rich => rich.Elements.Sum(Length),
        ContextBlock context => context.Elements.Sum(element => element.Text.Length),
        ActionsBlock actions => actions.Elements.OfType<ButtonElement>().Sum(button => button.Text.Text.Length + button.Value.Length + (button.AccessibilityLabel?.Length ?? 0)),
        _ => 0,
    };

    private static int Length(RichTextPart part) => part switch
    {
        RichTextSection section => section.Elements.Sum(RichTextRuns.Length),
        RichTextList list => list.Elements.Sum(Length),
        _ => 0,
    };
}
