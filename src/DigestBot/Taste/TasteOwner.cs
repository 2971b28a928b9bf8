using System.Runtime.InteropServices;
using DigestBot.Channels;
using DigestBot.Data;

namespace DigestBot.Taste;

/// <summary>Whose taste it is: a person's, for their direct chat, or a shared conversation's. Exactly one of the two is set.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TasteOwner(long? PersonId, long? ConversationId)
{
    public bool IsShared => ConversationId is not null;

    public static TasteOwner Of(Conversation conversation, Person person) => conversation.IsShared ? new(null, conversation.Id) : new(person.Id, null);

    /// <summary>Of the digests sent to a conversation; null for a direct chat whose person is gone.</summary>
    public static async Task<TasteOwner?> OfAsync(Session session, long conversationId, CancellationToken cancellationToken) =>
        await session.FirstAsync(
            $"SELECT kind, (SELECT MIN(people.id) FROM people WHERE direct_id = conversations.id) FROM conversations WHERE id = {conversationId}",
            row => row.Enum<ConversationKind>(0) == ConversationKind.Shared ? new TasteOwner(null, conversationId)
                : row.LongOrNull(1) is { } person ? new TasteOwner(person, null) : (TasteOwner?)null,
            cancellationToken);

    /// <summary>The rows that are its own.</summary>
    internal Clause Rows => PersonId is { } person ? new Clause([$"person_id = {person}"]) : new Clause([$"conversation_id = {ConversationId}"]);

    /// <summary>The rows that are its own, of a table whose rows name who wrote them, too.</summary>
    internal Clause OwnRows => PersonId is { } person ? new Clause([$"person_id = {person}", $"conversation_id IS NULL"]) : Rows;
}
