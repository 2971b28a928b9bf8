namespace DigestBot.Channels;

/// <summary>Why a conversation takes no messages, in terms that every platform has.</summary>
public enum Refusal
{
    /// <summary>A code we do not know, or none of the others.</summary>
    Other,
    Archived,
    Deleted,

    /// <summary>The bot is no member any more.</summary>
    Removed,

    /// <summary>The app was removed.</summary>
    Uninstalled,

    /// <summary>A person wants no messages.</summary>
    Blocked,

    /// <summary>An administrator's setting, or a permission that is missing.</summary>
    NotAllowed,

    /// <summary>The bot's own credentials are no longer taken.</summary>
    Credentials,

    /// <summary>The person's account is closed, or nobody can write to it.</summary>
    NoReader,

    /// <summary>Not found, again and again.</summary>
    NotFound,

    /// <summary>No refusal at all: a digest could not be made.</summary>
    OurMistake,
}
