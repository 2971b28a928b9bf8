using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>Buttons in rows. Each says to a screen reader what it is about; a command too long for a button is shown to be typed.</summary>
internal static class ButtonBlocks
{
    /// <summary>An action's id: whether its value is a command to run or one to open a form for.</summary>
    public const string Command = "command";
    public const string Form = "form";

    /// <param name="buttons">In order.</param>
    /// <param name="about">What each is about, where it is not clear from its label.</param>
    public static IEnumerable<RenderedBlock> Of(IReadOnlyList<Button> buttons, IReadOnlyList<string> about)
    {
        foreach (var row in buttons.Select((button, i) => (Button: button, About: i < about.Count ? about[i] : ""))
            .Where(one => one.Button.Command.Length is > 0 and <= BlockKitLimits.ButtonValue).Chunk(BlockKitLimits.ActionElements))
        {
            var primary = Array.FindIndex(row, one => one.Button.Style == ButtonStyle.Primary);
            yield return new(new ActionsBlock([.. row.Select((one, i) => Element(one.Button, one.About, i, isPrimary: i == primary))]));
        }

        foreach (var button in buttons.Where(button => button.Command.Length > BlockKitLimits.ButtonValue))
        {
            foreach (var line in MessageBlocks.Paragraph((RichText)(button.Label + " ") + Inline.Code(button.Command)))
                yield return line;
        }
    }

    private static ButtonElement Element(Button button, string about, int index, bool isPrimary) => new(
        $"{(button.OpensForm ? Form : Command)}:{index}",
        new PlainTextObject(SlackText.Shorten(button.Label, BlockKitLimits.ButtonText)),
        button.Command,
        button.Style == ButtonStyle.Danger ? "danger" : isPrimary ? "primary" : null,
        SpokenLabel(button, about));

    private static string? SpokenLabel(Button button, string about) =>
        !button.Label.Any(char.IsLetterOrDigit) ? SlackText.Shorten(button.Command, BlockKitLimits.AccessibilityLabel)
        : about.Length > 0 ? SlackText.Shorten($"{button.Label}: {about}", BlockKitLimits.AccessibilityLabel)
        : null;
}
