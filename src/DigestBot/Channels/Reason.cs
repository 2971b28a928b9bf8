using DigestBot.Messages;

namespace DigestBot.Channels;

/// <summary>
/// Reasons as they are stored, <c>Archived:is_archived</c>, so that everyone reads them in their language: what happened, what to do, and the platform's code
/// for whoever looks it up.
/// </summary>
public static class Reason
{
    public static string Of(Refusal refusal, string code) => $"{refusal}:{code}";

    public static string Of(Setback setback, string code) => $"{setback}:{code}";

    /// <summary>How a send ended, as it is stored: by its kind, unless the channel said more.</summary>
    public static string Of(SendResult result) => Read(result.Reason) is not null ? result.Reason : Of(
        result switch
        {
            SendResult.Retry { TooFast: true } => Setback.TooFast,
            SendResult.Retry => Setback.Unwell,
            SendResult.Lost => Setback.NoAnswer,
            _ => Setback.NotTaken,
        }, result.Reason);

    /// <summary>Of a pause or an undeliverable message; what is no stored reason is given back as it is.</summary>
    public static string InWords(string reason) => InWords(reason, kind => kind is Setback setback ? Words(setback) : Words((Refusal)kind));

    /// <summary>As whoever runs the bot reads it, whom the others are sent to.</summary>
    public static string ForOperator(string reason) => InWords(reason, kind => kind switch
    {
        Refusal.Credentials => Strings.Refusal_CredentialsOperator,
        Refusal.OurMistake => Strings.Refusal_OurMistakeOperator,
        Refusal.Other => Strings.Refusal_OtherOperator,
        Setback.NotTaken => Strings.Setback_NotTakenOperator,
        Setback setback => Words(setback),
        _ => Words((Refusal)kind),
    });

    private static string InWords(string reason, Func<Enum, string> words) => Read(reason) switch
    {
        (Setback.MaybeDelivered, var last) => string.Format(Strings.Setback_MaybeDelivered, InWords(last, words)),
        (Setback.GaveUp, var what) when what.Split(':', 2) is [var attempts, var last] => string.Format(Strings.Setback_GaveUp, attempts, InWords(last, words)),
        (var kind, var code) => string.Format(Strings.Refusal_WithCode, words(kind), code),
        _ => reason,
    };

    /// <summary>Null where it is no stored reason.</summary>
    private static (Enum Kind, string Code)? Read(string reason) =>
        reason.Split(':', 2) is not [var name, var code] ? null
        : Named<Refusal>(name) is { } refusal ? (refusal, code)
        : Named<Setback>(name) is { } setback ? (setback, code)
        : null;

    /// <summary>Only as we write it: a number is no name.</summary>
    private static T? Named<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(name, out var value) && value.ToString() == name ? value : null;

    private static string Words(Setback setback) => setback switch
    {
        Setback.NoAnswer => Strings.Setback_NoAnswer,
        Setback.TooFast => Strings.Setback_TooFast,
        Setback.Unwell => Strings.Setback_Unwell,
        Setback.NotEdited => Strings.Setback_NotEdited,
        Setback.OtherPosts => Strings.Setback_OtherPosts,
        _ => Strings.Setback_NotTaken,
    };

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
