using DigestBot.Messages;

namespace DigestBot.Teams.AdaptiveCards;

/// <summary>A form as the card of a dialog, and what comes back when it is filled in.</summary>
internal static class DialogCard
{
    private const int MostChoices = 200;

    /// <summary>So few that all are shown at once.</summary>
    private const int FewChoices = 4;

    /// <summary>Begins the name of an input whose values come back joined by commas; they are escaped, as a category may hold one.</summary>
    private const char Several = '~';

    /// <param name="form">What is asked.</param>
    /// <param name="categories">What a category field offers; those chosen already are always among it.</param>
    /// <param name="problem">What was wrong with it, above everything.</param>
    public static AdaptiveCard Render(Form form, IReadOnlyList<Choice> categories, string problem = "") => new(
        [.. CardText.Lines(problem, TextLook.Problem), .. form.Fields.SelectMany(field => Field(field, categories))], form.Title)
    {
        Actions = [new SubmitAction(new ActionData { Form = form.Id }) { Title = form.Submit }],
    };

    /// <summary>The inputs' values as Teams joins them.</summary>
    public static FormValues Read(IReadOnlyDictionary<string, string> inputs) => new(inputs.ToDictionary(
        input => input.Key.TrimStart(Several),
        IReadOnlyList<string> (input) => input.Key[0] == Several ? [.. input.Value.Split(',').Select(Uri.UnescapeDataString)] : [input.Value],
        StringComparer.Ordinal));

    private static string Name(FormField field) => field is CategoryField or ChoiceField { Several: true } ? Several + field.Name : field.Name;

    private static IEnumerable<CardElement> Field(FormField field, IReadOnlyList<Choice> categories)
    {
        yield return field switch
        {
            TextField text => new TextInput(Name(field), field.Label) { Value = text.Value.Length == 0 ? null : text.Value },
            TimeField time => new TimeInput(Name(field), field.Label) { Value = $"{time.Value:HH:mm}" },
            ChoiceField choice => Choices(field, choice.Choices, choice.Chosen, choice.Several) with { Style = choice.Several && choice.Choices.Count <= FewChoices ? ChoiceStyle.Expanded : ChoiceStyle.Compact },
            CategoryField chosen => Choices(field, [.. chosen.Chosen.Select(c => new Choice(c, c)), .. categories.Where(c => !chosen.Chosen.Contains(c.Value))], chosen.Chosen, several: true) with
            {
                Style = ChoiceStyle.Filtered,
            },
            _ => throw new ArgumentException($"No input for {field.GetType().Name}", nameof(field)),
        };
        foreach (var line in CardText.Lines(field.Hint ?? "", TextLook.Small))
            yield return line with { Spacing = Spacing.Small };
    }

    private static ChoiceInput Choices(FormField field, IReadOnlyList<Choice> choices, IReadOnlyList<string> chosen, bool several) =>
        new(Name(field), field.Label, [.. choices.Take(MostChoices).Select(choice => new InputChoice(choice.Label, Value(choice.Value, several)))])
        {
            IsMultiSelect = several,
            Value = chosen.Count == 0 ? null : string.Join(',', chosen.Select(value => Value(value, several))),
        };

    private static string Value(string value, bool several) => several ? Uri.EscapeDataString(value) : value;
}
