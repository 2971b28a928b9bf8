using DigestBot.Messages;

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

/// <summary>
/// Reasons as they are stored, <c>Archived:is_archived</c>, so that everyone reads them in their language: what happened, what to do, and the platform's code
/// for whoever looks it up.
/// </summary>
public static class Reason
{
    public static string Of(Refusal refusal, string code) => $"{refusal}:{code}";

    /// <summary>Of a pause or an undeliverable message; what is no stored reason is given back as it is.</summary>
    public static string InWords(string reason) =>
        reason.Split(':', 2) is [var name, var code] && Enum.TryParse<Refusal>(name, out var refusal) && refusal.ToString() == name
            ? string.Format(Strings.Refusal_WithCode, Words(refusal), code)
            : reason;

    private static string Words(Refusal refusal) => refusal switch
    {
        Refusal.Archived => Strings.Refusal_Archived,
        Refusal.Deleted => Strings.Refusal_Deleted,
        Refusal.Removed => Strings.Refusal_Removed,
        Refusal.Uninstalled => Strings.Refusal_Uninstalled,
        Refusal.Blocked => Strings.Refusal_Blocked,
        Refusal.NotAllowed => Strings.Refusal_NotAllowed,
        Refusal.Credentials => Strings.Refusal_Credentials,
        Refusal.NoReader => Strings.Refusal_NoReader,
        Refusal.NotFound => Strings.Refusal_NotFound,
        Refusal.OurMistake => Strings.Refusal_OurMistake,
        _ => Strings.Refusal_Other,
    };
}
