using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Delivery;

/// <summary>
/// A destination refuses: its subscriptions are paused with the reason and their owners told directly. Nothing is deleted (promise 4);
/// a sign of life from the destination resumes them.
/// </summary>
public sealed class DeliveryPause(Session session)
{
    public async Task PauseAsync(Conversation conversation, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var store = new SubscriptionStore(session);
        var paused = (await store.ListAsync(conversation.Id, cancellationToken)).Where(s => s.State is SubscriptionState.Active).ToList();
        foreach (var subscription in paused)
        {
            await store.UpdateAsync(
                subscription with { State = SubscriptionState.DeliveryPaused, PauseReason = reason, NextDue = null }, cancellationToken);
        }

        foreach (var ownerId in paused.Select(s => s.OwnerId).OfType<long>().Distinct())
            await TellAsync(ownerId, conversation, reason, now, cancellationToken);
    }

    /// <summary>Someone spoke in a conversation that had refused: its subscriptions go on. How many.</summary>
    public async Task<int> ResumeAsync(long conversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await new ConversationStore(session).FoundAsync(conversationId, cancellationToken))
            await new Outbox(session).HurryAsync(conversationId, now, cancellationToken);
        var store = new SubscriptionStore(session);
        var paused = (await store.ListAsync(conversationId, cancellationToken)).Where(s => s.State is SubscriptionState.DeliveryPaused).ToList();
        foreach (var subscription in paused)
            await store.UpdateAsync(subscription.Resumed(now), cancellationToken);

        return paused.Count;
    }

    private async Task TellAsync(long ownerId, Conversation refusing, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var conversations = new ConversationStore(session);
        if (await conversations.FindPersonAsync(ownerId, cancellationToken) is not { } owner
            || await conversations.FindDirectAsync(owner, cancellationToken) is not { } direct
            || direct.Id == refusing.Id)
        {
            return;
        }

        using (UiLanguage.Use(owner.Language ?? owner.ProfileLanguage))
        {
            var text = string.Format(Strings.Delivery_Paused, refusing.DisplayName, Reason.InWords(reason));
            await new Outbox(session).AddAsync(new NewOutboxRow(direct.Id, OutboxKind.Notice, new Message(text, [new Section(text)])), now, cancellationToken);
        }
    }
}
