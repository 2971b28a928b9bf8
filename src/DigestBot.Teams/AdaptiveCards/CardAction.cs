using System.Text.Json.Serialization;

namespace DigestBot.Teams.AdaptiveCards;

/// <summary>Something to press; the hierarchy is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteAction), "Action.Execute")]
[JsonDerivedType(typeof(SubmitAction), "Action.Submit")]
[JsonDerivedType(typeof(OpenUrlAction), "Action.OpenUrl")]
internal abstract record CardAction
{
    public string? Title { get; init; }

    public ActionStyle? Style { get; init; }
}

/// <summary>Arrives as an <c>adaptiveCard/action</c> invoke, whose answer may replace the card. Clients that do not know it use the fallback.</summary>
/// <remarks>https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model</remarks>
internal sealed record ExecuteAction(string Verb, ActionData Data, CardAction Fallback) : CardAction;

/// <summary>Arrives as a message without text and with <c>value</c>, or opens a dialog where the data says so.</summary>
internal sealed record SubmitAction(ActionData Data) : CardAction;

internal sealed record OpenUrlAction(string Url) : CardAction;

/// <summary>What a pressed button brings back; a filled-in form's values stand beside it.</summary>
internal sealed record ActionData
{
    /// <summary>As if it were typed.</summary>
    public string? Command { get; init; }

    /// <summary>The form this is the [Submit] of.</summary>
    public string? Form { get; init; }

    public TeamsActionKind? Msteams { get; init; }
}

/// <summary>Teams' own: <c>task/fetch</c> asks for a dialog.</summary>
internal sealed record TeamsActionKind(string Type)
{
    public static readonly TeamsActionKind OpenDialog = new("task/fetch");
}

internal enum ActionStyle
{
    Positive,
    Destructive,
}
