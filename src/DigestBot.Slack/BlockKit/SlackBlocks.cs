using System.Text.Json.Serialization;

namespace DigestBot.Slack.BlockKit;

// Properties are declared as what is written with a "type": a derived type alone would be written without.

/// <summary>The blocks we send, as Slack writes them: https://docs.slack.dev/reference/block-kit/blocks.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(RichTextBlock), "rich_text")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(DividerBlock), "divider")]
[JsonDerivedType(typeof(InputBlock), "input")]
internal abstract record SlackBlock;

internal sealed record HeaderBlock(TextObject Text) : SlackBlock;

/// <summary>Text nothing in which is parsed: no markup, mention, emoji or bare link.</summary>
internal sealed record RichTextBlock(IReadOnlyList<RichTextPart> Elements) : SlackBlock;

internal sealed record ActionsBlock(IReadOnlyList<BlockElement> Elements) : SlackBlock;

internal sealed record ContextBlock(IReadOnlyList<TextObject> Elements) : SlackBlock;

internal sealed record DividerBlock : SlackBlock;

internal sealed record InputBlock(string BlockId, TextObject Label, BlockElement Element, TextObject? Hint = null, bool Optional = false) : SlackBlock;

/// <summary>Parts of a rich text: paragraphs and lists.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
[JsonDerivedType(typeof(RichTextList), "rich_text_list")]
[JsonDerivedType(typeof(RichTextPreformatted), "rich_text_preformatted")]
internal abstract record RichTextPart;

internal sealed record RichTextSection(IReadOnlyList<RichTextRun> Elements) : RichTextPart;

internal sealed record RichTextPreformatted(IReadOnlyList<RichTextRun> Elements) : RichTextPart;

/// <param name="Style"><c>bullet</c> or <c>ordered</c>.</param>
/// <param name="Elements">The items.</param>
internal sealed record RichTextList(string Style, IReadOnlyList<RichTextPart> Elements) : RichTextPart;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextRun), "text")]
[JsonDerivedType(typeof(LinkRun), "link")]
internal abstract record RichTextRun;

internal sealed record TextRun(string Text, RunStyle? Style = null) : RichTextRun;

internal sealed record LinkRun(string Url, string? Text = null, RunStyle? Style = null) : RichTextRun;

internal sealed record RunStyle(bool? Bold = null, bool? Italic = null, bool? Code = null);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainTextObject), "plain_text")]
[JsonDerivedType(typeof(MarkdownTextObject), "mrkdwn")]
internal abstract record TextObject(string Text);

/// <summary>Emoji codes stay text unless asked for: a digest's <c>:heart:</c> is what its author wrote.</summary>
internal sealed record PlainTextObject(string Text, bool Emoji = false) : TextObject(Text);

/// <summary>Only for links of ours; everything in it is escaped.</summary>
internal sealed record MarkdownTextObject(string Text, bool Verbatim = true) : TextObject(Text);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ButtonElement), "button")]
[JsonDerivedType(typeof(TextInput), "plain_text_input")]
[JsonDerivedType(typeof(StaticSelect), "static_select")]
[JsonDerivedType(typeof(MultiStaticSelect), "multi_static_select")]
[JsonDerivedType(typeof(Checkboxes), "checkboxes")]
[JsonDerivedType(typeof(MultiExternalSelect), "multi_external_select")]
[JsonDerivedType(typeof(TimePicker), "timepicker")]
internal abstract record BlockElement(string ActionId);

internal sealed record ButtonElement(string ActionId, TextObject Text, string Value, string? Style = null, string? AccessibilityLabel = null) : BlockElement(ActionId);

internal sealed record TextInput(string ActionId, string? InitialValue, int MaxLength) : BlockElement(ActionId);

internal sealed record StaticSelect(string ActionId, IReadOnlyList<OptionObject> Options, OptionObject? InitialOption) : BlockElement(ActionId);

internal sealed record MultiStaticSelect(string ActionId, IReadOnlyList<OptionObject> Options, IReadOnlyList<OptionObject>? InitialOptions) : BlockElement(ActionId);

internal sealed record Checkboxes(string ActionId, IReadOnlyList<OptionObject> Options, IReadOnlyList<OptionObject>? InitialOptions) : BlockElement(ActionId);

internal sealed record MultiExternalSelect(string ActionId, int MinQueryLength, IReadOnlyList<OptionObject>? InitialOptions) : BlockElement(ActionId);

internal sealed record TimePicker(string ActionId, string InitialTime) : BlockElement(ActionId);

internal sealed record OptionObject(TextObject Text, string Value);

/// <summary>A modal or a Home tab: https://docs.slack.dev/reference/views.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ModalView), "modal")]
[JsonDerivedType(typeof(HomeView), "home")]
internal abstract record SlackView(IReadOnlyList<SlackBlock> Blocks, string PrivateMetadata);

internal sealed record ModalView(
    TextObject Title, TextObject Submit, TextObject Close, string CallbackId, IReadOnlyList<SlackBlock> Blocks, string PrivateMetadata)
    : SlackView(Blocks, PrivateMetadata);

internal sealed record HomeView(IReadOnlyList<SlackBlock> Blocks, string PrivateMetadata) : SlackView(Blocks, PrivateMetadata);

/// <summary>The answer to a <c>block_suggestion</c>.</summary>
internal sealed record OptionsReply(IReadOnlyList<OptionObject> Options);

internal sealed record Unfurl(IReadOnlyList<SlackBlock> Blocks);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<SlackBlock>))]
[JsonSerializable(typeof(SlackView))]
[JsonSerializable(typeof(OptionsReply))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, Unfurl>))]
internal sealed partial class BlockKitJson : JsonSerializerContext;
