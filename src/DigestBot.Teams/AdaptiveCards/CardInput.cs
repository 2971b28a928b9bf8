using System.Text.Json.Serialization;

namespace DigestBot.Teams.AdaptiveCards;

/// <summary>A question of a dialog.</summary>
internal abstract record CardInput(string Id, string Label) : CardElement
{
    public string? Value { get; init; }
}

internal sealed record TextInput(string Id, string Label) : CardInput(Id, Label);

/// <summary>Several chosen values come back joined by commas, so no value may hold one.</summary>
internal sealed record ChoiceInput(string Id, string Label, IReadOnlyList<InputChoice> Choices) : CardInput(Id, Label)
{
    public bool IsMultiSelect { get; init; }

    public ChoiceStyle? Style { get; init; }
}

internal sealed record InputChoice(string Title, string Value);

/// <summary><c>Value</c> as HH:mm.</summary>
internal sealed record TimeInput(string Id, string Label) : CardInput(Id, Label);

internal enum ChoiceStyle
{
    Compact,
    Expanded,

    /// <summary>Looked for while typing: Teams' own, beyond the published schema.</summary>
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search</remarks>
    [JsonStringEnumMemberName("filtered")]
    Filtered,
}
