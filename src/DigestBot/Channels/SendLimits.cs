namespace DigestBot.Channels;

/// <summary>What a platform takes; kept by all senders of a channel together.</summary>
/// <param name="AtOnce">Sends under way at one time, each to another conversation; as many may repeat after a crash.</param>
/// <param name="PerConversation">The least time between two messages to one conversation.</param>
/// <param name="PerWorkspaceAndMinute">Messages a minute to all conversations of a workspace or tenant: the conversation id up to and with its first <c>/</c>.</param>
public sealed record SendLimits(int AtOnce, TimeSpan PerConversation, int PerWorkspaceAndMinute)
{
    /// <summary>A channel of ours that takes whatever comes.</summary>
    public static readonly SendLimits Local = new(AtOnce: 8, TimeSpan.Zero, int.MaxValue);

    /// <summary>Corrections a minute to all conversations of a workspace, where the platform counts edits by themselves.</summary>
    public int EditsPerWorkspaceAndMinute { get; init; } = PerWorkspaceAndMinute;
}
