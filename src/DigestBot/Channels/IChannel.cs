namespace DigestBot.Channels;

/// <summary>A platform we post to. It renders a message to parts and knows how to post, edit and delete one; <c>Delivery</c> has the loop over them.</summary>
public interface IChannel
{
    /// <summary>As stored with conversations: <c>slack</c>, <c>teams</c>, <c>webchat</c>.</summary>
    string Name { get; }

    SendLimits Limits => SendLimits.Local;

    /// <summary>The way to a message's readers, or why there is none (such as a workspace without a token).</summary>
    Task<(IDestination? Destination, SendResult? Refused)> OpenAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

/// <summary>Where one message goes, and the parts it is made of there. Used by one sender at a time; expected failures are results.</summary>
public interface IDestination
{
    /// <summary>At least one, in the order in which they are read.</summary>
    IReadOnlyList<MessagePart> Parts { get; }

    /// <summary>The pause that the platform asks for between two calls for one conversation.</summary>
    TimeSpan BetweenParts => TimeSpan.Zero;

    /// <param name="part">What to post.</param>
    /// <param name="first">The id of the message's first post, where there is one: the rest belongs beneath it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<PartResult> PostAsync(MessagePart part, string? first, CancellationToken cancellationToken);

    /// <param name="id">The post that is to say something else.</param>
    /// <param name="part">What it is to say.</param>
    /// <param name="first">The id of the message's first post.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<PartResult> EditAsync(string id, MessagePart part, string? first, CancellationToken cancellationToken);

    /// <summary>Takes a post back. What cannot be taken back stays and counts as done; only <see cref="PartResult.Failed"/> is worth another try.</summary>
    Task<PartResult> DeleteAsync(string id, string? first, CancellationToken cancellationToken);
}

/// <summary>One post of a message, rendered.</summary>
public abstract record MessagePart
{
    /// <summary>Equal where two parts say the same in the same way.</summary>
    public abstract string Fingerprint { get; }
}

/// <summary>How a call for one part ended; the hierarchy is closed.</summary>
public abstract record PartResult
{
    /// <summary>Posted, edited or deleted. <c>Id</c>: the post's; null where the platform tells none.</summary>
    public sealed record Done(string? Id) : PartResult;

    /// <summary>The platform does not take the part as it is: these take its place.</summary>
    public sealed record Split(IReadOnlyList<MessagePart> Parts) : PartResult;

    /// <summary>The readers are not reached here: the message goes on there, with the same parts.</summary>
    public sealed record Elsewhere(IDestination Destination) : PartResult;

    /// <summary>An edit: the post is gone, or cannot be edited any more. <c>Code</c>: what the platform said.</summary>
    public sealed record NotEditable(string Code) : PartResult;

    public sealed record Failed(SendResult Result) : PartResult;
}
