using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Slack.Events;

/// <summary>What the Events API sends: https://docs.slack.dev/apis/events-api. <c>Event</c> is read only where its type is one of ours.</summary>
internal sealed record EventPayload
{
    public string? Type { get; init; }
    public string? Challenge { get; init; }
    public string? TeamId { get; init; }
    public string? ApiAppId { get; init; }
    public string? EventId { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long EventTime { get; init; }
    public IReadOnlyList<SlackAuthorization>? Authorizations { get; init; }
    public JsonElement Event { get; init; }

    /// <summary>The workspace whose bot it is for; in a shared channel <c>team_id</c> may be another.</summary>
    public string? Team => Authorizations is [{ TeamId: { } team }, ..] ? team : TeamId;

    public string? EventType =>
        Event.ValueKind == JsonValueKind.Object && Event.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
}

internal sealed record SlackAuthorization(string? TeamId, string? UserId, bool IsBot);

/// <summary>The fields we read of the events we handle.</summary>
internal sealed record SlackEvent
{
    public string Type { get; init; } = "";
    public string? Subtype { get; init; }
    public SlackReference? User { get; init; }
    public string? BotId { get; init; }

    /// <summary>The sender's workspace, where it is another one: in channels that organisations share.</summary>
    public string? UserTeam { get; init; }
    public SlackReference? Channel { get; init; }

    /// <summary><c>im</c>, <c>mpim</c>, <c>channel</c>, <c>group</c>.</summary>
    public string? ChannelType { get; init; }
    public string? Text { get; init; }
    public string? Ts { get; init; }
    public string? ThreadTs { get; init; }
    public IReadOnlyList<SentFile>? Files { get; init; }

    /// <summary>Who brought the bot into a channel.</summary>
    public string? Inviter { get; init; }

    /// <summary><c>home</c> or <c>messages</c>.</summary>
    public string? Tab { get; init; }
    public IReadOnlyList<SharedLink>? Links { get; init; }
    public string? MessageTs { get; init; }
    public string? UnfurlId { get; init; }

    /// <summary><c>composer</c> or <c>conversations_history</c>.</summary>
    public string? Source { get; init; }
    public RevokedTokens? Tokens { get; init; }

    /// <summary>An emoji by its name, with a skin tone perhaps.</summary>
    public string? Reaction { get; init; }

    /// <summary>What was reacted to.</summary>
    public ReactedItem? Item { get; init; }
}

internal sealed record ReactedItem(string? Type, string? Channel, string? Ts);

internal sealed record SentFile(string? Id, string? Name);

internal sealed record SharedLink(string? Url);

internal sealed record RevokedTokens(IReadOnlyList<string>? Bot);

/// <summary>A user or a channel: most events give the id, some an object with it.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record SlackReference(string Id, string? Name = null)
{
    internal sealed class Converter : JsonConverter<SlackReference>
    {
        public override SlackReference? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            return json.RootElement switch
            {
                { ValueKind: JsonValueKind.String } id => new SlackReference(id.GetString()!),
                { ValueKind: JsonValueKind.Object } all when Text(all, "id") is { } id => new SlackReference(id, Text(all, "name")),
                _ => null,
            };
        }

        public override void Write(Utf8JsonWriter writer, SlackReference value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);

        private static string? Text(JsonElement all, string name) =>
            all.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
