using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>The conversation a subscription leaves out the papers of: <c>except #nlp</c>.</summary>
internal static class ExceptPlace
{
    /// <summary>Null and no answer where none was named.</summary>
    public static async Task<(OtherPlace? Place, Answer? Instead)> FindAsync(CommandContext context, SubscriptionRequest request, CancellationToken cancellationToken)
    {
        if (request.Except is not { } name)
            return (null, null);
        var found = await new ConversationStore(context.Session).FindSharedAsync(name, context.Conversation, cancellationToken);
        return found is null || found.Id == context.Conversation.Id
            ? (null, Answer.Mistake(string.Format(Strings.Except_Unknown, Echo.Of(name))))
            : (new OtherPlace(found.Id, found.DisplayName), null);
    }
}
