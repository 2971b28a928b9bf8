using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Commands;

/// <summary>
/// 👍 and 👎 as reactions to a post of the bot's: <c>like</c> and <c>dislike</c>, taken back when the reaction goes. Only where the message is about one
/// paper: a card, or a digest with one. The same reaction told twice changes nothing.
/// </summary>
public sealed class Reactions(Database database, TimeProvider time)
{
    /// <summary>False where the post is not about one paper.</summary>
    /// <param name="where">The conversation of the post.</param>
    /// <param name="who">Who reacted.</param>
    /// <param name="messageId">The post, as the channel names it.</param>
    /// <param name="likes">👍, or 👎.</param>
    /// <param name="given">Given, or taken back.</param>
    public async Task<bool> ReactedAsync(ConversationReference where, Sender who, string messageId, bool likes, bool given, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        if (await PaperAsync(session, where, messageId, cancellationToken) is not { } paper)
            return false;
        var conversations = new ConversationStore(session);
        var conversation = await conversations.KnowAsync(where, cancellationToken);
        var person = await conversations.KnowAsync(where.Channel, who, cancellationToken);
        await new ReadingList(session).SetRatingAsync(person.Id, paper.Id, likes, given, conversation.Id, time.GetUtcNow(), cancellationToken);
        await session.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<Paper?> PaperAsync(Session session, ConversationReference where, string messageId, CancellationToken cancellationToken)
    {
        // Of several messages that stood there, the one that took the others' place.
        var body = await session.FirstAsync(
            $"""
            SELECT body FROM outbox JOIN conversations ON conversations.id = conversation_id
            WHERE message_id = {messageId} AND channel = {where.Channel} AND external_id = {where.Id} AND body IS NOT NULL ORDER BY outbox.id DESC LIMIT 1
            """, row => row.Text(0), cancellationToken);
        return body is not null && Correction.PapersOf(MessageJson.Deserialize(body)).Distinct().ToList() is [var only]
            ? await new PaperChanges(session).CurrentAsync(only, cancellationToken)
            : null;
    }
}
