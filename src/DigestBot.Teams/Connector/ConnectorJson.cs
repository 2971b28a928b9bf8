using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Teams.Connector;

/// <summary>An activity we post: one card, and the line notifications show.</summary>
internal sealed record OutgoingActivity(IReadOnlyList<OutgoingAttachment> Attachments, string Summary, OutgoingAccount From)
{
    public string Type { get; } = "message";
}

internal sealed record OutgoingAccount(string Id);

internal sealed record OutgoingAttachment(string ContentType, JsonElement Content)
{
    /// <summary>How a result looks in a list, where that is asked for.</summary>
    public OutgoingAttachment? Preview { get; init; }
}

/// <summary>A direct chat with one person, or a new post in a channel with its first activity.</summary>
internal sealed record NewConversation(bool IsGroup, string TenantId, OutgoingAccount Bot)
{
    public IReadOnlyList<OutgoingAccount>? Members { get; init; }
    public NewConversationChannel? ChannelData { get; init; }
    public OutgoingActivity? Activity { get; init; }
}

internal sealed record NewConversationChannel(OutgoingAccount Channel);

/// <summary>Of an activity; of a new conversation also <c>ActivityId</c>, that of its first activity.</summary>
internal sealed record CreatedId(string? Id, string? ActivityId);

internal sealed record ConnectorError(ConnectorErrorBody? Error);

internal sealed record ConnectorErrorBody(string? Code, string? Message);

/// <summary>Numbers come as numbers or as strings; App Service says only when, the others how long.</summary>
internal sealed record TokenAnswer(string? AccessToken, long? ExpiresIn, long? ExpiresOn, string? Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutgoingActivity))]
[JsonSerializable(typeof(NewConversation))]
[JsonSerializable(typeof(CreatedId))]
[JsonSerializable(typeof(ConnectorError))]
internal sealed partial class ConnectorJson : JsonSerializerContext
{
    // Relaxed: Chinese as it is. Sent as application/json, never pasted into a page.
    public static ConnectorJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TokenJson : JsonSerializerContext;
