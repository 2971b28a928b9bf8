using System.Text.Json;
using DigestBot.Slack.BlockKit;

namespace DigestBot.Slack.WebApi;

/// <summary>The methods we call, with the arguments we give: https://docs.slack.dev/reference/methods.</summary>
internal static class SlackMethods
{
    public static Task<SlackResult<AuthTest>> AuthTestAsync(this SlackClient client, string token, CancellationToken cancellationToken) =>
        client.CallAsync(token, "auth.test", [], SlackRepliesJson.Default.AuthTest, cancellationToken);

    /// <param name="client">Calls.</param>
    /// <param name="token">The app-level token.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<SlackResult<OpenedConnection>> OpenConnectionAsync(this SlackClient client, string token, CancellationToken cancellationToken) =>
        client.CallAsync(token, "apps.connections.open", [], SlackRepliesJson.Default.OpenedConnection, cancellationToken);

    /// <summary>Quiet: no previews of the links in it.</summary>
    public static Task<SlackResult<PostedMessage>> PostAsync(
        this SlackClient client, string token, string channel, SlackPost post, string? thread, CancellationToken cancellationToken) =>
        client.CallAsync(
            token, "chat.postMessage",
            [.. Content(channel, post), ("thread_ts", thread), ("unfurl_links", "false"), ("unfurl_media", "false")],
            SlackRepliesJson.Default.PostedMessage, cancellationToken);

    public static Task<SlackResult<PostedMessage>> PostEphemeralAsync(
        this SlackClient client, string token, string channel, string user, SlackPost post, string? thread, CancellationToken cancellationToken) =>
        client.CallAsync(
            token, "chat.postEphemeral", [.. Content(channel, post), ("user", user), ("thread_ts", thread)], SlackRepliesJson.Default.PostedMessage, cancellationToken);

    /// <summary>Without blocks the old ones would stay: https://docs.slack.dev/reference/methods/chat.update.</summary>
    public static Task<SlackResult<PostedMessage>> UpdateAsync(
        this SlackClient client, string token, string channel, string ts, SlackPost post, CancellationToken cancellationToken) =>
        client.CallAsync(
            token, "chat.update", [.. Content(channel, post), ("ts", ts), ("blocks", post.Blocks.Count == 0 ? "[]" : null)], SlackRepliesJson.Default.PostedMessage, cancellationToken);

    public static Task<SlackResult<SlackReply>> DeleteAsync(this SlackClient client, string token, string channel, string ts, CancellationToken cancellationToken) =>
        client.CallAsync(token, "chat.delete", [("channel", channel), ("ts", ts)], SlackRepliesJson.Default.SlackReply, cancellationToken);

    public static Task<SlackResult<SlackReply>> OpenViewAsync(this SlackClient client, string token, string triggerId, SlackView view, CancellationToken cancellationToken) =>
        client.CallAsync(token, "views.open", [("trigger_id", triggerId), ("view", Json(view))], SlackRepliesJson.Default.SlackReply, cancellationToken);

    public static Task<SlackResult<SlackReply>> PublishHomeAsync(this SlackClient client, string token, string user, HomeView view, CancellationToken cancellationToken) =>
        client.CallAsync(token, "views.publish", [("user_id", user), ("view", Json(view))], SlackRepliesJson.Default.SlackReply, cancellationToken);

    public static Task<SlackResult<OpenedConversation>> OpenDirectAsync(this SlackClient client, string token, string user, CancellationToken cancellationToken) =>
        client.CallAsync(token, "conversations.open", [("users", user)], SlackRepliesJson.Default.OpenedConversation, cancellationToken);

    public static Task<SlackResult<OpenedConversation>> ConversationAsync(this SlackClient client, string token, string channel, CancellationToken cancellationToken) =>
        client.CallAsync(token, "conversations.info", [("channel", channel)], SlackRepliesJson.Default.OpenedConversation, cancellationToken);

    public static Task<SlackResult<UserInfo>> UserAsync(this SlackClient client, string token, string user, CancellationToken cancellationToken) =>
        client.CallAsync(token, "users.info", [("user", user), ("include_locale", "true")], SlackRepliesJson.Default.UserInfo, cancellationToken);

    public static Task<SlackResult<FileReply>> FileAsync(this SlackClient client, string token, string file, CancellationToken cancellationToken) =>
        client.CallAsync(token, "files.info", [("file", file)], SlackRepliesJson.Default.FileReply, cancellationToken);

    /// <param name="client">Calls.</param>
    /// <param name="token">The bot's.</param>
    /// <param name="place">The message or the draft: <c>channel</c> and <c>ts</c>, or <c>unfurl_id</c> and <c>source</c>.</param>
    /// <param name="unfurls">Blocks by address.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<SlackResult<SlackReply>> UnfurlAsync(
        this SlackClient client, string token, IReadOnlyList<(string, string?)> place, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancellationToken) =>
        client.CallAsync(
            token, "chat.unfurl", [.. place, ("unfurls", JsonSerializer.Serialize(unfurls, BlockKitJson.Default.IReadOnlyDictionaryStringUnfurl))],
            SlackRepliesJson.Default.SlackReply, cancellationToken);

    private static IEnumerable<(string, string?)> Content(string channel, SlackPost post) =>
    [
        ("channel", channel), ("text", post.Text), ("mrkdwn", "false"), ("blocks", post.Blocks.Count == 0 ? null : JsonSerializer.Serialize(post.Blocks, BlockKitJson.Default.IReadOnlyListSlackBlock)),
    ];

    private static string Json(SlackView view) => JsonSerializer.Serialize(view, BlockKitJson.Default.SlackView);
}
