namespace DigestBot.Slack;

/// <summary>
/// Where an answer goes, kept as the message's thread: the thread's timestamp, and the address Slack gave with a command or a click
/// (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses), which works where the bot is no member.
/// </summary>
/// <param name="Thread">The thread's timestamp.</param>
/// <param name="ResponseUrl">Good for 30 minutes and five answers.</param>
/// <param name="UrlFirst">Only the address reaches the place (a slash command may be used anywhere) or the message (a private one).</param>
internal sealed record SlackReplyAddress(string? Thread, Uri? ResponseUrl = null, bool UrlFirst = false)
{
    public static readonly SlackReplyAddress None = new(Thread: null);

    public static SlackReplyAddress Parse(string? text)
    {
        var parts = text?.Split(' ') ?? [];
        return parts is [var thread, var mode, var url] && Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? new(thread is "-" ? null : thread, address, mode is "first")
            : new(text);
    }

    /// <summary>Null where there is nothing to remember.</summary>
    public string? Store() => ResponseUrl is null ? Thread : $"{Thread ?? "-"} {(UrlFirst ? "first" : "else")} {ResponseUrl.AbsoluteUri}";

    /// <summary>Only Slack's own host is posted to: the address is a secret, and content goes there.</summary>
    public static Uri? Trusted(string? url, Uri api) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address is { Scheme: "https", Host: "hooks.slack.com" or "hooks.slack-gov.com", IsDefaultPort: true } || Uri.Compare(address, api, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.Ordinal) == 0)
            ? address
            : null;
}
