using DigestBot.Messages;

namespace DigestBot.Channels;

/// <summary>What to post where. <c>OnlyFor</c>: the person's id in the channel, where the answer is private.</summary>
/// <param name="Key">The outbox row: the same for every attempt, so that a channel that can will post once.</param>
/// <param name="Thread">The thread it belongs to, as the channel names it.</param>
/// <param name="Replaces">The id of a post whose place it takes, such as the one whose button was clicked; what does not fit there is posted beneath.</param>
public sealed record OutgoingMessage(long Key, ConversationReference To, Message Message, string? OnlyFor = null, string? Thread = null, string? Replaces = null)
{
    /// <summary>The posts that this message corrects, in order: each is edited, and nothing is posted. Empty where it is no correction.</summary>
    public IReadOnlyList<string> Corrects { get; init; } = [];
}

/// <summary>How a send ended; the hierarchy is closed.</summary>
/// <param name="Reason">What the platform said, or what happened; nothing where it was sent.</param>
public abstract record SendResult(string Reason)
{
    /// <summary>Delivered; <c>MessageId</c> is the channel's, for later edits.</summary>
    public sealed record Sent(string? MessageId) : SendResult("")
    {
        /// <summary>The ids of its other posts, where it needed several.</summary>
        public IReadOnlyList<string> Further { get; init; } = [];
    }

    /// <summary>Not now: too fast, or the platform is unwell. <c>After</c> null: as the dispatcher thinks fit.</summary>
    /// <param name="Reason">What the platform said.</param>
    /// <param name="After">Its Retry-After: where it is unwell, no conversation of the workspace fares better before.</param>
    /// <param name="TooFast">Too much for the conversation, or for its workspace; the platform does not say which.</param>
    public sealed record Retry(string Reason, TimeSpan? After = null, bool TooFast = false) : SendResult(Reason);

    /// <summary>The conversation no longer takes messages: archived, removed, blocked.</summary>
    public sealed record Gone(string Reason) : SendResult(Reason);

    /// <summary>The platform does not find the conversation, which may pass: tried again, and as <see cref="Gone"/> when it is still so a day later.</summary>
    public sealed record Missing(string Reason) : SendResult(Reason);

    /// <summary>The platform will never take this message.</summary>
    public sealed record Rejected(string Reason) : SendResult(Reason);

    /// <summary>The answer was lost (timeout, reset): it may have arrived.</summary>
    public sealed record Lost(string Reason) : SendResult(Reason);
}
