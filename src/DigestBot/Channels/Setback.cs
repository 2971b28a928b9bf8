namespace DigestBot.Channels;

/// <summary>What went wrong with a message where nobody refused the conversation.</summary>
public enum Setback
{
    /// <summary>The answer to a send was lost, twice; about the last.</summary>
    MaybeDelivered,

    /// <summary>Tried as often as it is worth; how often, and about the last.</summary>
    GaveUp,
    NoAnswer,
    TooFast,

    /// <summary>The platform has a fault, or is not reached.</summary>
    Unwell,

    /// <summary>The platform will never take this message.</summary>
    NotTaken,

    /// <summary>A correction: the platform does not edit the message, or no more.</summary>
    NotEdited,

    /// <summary>A correction: the message would take more posts or fewer; how many it took and takes.</summary>
    OtherPosts,
}
