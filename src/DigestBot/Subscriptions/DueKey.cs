namespace DigestBot.Subscriptions;

/// <summary>A due time in a conversation: what one conversation gets at one time is made together, by number.</summary>
public sealed record DueKey(DateTimeOffset Due, long ConversationId);
