using System.Text.Json.Serialization;

namespace DigestBot.Teams.AdaptiveCards;

/// <summary>
/// An Adaptive Card 1.5, the newest Teams shows from bots, in what we use of it. Texts are <see cref="TextRun"/>s, which are never read as
/// Markdown: nothing a digest file says can format, link or mention.
/// </summary>
/// <remarks>https://adaptivecards.io/explorer/AdaptiveCard.html</remarks>
internal sealed record AdaptiveCard(IReadOnlyList<CardElement> Body, string? FallbackText = null)
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public string Type { get; } = "AdaptiveCard";

    [JsonPropertyName("$schema")]
    public string Schema { get; } = "http://adaptivecards.io/schemas/adaptive-card.json";

    public string Version { get; } = "1.5";

    /// <summary>Below everything: a dialog's [Submit].</summary>
    public IReadOnlyList<CardAction>? Actions { get; init; }

    public TeamsCardLayout Msteams { get; init; } = new("Full");
}

/// <summary>Teams' own: a card as wide as the conversation.</summary>
internal sealed record TeamsCardLayout(string Width);

/// <summary>A part of a card's body; the hierarchy is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeadingBlock), "TextBlock")]
[JsonDerivedType(typeof(RichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(ColumnSet), "ColumnSet")]
[JsonDerivedType(typeof(ActionSet), "ActionSet")]
[JsonDerivedType(typeof(TextInput), "Input.Text")]
[JsonDerivedType(typeof(ChoiceInput), "Input.ChoiceSet")]
[JsonDerivedType(typeof(TimeInput), "Input.Time")]
internal abstract record CardElement
{
    public Spacing? Spacing { get; init; }

    public bool Separator { get; init; }
}

/// <summary>A heading as screen readers know it. Markdown is read here: only for texts without any.</summary>
internal sealed record HeadingBlock(string Text) : CardElement
{
    public string Style { get; } = "heading";

    public bool Wrap { get; } = true;
}

/// <summary>One line or paragraph.</summary>
internal sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines) : CardElement;

internal sealed record TextRun(string Text)
{
    public string Type { get; } = "TextRun";
    public TextSize? Size { get; init; }
    public TextWeight? Weight { get; init; }
    public TextFont? FontType { get; init; }
    public bool Italic { get; init; }
    public bool IsSubtle { get; init; }
    public TextColor? Color { get; init; }
    public CardAction? SelectAction { get; init; }
}

internal sealed record ColumnSet(IReadOnlyList<Column> Columns) : CardElement;

internal sealed record Column(string Width, IReadOnlyList<CardElement> Items)
{
    public string Type { get; } = "Column";
}

internal sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;

internal enum Spacing
{
    None,
    Small,
    Medium,
}

internal enum TextSize
{
    Small,
    Large,
}

internal enum TextWeight
{
    Bolder,
}

internal enum TextColor
{
    Attention,
}

internal enum TextFont
{
    Monospace,
}
