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

    /// <summary>The workspace or tenant it is in: its id up to and with the first slash, or nothing.</summary>
    public string Workspace => Reference.Id[..(Reference.Id.IndexOf('/', StringComparison.Ordinal) + 1)];

    public string DisplayName => Reference.Name ?? Reference.Id;
}

/// <summary>Who sent something, as the channel tells: locale and zone from the chat profile, where there is one.</summary>
public sealed record Sender(string Id, string Name, string? Language = null, string? Zone = null);

/// <summary>A person we know. What was set here wins over the chat profile.</summary>
public sealed record Person(long Id, string Channel, string ExternalId, string Name, string? Language, string? Zone, string? ProfileLanguage, string? ProfileZone);

/// <summary>Something a person typed, clicked or chose. <c>EventId</c> is unique in its channel and the same when it is delivered again.</summary>
public sealed record IncomingMessage(string EventId, ConversationReference Conversation, Sender From, string Text)
{
    /// <summary>The thread it was said in, as the channel names it; the answer goes there.</summary>
    public string? Thread { get; init; }

    /// <summary>The channel's id of the message whose button was pressed; the answer may take its place.</summary>
    public string? MessageId { get; init; }

    /// <summary>Digest files that came with it; they are taken, and the text is not read as a command.</summary>
    public IReadOnlyList<IncomingFile> Files { get; init; } = [];
}

/// <summary>A file that came with a message. <c>Reference</c> is what its channel needs to fetch it.</summary>
public sealed record IncomingFile(string Name, string Reference)
{
    /// <summary>Its sender is no member of the workspace the bot belongs to, but came in through a shared channel.</summary>
    public bool FromOutside { get; init; }
}
