using System.Text.Json.Serialization;

namespace DigestBot.Messages;

/// <summary>
/// The channel-neutral content we send; rendered to plain text, HTML, Block Kit or Adaptive Cards.
/// <c>Summary</c> is one plain line for notifications and clients that show nothing else.
/// </summary>
public sealed record Message(string Summary, IReadOnlyList<Block> Blocks)
{
    public string Summary { get; init => field = CleanText.Line(value); } = CleanText.Line(Summary);

    /// <summary>The UI language it was made in, for what is added when it is sent.</summary>
    // Guarded: a message stored before it was known must not come back with null.
    public string Language { get; init => field = value ?? "en"; } = UiLanguage.Current;

    /// <summary>What the message is the card of, if it is one.</summary>
    public ShownCard? Card { get; init; }
}

/// <summary>A part of a message; the hierarchy is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Section), "section")]
[JsonDerivedType(typeof(EntryRow), "entry")]
[JsonDerivedType(typeof(BulletList), "list")]
[JsonDerivedType(typeof(FieldList), "fields")]
[JsonDerivedType(typeof(Actions), "actions")]
[JsonDerivedType(typeof(SmallPrint), "smallPrint")]
[JsonDerivedType(typeof(Divider), "divider")]
[JsonDerivedType(typeof(Preformatted), "preformatted")]
public abstract record Block;

public sealed record Heading(string Text) : Block
{
    public string Text { get; init => field = CleanText.Line(value); } = CleanText.Line(Text);
}

/// <summary>A paragraph; its buttons belong to what it says (an entry's [Card]).</summary>
public sealed record Section(RichText Text) : Block
{
    // Guarded: a stored message without the property must not come back with null.
    public IReadOnlyList<Button> Buttons { get; init => field = value ?? []; } = [];

    /// <summary>Read only: the row of a digest, in messages stored before such rows were a block of their own.</summary>
    public ShownEntry? Entry { get; init; }
}

public sealed record BulletList(IReadOnlyList<RichText> Items, bool Numbered = false) : Block;

/// <summary>Label and value rows; a value may be a paragraph (a summary's Method), so renderers choose columns only for short ones.</summary>
public sealed record FieldList(IReadOnlyList<Field> Fields) : Block;

public sealed record Field(string Label, RichText Value)
{
    public string Label { get; init => field = CleanText.Line(value); } = CleanText.Line(Label);
}

public sealed record Actions(IReadOnlyList<Button> Buttons) : Block;

/// <summary>Secondary text: a coverage line, who changed what.</summary>
public sealed record SmallPrint(RichText Text) : Block;

public sealed record Divider : Block;

/// <summary>Text to be copied as it is, every character and line break: an export. Shown in a fixed width and never read as markup.</summary>
public sealed record Preformatted(string Text) : Block
{
    public string Text { get; init => field = CleanText.Lines(value); } = CleanText.Lines(Text);
}

/// <summary>A button says what it does and sends <c>Command</c> as if it were typed.</summary>
public sealed record Button(string Label, string Command, ButtonStyle Style = ButtonStyle.Default)
{
    public string Label { get; init => field = CleanText.Line(value); } = CleanText.Line(Label);
    public string Command { get; init => field = CleanText.Line(value); } = CleanText.Line(Command);

    /// <summary>Where the channel has forms, one is filled in first (manners 4); elsewhere the command explains what to type.</summary>
    public bool OpensForm { get; init; }
}

public enum ButtonStyle
{
    Default,
    Primary,
    Danger,
}
