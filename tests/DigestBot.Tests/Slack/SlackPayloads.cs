using System.Text.Json;
using System.Text.Json.Nodes;
using DigestBot.Messages;
using DigestBot.Slack;
using DigestBot.Slack.BlockKit;

namespace DigestBot.Tests.Slack;

/// <summary>What the channel would send, as JSON.</summary>
internal static class SlackPayloads
{
    /// <summary>The posts of a message as <c>chat.postMessage</c> gets them.</summary>
    public static IReadOnlyList<JsonObject> Posts(Message message) => [.. SlackPost.Of(message).Select(post => new JsonObject
    {
        ["channel"] = "C1", ["text"] = post.Text, ["mrkdwn"] = false, ["unfurl_links"] = false, ["unfurl_media"] = false,
        ["blocks"] = JsonSerializer.SerializeToNode(post.Blocks, BlockKitJson.Default.IReadOnlyListSlackBlock),
    })];

    public static JsonNode View(SlackView view) => JsonSerializer.SerializeToNode(view, BlockKitJson.Default.SlackView)!;

    /// <summary>All text a reader sees, in order.</summary>
    public static string Read(IEnumerable<JsonNode?> nodes) => string.Concat(nodes.Select(node => node switch
    {
        JsonObject all => string.Concat(all.Where(pair => pair.Key is not ("value" or "url" or "action_id" or "block_id" or "accessibility_label" or "type"))
            .Select(pair => pair is { Key: "text", Value: JsonValue text } ? text.ToString() + "\n" : Read([pair.Value]))),
        JsonArray all => Read(all),
        _ => "",
    }));
}
