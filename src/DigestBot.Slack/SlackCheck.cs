using DigestBot.Channels;
using DigestBot.Slack.WebApi;

namespace DigestBot.Slack;

/// <summary>Asks Slack whether the tokens are good and may do what the bot does.</summary>
public sealed class SlackCheck(SlackOptions options) : IChannelCheck
{
    /// <summary>What the bot token must be allowed to, and what for; the manifests ask for these.</summary>
    public static readonly IReadOnlyDictionary<string, string> Scopes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["app_mentions:read"] = "hear mentions",
        ["channels:read"] = "know channels by name",
        ["chat:write"] = "post",
        ["chat:write.public"] = "answer and post in public channels it was not invited to",
        ["commands"] = "take /papers",
        ["files:read"] = "take digest files sent to it",
        ["groups:read"] = "know private channels by name",
        ["im:history"] = "hear direct messages",
        ["im:read"] = "know direct chats",
        ["im:write"] = "open direct chats",
        ["links:read"] = "see shared arXiv links",
        ["links:write"] = "show cards beneath them",
        ["reactions:read"] = "count 👍 and 👎 on papers",
        ["users:read"] = "know people's languages and time zones",
    };

    private const int SigningSecretLength = 32;

    public string Channel => "Slack";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        using var http = new SlackHttp();
        var client = new SlackClient(http, options.ApiUrl);
        var results = new List<CheckResult>();
        if (options.BotToken.Length > 0)
            results.AddRange(await BotTokenAsync(client, cancellationToken));
        if (options.UsesSocket)
            results.Add(await SocketAsync(client, cancellationToken));
        if (options.UsesHttp)
            results.AddRange(Http());
        if (options.UsesOAuth)
            results.Add(new CheckResult($"Workspaces install the app at /slack/install (client id {options.ClientId})."));
        return results;
    }

    private async Task<IReadOnlyList<CheckResult>> BotTokenAsync(SlackClient client, CancellationToken cancellationToken)
    {
        switch (await client.AuthTestAsync(options.BotToken, cancellationToken))
        {
            case SlackResult<AuthTest>.Ok ok:
                var has = (ok.Scopes ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
                return
                [
                    new CheckResult($"The bot token opens the workspace {ok.Value.Team} ({ok.Value.TeamId}) as {ok.Value.UserId}."),
                    ok.Scopes is null ? new CheckResult("Slack did not say what the token may do.")
                    : Scopes.Keys.Where(scope => !has.Contains(scope)).ToList() is { Count: > 0 } missing
                        ? new CheckResult(
                            $"The bot token lacks {string.Join(", ", missing.Select(scope => $"{scope} (to {Scopes[scope]})"))}.",
                            "Add the scopes under OAuth & Permissions of your app at https://api.slack.com/apps, then reinstall it to the workspace.")
                        : new CheckResult("The bot token has all scopes."),
                ];
            case SlackResult<AuthTest>.Failed { Error: SlackError.Refused refused }:
                return
                [
                    new CheckResult(
                        $"Slack does not accept the bot token ({refused.Code}).",
                        refused.Code is "account_inactive" or "token_revoked"
                            ? "The app was removed from the workspace. Install it again, and set DigestBot:Slack:BotToken to the new token."
                            : "Copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of your app into DigestBot:Slack:BotToken."),
                ];
            case SlackResult<AuthTest>.Failed failed:
                return [NotReached(failed.Error)];
            default:
                return [];
        }
    }

    private async Task<CheckResult> SocketAsync(SlackClient client, CancellationToken cancellationToken) => await client.OpenConnectionAsync(options.AppToken, cancellationToken) switch
    {
        SlackResult<OpenedConnection>.Ok => new CheckResult("The app-level token opens connections: Socket Mode works."),
        SlackResult<OpenedConnection>.Failed { Error: SlackError.Refused refused } => new CheckResult(
            $"Slack opens no connection for the app-level token ({refused.Code}).",
            "Turn on Socket Mode in your app, and set DigestBot:Slack:AppToken to an app-level token (xapp-…) with connections:write from Basic Information."),
        SlackResult<OpenedConnection>.Failed failed => NotReached(failed.Error),
        _ => throw new InvalidOperationException("A result that is neither."),
    };

    private IEnumerable<CheckResult> Http()
    {
        yield return options.SigningSecret is { Length: SigningSecretLength } secret && secret.All(char.IsAsciiHexDigitLower)
            ? new CheckResult("The signing secret looks like one.")
            : new CheckResult(
                $"The signing secret does not look like one: Slack's have {SigningSecretLength} digits and letters a to f.",
                "Copy the Signing Secret (not the Client Secret) from Basic Information of your app into DigestBot:Slack:SigningSecret.");
        yield return new CheckResult("Whether Slack can reach this host only Slack can tell: Event Subscriptions of your app says Verified beside …/slack/events.");
    }

    private CheckResult NotReached(SlackError error) => new(
        $"{options.ApiUrl.Host} did not answer as Slack does ({error.Reason}).", "Check that this host may open https connections to slack.com, and whether a proxy stands between; then try again.");
}
