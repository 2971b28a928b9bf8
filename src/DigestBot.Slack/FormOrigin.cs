using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Channels;
using DigestBot.Slack.BlockKit;

namespace DigestBot.Slack;

/// <summary>Where a view was opened, carried through Slack in its private metadata (3,000 characters).</summary>
/// <param name="Channel">Slack's id of the conversation.</param>
/// <param name="Name">Its name, if known.</param>
/// <param name="Thread">Where the answer goes.</param>
/// <param name="Form">The form's id.</param>
internal sealed record FormOrigin(string Channel, string? Name = null, string? Thread = null, string? Form = null)
{
    public static FormOrigin Of(ConversationReference conversation, string? thread, string form) =>
        new(SlackPlace.Parse(conversation.Id).Id, conversation.Name?.TrimStart('#'), thread, form);

    public ConversationReference Conversation(string team) => SlackPlace.Conversation(team, Channel, Name);

    /// <summary>Without the answer's place where that is too long.</summary>
    public string Write() => JsonSerializer.Serialize(this, FormOriginJson.Default.FormOrigin) is { Length: <= BlockKitLimits.PrivateMetadata } text
        ? text
        : JsonSerializer.Serialize(this with { Thread = null }, FormOriginJson.Default.FormOrigin);

    public static FormOrigin? Parse(string? metadata)
    {
        try
        {
            return string.IsNullOrEmpty(metadata) ? null : JsonSerializer.Deserialize(metadata, FormOriginJson.Default.FormOrigin);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FormOrigin))]
internal sealed partial class FormOriginJson : JsonSerializerContext;
