using DigestBot.Channels;

namespace DigestBot.WebChat;

/// <summary>What people and channels may be called; null where they may not.</summary>
internal static class PlaceNames
{
    private const int Longest = 40;

    public static string? Person(string? name) => name?.Trim() is { Length: > 0 and <= Longest } trimmed && trimmed.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' or '\'')
        ? trimmed
        : null;

    /// <summary>Without its #.</summary>
    public static string? Channel(string? name) =>
        name?.Trim().TrimStart('#').ToLowerInvariant() is { Length: > 0 and <= Longest } trimmed && trimmed.All(c => char.IsLetterOrDigit(c) || c is '-' or '_')
            ? trimmed
            : null;

    /// <summary>A person's own direct chat or a shared conversation.</summary>
    public static ConversationReference? Conversation(string? person, string? place) => (Person(person), place) switch
    {
        ({ } name, _) when place == WebChatReceiver.DirectId(name) => WebChatReceiver.Conversation(name, null),
        (not null, ['#', .. var channel]) when Channel(channel) is not null => WebChatReceiver.Conversation(person!, channel),
        _ => null,
    };
}
