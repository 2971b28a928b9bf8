using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Teams.AdaptiveCards;
using DigestBot.Teams.Connector;

namespace DigestBot.Teams.Activities;

/// <summary>What an invoke is answered with: a status, and a body of its kind.</summary>
internal sealed record InvokeAnswer(int Status, string? Body = null)
{
    public static readonly InvokeAnswer Nothing = new(200);
    public static readonly InvokeAnswer Unknown = new(501);
    public static readonly InvokeAnswer NotUnderstood = new(400);

    /// <summary>A line at the card whose button was pressed, seen by whoever pressed it.</summary>
    public static InvokeAnswer Note(string text) => Of(new CardActionAnswer(200, "application/vnd.microsoft.activity.message", JsonSerializer.SerializeToElement(text, InvokeAnswerJson.Relaxed.String)));

    /// <summary>Another card in the place of the one whose button was pressed.</summary>
    public static InvokeAnswer Card(AdaptiveCard card) => Of(new CardActionAnswer(200, AdaptiveCard.ContentType, CardJson.Element(card)));

    public static InvokeAnswer Error(string text) => Of(new CardActionAnswer(
        400, "application/vnd.microsoft.error", JsonSerializer.SerializeToElement(new CardActionError("BadRequest", text), InvokeAnswerJson.Relaxed.CardActionError)));

    public static InvokeAnswer Dialog(string title, AdaptiveCard card) =>
        Dialog("continue", JsonSerializer.SerializeToElement(new Dialog(title, "medium", "large", new OutgoingAttachment(AdaptiveCard.ContentType, CardJson.Element(card))), InvokeAnswerJson.Relaxed.Dialog));

    /// <summary>A dialog that only says something.</summary>
    public static InvokeAnswer DialogText(string text) => Dialog("message", JsonSerializer.SerializeToElement(text, InvokeAnswerJson.Relaxed.String));

    public static InvokeAnswer Results(IReadOnlyList<OutgoingAttachment> attachments) => Extension(new ExtensionResult("result") { AttachmentLayout = "list", Attachments = attachments });

    /// <summary>Instead of results.</summary>
    public static InvokeAnswer ExtensionText(string text) => Extension(new ExtensionResult("message") { Text = text });

    private static InvokeAnswer Of(CardActionAnswer answer) => new(200, JsonSerializer.Serialize(answer, InvokeAnswerJson.Relaxed.CardActionAnswer));

    private static InvokeAnswer Dialog(string type, JsonElement value) => new(200, JsonSerializer.Serialize(new DialogAnswer(new DialogTask(type, value)), InvokeAnswerJson.Relaxed.DialogAnswer));

    private static InvokeAnswer Extension(ExtensionResult result) => new(200, JsonSerializer.Serialize(new ExtensionAnswer(result), InvokeAnswerJson.Relaxed.ExtensionAnswer));
}

/// <summary>Always under HTTP 200; the status that counts is inside.</summary>
/// <remarks>https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format</remarks>
internal sealed record CardActionAnswer(int StatusCode, string Type, JsonElement Value);

internal sealed record CardActionError(string Code, string Message);

/// <remarks>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots</remarks>
internal sealed record DialogAnswer(DialogTask Task);

internal sealed record DialogTask(string Type, JsonElement Value);

internal sealed record Dialog(string Title, string Width, string Height, OutgoingAttachment Card);

/// <remarks>https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search</remarks>
internal sealed record ExtensionAnswer(ExtensionResult ComposeExtension);

internal sealed record ExtensionResult(string Type)
{
    public string? AttachmentLayout { get; init; }
    public IReadOnlyList<OutgoingAttachment>? Attachments { get; init; }
    public string? Text { get; init; }
}

/// <summary>How a result looks in the list.</summary>
internal sealed record ThumbnailCard(string Title, string Text)
{
    public const string ContentType = "application/vnd.microsoft.card.thumbnail";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CardActionAnswer))]
[JsonSerializable(typeof(CardActionError))]
[JsonSerializable(typeof(DialogAnswer))]
[JsonSerializable(typeof(Dialog))]
[JsonSerializable(typeof(ExtensionAnswer))]
[JsonSerializable(typeof(ThumbnailCard))]
[JsonSerializable(typeof(string))]
internal sealed partial class InvokeAnswerJson : JsonSerializerContext
{
    // Relaxed: Chinese as it is. Sent as application/json, never pasted into a page.
    public static InvokeAnswerJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
