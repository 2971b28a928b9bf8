using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Channels;

namespace DigestBot.Teams;

/// <summary>All that is needed to post in a conversation later; kept as the reference's data and refreshed by each activity from there.</summary>
/// <param name="ServiceUrl">The connector to call; it differs by region and may change.</param>
/// <param name="ConversationId">Of a channel: without the post.</param>
/// <param name="TenantId">Whose; part of every new conversation.</param>
/// <param name="BotId">As whom we post.</param>
/// <param name="IsChannel">A team's channel: what is not a reply is a new post.</param>
/// <param name="UserId">Whom a direct chat is with.</param>
internal sealed record TeamsAddress(string ServiceUrl, string ConversationId, string TenantId, string BotId, bool IsChannel = false, string? UserId = null)
{
    public string ToJson() => JsonSerializer.Serialize(this, TeamsAddressJson.Default.TeamsAddress);

    /// <exception cref="InvalidOperationException">Not a conversation of ours.</exception>
    public static TeamsAddress Of(ConversationReference reference) =>
        (reference.Data is { } data ? JsonSerializer.Deserialize(data, TeamsAddressJson.Default.TeamsAddress) : null)
        ?? throw new InvalidOperationException($"{reference.Channel} {reference.Id} has no address.");

    /// <summary>Where replies to a post go.</summary>
    public string InThread(string? thread) => thread is null ? ConversationId : $"{ConversationId};messageid={thread}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TeamsAddress))]
internal sealed partial class TeamsAddressJson : JsonSerializerContext;
