using System.Text.Json;
using DigestBot.Messages;

namespace DigestBot.Slack.BlockKit;

/// <summary>A message as Slack is sent it, for people who build on it: JSON that Block Kit Builder takes, one document for each post.</summary>
public static class BlockKitFormat
{
    public static string Of(Message message)
    {
        var posts = SlackPost.Of(message).Select(post => $$"""{"blocks":{{JsonSerializer.Serialize(post.Blocks, BlockKitJson.Default.IReadOnlyListSlackBlock)}}}""").ToList();
        return posts.Count == 1 ? posts[0] : $"[{string.Join(',', posts)}]";
    }
}
