using System.Net;
using DigestBot.Channels;

namespace DigestBot.Teams.Connector;

/// <summary>What each refusal of the connector means for a message. Only what Microsoft says may be retried is.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis</remarks>
internal static class ConnectorFault
{
    /// <summary>Longer is as good as never; the row would sit there unseen.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static ConnectorAnswer Answer(HttpStatusCode status, string code, TimeSpan? after) => status switch
    {
        HttpStatusCode.NotFound => new ConnectorAnswer.Missing(code),
        HttpStatusCode.RequestEntityTooLarge => new ConnectorAnswer.TooBig(),
        _ => new ConnectorAnswer.Failed(Result(status, code, after)),
    };

    /// <summary>The request surely did not arrive.</summary>
    public static bool NeverLeft(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    public static TimeSpan? After(HttpResponseMessage response, DateTimeOffset now) =>
        (response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - now)) is { } after
            ? TimeSpan.FromTicks(Math.Clamp(after.Ticks, 0, LongestWait.Ticks))
            : null;

    private static Refusal Refused(string code) => code switch
    {
        "BotNotInConversationRoster" => Refusal.Removed,
        "ForbiddenOperationException" => Refusal.Uninstalled,
        "ConversationBlockedByUser" or "MessageWritesBlocked" => Refusal.Blocked,
        "BotDisabledByAdmin" or "NotEnoughPermissions" => Refusal.NotAllowed,
        _ => Refusal.Other,
    };

    private static SendResult Result(HttpStatusCode status, string code, TimeSpan? after) => (int)status switch
    {
        429 => new SendResult.Retry($"429 {code}", after, TooFast: true),
        // A conflict in this conversation: no reason for others to wait.
        412 => new SendResult.Retry($"412 {code}"),
        502 or 503 or 504 => new SendResult.Retry($"{(int)status} {code}", after),
        // Our token, not the message: somebody will renew the secret.
        401 => new SendResult.Retry(Reason.Of(Refusal.Credentials, $"401 {code}"), after),
        // The wrong cloud: no later try differs.
        403 when code == "InvalidBotApiHost" => new SendResult.Rejected($"403 {code}"),
        // Not in the roster, blocked by the user, not installed, disabled: until there is a sign of life.
        403 => new SendResult.Gone(Reason.Of(Refused(code), code)),
        // It may have been delivered before it failed.
        500 => new SendResult.Lost($"500 {code}"),
        _ => new SendResult.Rejected($"{(int)status} {code}"),
    };
}
