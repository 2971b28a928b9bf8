using Microsoft.Extensions.Configuration;

namespace DigestBot.Slack;

/// <summary>The section <c>DigestBot:Slack</c>. Without values Slack is off; with some, those that are missing are named.</summary>
/// <param name="BotToken">One workspace: its <c>xoxb-</c> token.</param>
/// <param name="SigningSecret">Over HTTP: what requests are signed with.</param>
/// <param name="PreviousSigningSecret">While the secret is being changed.</param>
/// <param name="AppToken">Socket Mode: the <c>xapp-</c> token.</param>
/// <param name="ClientId">Many workspaces, over HTTP: they install the app through OAuth.</param>
/// <param name="ClientSecret">With the client id.</param>
/// <param name="TokenKey">With the client id: what stored tokens are encrypted with, 32 bytes in Base64.</param>
/// <param name="ApiUrl">Slack's Web API.</param>
public sealed record SlackOptions(
    string BotToken, string SigningSecret, string PreviousSigningSecret, string AppToken, string ClientId, string ClientSecret, string TokenKey, Uri ApiUrl)
{
    public const string Section = "Slack";

    private const string DefaultApiUrl = "https://slack.com/api/";
    private const int KeyBytes = 32;

    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(BotToken)] = "",
        [nameof(SigningSecret)] = "",
        [nameof(PreviousSigningSecret)] = "",
        [nameof(AppToken)] = "",
        [nameof(ClientId)] = "",
        [nameof(ClientSecret)] = "",
        [nameof(TokenKey)] = "",
        [nameof(Workspaces)] = "",
        [nameof(ApiUrl)] = DefaultApiUrl,
    };

    /// <summary>With the client id: ids of the workspaces that are answered. Empty: the first that installed the app; <c>*</c>: any.</summary>
    public IReadOnlyList<string> Workspaces { get; init; } = [];

    /// <summary>Names no secret, wherever it is printed.</summary>
    public override string ToString() => nameof(SlackOptions);

    public bool UsesSocket => AppToken.Length > 0;

    public bool UsesHttp => SigningSecret.Length > 0;

    public bool UsesOAuth => ClientId.Length > 0;

    /// <summary>The options, or null where Slack is off; or what is wrong with them, naming the key and the remedy, never a secret.</summary>
    public static (SlackOptions? Options, string? Problem) Read(IConfiguration section)
    {
        if (section.GetChildren().FirstOrDefault(child => !Defaults.ContainsKey(child.Key)) is { } unknown)
            return (null, $"{Name(unknown.Key)} is no option I know. Options: {string.Join(", ", Defaults.Keys)}.");
        if (section.GetChildren().All(child => string.IsNullOrWhiteSpace(child.Value) || child.Key.Equals(nameof(ApiUrl), StringComparison.OrdinalIgnoreCase)))
            return (null, null);

        string Value(string key) => section[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : Defaults[key];
        if (!Uri.TryCreate(Value(nameof(ApiUrl)).TrimEnd('/') + "/", UriKind.Absolute, out var api) || !(api.Scheme == Uri.UriSchemeHttps || (api.Scheme == Uri.UriSchemeHttp && api.IsLoopback)))
            return (null, $"{Name(nameof(ApiUrl))} is \"{Value(nameof(ApiUrl))}\". Leave it out, or use an https address.");
        var options = new SlackOptions(
            Value(nameof(BotToken)), Value(nameof(SigningSecret)), Value(nameof(PreviousSigningSecret)), Value(nameof(AppToken)),
            Value(nameof(ClientId)), Value(nameof(ClientSecret)), Value(nameof(TokenKey)), api)
        {
            Workspaces = Value(nameof(Workspaces)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        };
        return options.Problem() is { } problem ? (null, problem) : (options, null);
    }

    private string? Problem() => this switch
    {
        { BotToken: "", ClientId: "" } => Missing(nameof(BotToken), "the bot token (xoxb-…) from OAuth & Permissions of your app at api.slack.com/apps"),
        { BotToken.Length: > 0 } when !BotToken.StartsWith("xoxb-", StringComparison.Ordinal) => $"{Name(nameof(BotToken))} is no bot token: those begin with xoxb-. Copy it from OAuth & Permissions.",
        { AppToken.Length: > 0 } when !AppToken.StartsWith("xapp-", StringComparison.Ordinal) => $"{Name(nameof(AppToken))} is no app-level token: those begin with xapp-. Make one with connections:write under Basic Information.",
        { AppToken: "", SigningSecret: "" } => $"{Name(nameof(AppToken))} and {Name(nameof(SigningSecret))} are both missing. Set the first for Socket Mode, or the second where Slack can reach this host.",
        { SigningSecret: "", PreviousSigningSecret.Length: > 0 } => Missing(nameof(SigningSecret), "the signing secret that takes the place of the previous one"),
        { ClientId.Length: > 0, BotToken.Length: > 0 } => $"{Name(nameof(BotToken))} and {Name(nameof(ClientId))} are both set. Use the first for one workspace, the second for several.",
        { ClientId.Length: > 0, SigningSecret: "" } => Missing(nameof(SigningSecret), "the signing secret: an app for several workspaces is reached over HTTP"),
        { ClientId: "", Workspaces.Count: > 0 } => $"{Name(nameof(Workspaces))} is for an app that several workspaces install. Take it out: the bot token is of one workspace.",
        _ when Workspaces.FirstOrDefault(id => id != "*" && !id.StartsWith('T')) is { } odd => $"{Name(nameof(Workspaces))} holds \"{odd}\", which is no workspace's id: those begin with T. It stands in the workspace's address: https://app.slack.com/client/T….",
        { ClientId.Length: > 0, AppToken.Length: > 0 } => $"{Name(nameof(AppToken))} is for one workspace. Take it out, or {Name(nameof(ClientId))}.",
        { ClientId.Length: > 0, ClientSecret: "" } => Missing(nameof(ClientSecret), "the client secret from Basic Information"),
        { ClientId.Length: > 0 } when !IsKey(TokenKey) => $"{Name(nameof(TokenKey))} must be {KeyBytes} bytes in Base64, such as openssl rand -base64 {KeyBytes} prints. Keep it: stored tokens cannot be read without it.",
        _ => null,
    };

    private static bool IsKey(string text) => Convert.TryFromBase64String(text, new byte[Math.Max(text.Length, 1)], out var bytes) && bytes == KeyBytes;

    private static string Missing(string key, string what) => $"{Name(key)} is missing: {what}. Set it, or leave out all of DigestBot:{Section} to go without Slack.";

    private static string Name(string key) => $"DigestBot:{Section}:{key}";
}
