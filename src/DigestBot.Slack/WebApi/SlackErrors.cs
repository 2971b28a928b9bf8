using DigestBot.Channels;

namespace DigestBot.Slack.WebApi;

/// <summary>The error codes that decide what happens next: https://docs.slack.dev/reference/methods/chat.postMessage#errors.</summary>
internal static class SlackErrors
{
    private static readonly HashSet<string> Transient = new(StringComparer.Ordinal)
    {
        "ratelimited", "rate_limited", "request_timeout", "fatal_error", "internal_error", "service_unavailable", "team_added_to_org",
    };

    // The token no longer opens the workspace.
    private static readonly HashSet<string> TokenDead = new(StringComparer.Ordinal)
    {
        "account_inactive", "invalid_auth", "not_authed", "token_revoked", "token_expired", "team_disabled", "team_not_found", "org_login_required",
        "ekm_access_denied", "access_denied", "team_access_not_granted",
    };

    private static readonly HashSet<string> ConversationGone = new(StringComparer.Ordinal)
    {
        "channel_not_found", "is_archived", "not_in_channel", "user_disabled", "user_not_found", "user_not_visible", "cannot_dm_bot", "messages_tab_disabled",
        "no_permission", "missing_scope", "is_inactive", "method_not_supported_for_channel_type",
    };

    public static bool IsTransient(string code) => Transient.Contains(code);

    public static bool IsTokenDead(string code) => TokenDead.Contains(code);

    public static bool IsGone(string code) =>
        ConversationGone.Contains(code) || IsTokenDead(code) || code.StartsWith("restricted_action", StringComparison.Ordinal);

    /// <summary>The bot is not there, but the person who asked is: they can be answered another way.</summary>
    public static bool IsOutside(string code) => code is "channel_not_found" or "not_in_channel" or "user_not_in_channel";

    /// <summary>Slack found fault with the blocks; plain text is taken.</summary>
    public static bool IsAboutBlocks(string code) => code is "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" or "block_mismatch";

    /// <summary>Why a conversation is gone, for people to read in their language.</summary>
    public static string Reason(string code) => Channels.Reason.Of(code switch
    {
        "is_archived" => Refusal.Archived,
        "channel_not_found" => Refusal.NotFound,
        "not_in_channel" => Refusal.Removed,
        "user_disabled" or "user_not_found" or "user_not_visible" or "cannot_dm_bot" => Refusal.NoReader,
        "messages_tab_disabled" or "no_permission" or "missing_scope" => Refusal.NotAllowed,
        _ when code.StartsWith("restricted_action", StringComparison.Ordinal) => Refusal.NotAllowed,
        _ when IsTokenDead(code) => Refusal.Credentials,
        _ => Refusal.Other,
    }, code);
}
