using System.Text.Json.Serialization;

namespace DigestBot.Slack.WebApi;

/// <summary>What every method answers: https://docs.slack.dev/apis/web-api/#responses.</summary>
internal record SlackReply
{
    public bool Ok { get; init; }
    public string? Error { get; init; }

    /// <summary>The scope that is missing (<c>missing_scope</c>).</summary>
    public string? Needed { get; init; }
    public ResponseMetadata? ResponseMetadata { get; init; }
}

internal sealed record ResponseMetadata(IReadOnlyList<string>? Messages);

internal sealed record PostedMessage : SlackReply
{
    public string? Channel { get; init; }
    public string? Ts { get; init; }
    public string? MessageTs { get; init; }
}

internal sealed record AuthTest : SlackReply
{
    public string? TeamId { get; init; }
    public string? Team { get; init; }
    public string? UserId { get; init; }
    public string? BotId { get; init; }
    public string? EnterpriseId { get; init; }
    public bool IsEnterpriseInstall { get; init; }
}

internal sealed record OpenedConnection : SlackReply
{
    public string? Url { get; init; }
}

internal sealed record OpenedConversation : SlackReply
{
    public SlackConversation? Channel { get; init; }
}

internal sealed record SlackConversation(string Id, string? Name);

internal sealed record UserInfo : SlackReply
{
    public SlackUser? User { get; init; }
}

/// <param name="Tz">IANA zone.</param>
/// <param name="Locale">Only with <c>include_locale</c>: <c>zh-CN</c>.</param>
internal sealed record SlackUser(string Id, string? Name, string? RealName, string? Tz, string? Locale, SlackUserProfile? Profile);

internal sealed record SlackUserProfile(string? DisplayName, string? RealName);

internal sealed record FileReply : SlackReply
{
    public SlackFile? File { get; init; }
}

/// <summary>https://docs.slack.dev/reference/objects/file-object.</summary>
internal sealed record SlackFile(string Id, string? Name, string? Mimetype, long? Size, string? UrlPrivate, string? UrlPrivateDownload);

/// <summary>https://docs.slack.dev/reference/methods/oauth.v2.access.</summary>
internal sealed record OAuthAccess : SlackReply
{
    public string? AccessToken { get; init; }
    public string? TokenType { get; init; }
    public string? Scope { get; init; }
    public string? BotUserId { get; init; }
    public bool IsEnterpriseInstall { get; init; }
    public SlackTeam? Team { get; init; }
    public SlackTeam? Enterprise { get; init; }
}

internal sealed record SlackTeam(string Id, string? Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SlackReply))]
[JsonSerializable(typeof(PostedMessage))]
[JsonSerializable(typeof(AuthTest))]
[JsonSerializable(typeof(OpenedConnection))]
[JsonSerializable(typeof(OpenedConversation))]
[JsonSerializable(typeof(UserInfo))]
[JsonSerializable(typeof(FileReply))]
[JsonSerializable(typeof(OAuthAccess))]
internal sealed partial class SlackRepliesJson : JsonSerializerContext;
