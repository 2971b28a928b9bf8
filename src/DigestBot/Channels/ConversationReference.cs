namespace DigestBot.Channels;

public enum ConversationKind
{
    /// <summary>One person and the bot.</summary>
    Direct,

    /// <summary>A channel or group chat.</summary>
    Shared,
}

/// <summary>A place in a channel, and all that is needed to post there later. <c>Data</c> is the channel's own (a service URL, a thread).</summary>
public sealed record ConversationReference(string Channel, string Id, ConversationKind Kind, string? Name = null, string? Data = null);

/// <summary>A conversation we know. Language and zone are what was set there; null is "not set".</summary>
public sealed record Conversation(long Id, ConversationReference Reference, string? Language, string? Zone)
{
    public bool IsShared => Reference.Kind == ConversationKind.Shared;

    public string DisplayName => Reference.Name ?? Reference.Id;
}

/// <summary>Who sent something, as the channel tells: locale and zone from the chat profile, where there is one.</summary>
public sealed record Sender(string Id, string Name, string? Language = null, string? Zone = null);

/// <summary>A person we know. What was set here wins over the chat profile.</summary>
public sealed record Person(long Id, string Channel, string ExternalId, string Name, string? Language, string? Zone, string? ProfileLanguage, string? ProfileZone);

/// <summary>Something a person typed, clicked or chose. <c>EventId</c> is unique in its channel and the same when it is delivered again.</summary>
public sealed record IncomingMessage(string EventId, ConversationReference Conversation, Sender From, string Text);
