using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Teams.Activities;

/// <summary>What Teams posts to us, in the fields we read; all else is tolerated.</summary>
/// <remarks>https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md</remarks>
internal sealed record Activity
{
    public string? Type { get; init; }
    public string? Id { get; init; }

    /// <summary>Which invoke.</summary>
    public string? Name { get; init; }

    /// <summary>Of an installation: add, remove, add-upgrade, remove-upgrade.</summary>
    public string? Action { get; init; }

    public string? Text { get; init; }
    public string? TextFormat { get; init; }

    /// <summary>Where answers go.</summary>
    public string? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }
    public string? Locale { get; init; }
    public string? LocalTimezone { get; init; }
    public string? ReplyToId { get; init; }
    public Account? From { get; init; }
    public Account? Recipient { get; init; }
    public ActivityConversation? Conversation { get; init; }
    public TeamsChannelData? ChannelData { get; init; }
    public IReadOnlyList<Account>? MembersAdded { get; init; }
    public IReadOnlyList<Account>? MembersRemoved { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsRemoved { get; init; }
    public IReadOnlyList<Entity>? Entities { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>What a button or an invoke brings.</summary>
    public JsonElement? Value { get; init; }

    public string? TenantId => Conversation?.TenantId ?? ChannelData?.Tenant?.Id;
}

/// <summary>A person (<c>29:…</c>, the same only for this bot) or the bot (<c>28:…</c>).</summary>
internal sealed record Account(string? Id, string? Name);

/// <param name="Id">Of a post in a channel: <c>{channel};messageid={post}</c>.</param>
/// <param name="Name">Of a group chat.</param>
/// <param name="ConversationType">personal, groupChat or channel.</param>
/// <param name="TenantId">Whose.</param>
internal sealed record ActivityConversation(string? Id, string? Name, string? ConversationType, string? TenantId);

/// <summary>Teams' own part of an activity.</summary>
internal sealed record TeamsChannelData
{
    public NamedId? Tenant { get; init; }
    public NamedId? Team { get; init; }
    public NamedId? Channel { get; init; }
    public TeamsSettings? Settings { get; init; }

    /// <summary>channelRenamed, channelDeleted, teamDeleted …</summary>
    public string? EventType { get; init; }
}

/// <summary>The channel the bot was installed for.</summary>
internal sealed record TeamsSettings(NamedId? SelectedChannel);

/// <summary><c>like</c>, <c>heart</c> …</summary>
internal sealed record MessageReaction(string? Type);

internal sealed record NamedId(string? Id, string? Name);

/// <summary>A mention (<c>Text</c> is how it stands in the message), or the client's zone.</summary>
internal sealed record Entity(string? Type, Account? Mentioned, string? Text, string? Timezone);

internal sealed record Attachment(string? ContentType, string? Name, JsonElement? Content);

/// <summary>A file somebody sent in a direct chat; the address needs no token and is good for a few minutes.</summary>
internal sealed record FileDownload(string? DownloadUrl)
{
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4</remarks>
    public const string ContentType = "application/vnd.microsoft.teams.file.download.info";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(FileDownload))]
internal sealed partial class ActivityJson : JsonSerializerContext;
