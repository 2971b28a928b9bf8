using DigestBot.Channels;

namespace DigestBot.Slack;

/// <summary>
/// How Slack's places and people are named in the store: <c>T123/C456</c>, <c>T123/U789</c>. With the workspace in front, ids of several
/// workspaces cannot meet, and all of one can be found.
/// </summary>
internal readonly record struct SlackPlace(string Team, string Id)
{
    public static SlackPlace Parse(string stored) => stored.IndexOf('/') is var at and > 0 ? new(stored[..at], stored[(at + 1)..]) : new("", stored);

    public static string Of(string team, string id) => $"{team}/{id}";

    /// <summary>Direct chats begin with D; the rest are channels and group chats.</summary>
    public static ConversationReference Conversation(string team, string channel, string? name = null) =>
        channel.StartsWith('D')
            ? new(SlackChannel.ChannelName, Of(team, channel), ConversationKind.Direct)
            : new(SlackChannel.ChannelName, Of(team, channel), ConversationKind.Shared, ShownName(name));

    // What Slack says instead of a name is none.
    private static string? ShownName(string? name) => name is null or "" or "directmessage" or "privategroup" ? null : $"#{name}";
}
