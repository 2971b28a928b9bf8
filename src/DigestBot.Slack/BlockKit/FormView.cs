using System.Globalization;
using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>A form as a modal. Block ids are the fields' names, so that what was filled in is read by name.</summary>
internal static class FormView
{
    public const string CallbackId = "form";
    public const string Value = "value";

    /// <summary>As many are seen at a glance; more open as a list.</summary>
    private const int MostCheckboxes = 4;

    /// <param name="form">What to ask.</param>
    /// <param name="metadata">Comes back with what was filled in.</param>
    public static ModalView Of(Form form, string metadata) => new(
        Plain(form.Title, BlockKitLimits.ViewTitle),
        Plain(form.Submit, BlockKitLimits.ViewTitle),
        Plain(Strings.Slack_Cancel, BlockKitLimits.ViewTitle),
        CallbackId,
        [.. form.Fields.Take(BlockKitLimits.ViewBlocks).Select(field => new InputBlock(
            field.Name, Plain(field.Label, BlockKitLimits.InputLabel), Element(field), field.Hint is { Length: > 0 } hint ? Plain(hint, BlockKitLimits.InputLabel) : null, Optional: !IsAlwaysFilledIn(field)))],
        metadata);

    public static OptionsReply Options(IEnumerable<Choice> choices) => new([.. Fitting(choices)]);

    /// <summary>Slack writes "optional" beside all others.</summary>
    private static bool IsAlwaysFilledIn(FormField field) => field is TimeField or ChoiceField { Several: false, Chosen.Count: > 0 };

    private static BlockElement Element(FormField field) => field switch
    {
        TextField text => new TextInput(Value, text.Value.Length is > 0 and <= BlockKitLimits.InputText ? text.Value : null, BlockKitLimits.InputText),
        ChoiceField { Several: true, Choices.Count: <= MostCheckboxes } choice => new Checkboxes(Value, [.. Fitting(choice.Choices)], Chosen(choice)),
        ChoiceField { Several: true } choice => new MultiStaticSelect(Value, [.. Fitting(choice.Choices)], Chosen(choice)),
        ChoiceField choice => new StaticSelect(Value, [.. Fitting(choice.Choices)], Chosen(choice)?[0]),
        // Category codes are found by their first letter.
        CategoryField category => new MultiExternalSelect(
            Value, MinQueryLength: 0, Fitting(category.Chosen.Select(name => new Choice(name, name))).ToList() is { Count: > 0 } chosen ? chosen : null),
        TimeField time => new TimePicker(Value, time.Value.ToString("HH:mm", CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"No input for {field.GetType().Name}", nameof(field)),
    };

    private static List<OptionObject>? Chosen(ChoiceField field) =>
        Fitting(field.Choices.Where(choice => field.Chosen.Contains(choice.Value))).ToList() is { Count: > 0 } chosen ? chosen : null;

    private static IEnumerable<OptionObject> Fitting(IEnumerable<Choice> choices) => choices
        .Where(choice => choice.Value.Length is > 0 and <= BlockKitLimits.OptionValue)
        .Take(BlockKitLimits.Options)
        .Select(choice => new OptionObject(Plain(choice.Label, BlockKitLimits.OptionText), choice.Value));

    private static PlainTextObject Plain(string text, int most) => new(SlackText.Shorten(text, most));
}
