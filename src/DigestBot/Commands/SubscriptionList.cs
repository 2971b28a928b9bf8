using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Digests.Watching;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>A line of an exported list: where something is delivered, whose it is, and the command that makes it.</summary>
public sealed record ListedCommand(ConversationReference Conversation, string? Owner, string? OwnerName, string Command);

/// <summary>
/// Subscriptions and watches as a list of commands. An imported line is read as if it had been typed there, at the store's time, so that what it
/// leaves open (zone, language, time of day) is what the conversation would get.
/// </summary>
public sealed class SubscriptionList(Session session, CommandDefaults defaults, DateTimeOffset now)
{
    public async Task<IReadOnlyList<ListedCommand>> ExportAsync(CancellationToken cancellationToken)
    {
        var conversations = new ConversationStore(session);
        var lines = new List<ListedCommand>();
        foreach (var subscription in await new SubscriptionStore(session).AllAsync(cancellationToken))
        {
            var to = (await conversations.FindAsync(subscription.ConversationId, cancellationToken))!.Reference;
            var owner = subscription.OwnerId is { } id ? await conversations.FindPersonAsync(id, cancellationToken) : null;
            lines.Add(new ListedCommand(to, owner?.ExternalId, owner?.Name, subscription.ToCommand()));
        }

        foreach (var watch in await new Watches(session).AllAsync(cancellationToken))
            lines.Add(new ListedCommand((await conversations.FindAsync(watch.ConversationId, cancellationToken))!.Reference, null, null, watch.ToCommand()));
        return lines;
    }

    /// <summary>Whether it was new; null where the line is not understood.</summary>
    public async Task<bool?> AddAsync(ListedCommand line, CancellationToken cancellationToken)
    {
        var conversations = new ConversationStore(session);
        var conversation = await conversations.KnowAsync(line.Conversation, cancellationToken);
        return line.Command.Split(' ', 2, StringSplitOptions.TrimEntries) switch
        {
            [var verb, var wanted] when verb.Equals("subscribe", StringComparison.OrdinalIgnoreCase) => await SubscribeAsync(conversation, line, wanted, cancellationToken),
            [var verb, .. var source] when verb.Equals("watch", StringComparison.OrdinalIgnoreCase) =>
                await new Watches(session).AddAsync(conversation.Id, source is [var one] ? one : "", now, cancellationToken),
            _ => null,
        };
    }

    private async Task<bool?> SubscribeAsync(Conversation conversation, ListedCommand line, string wanted, CancellationToken cancellationToken)
    {
        var owner = line.Owner is { } id
            ? await new ConversationStore(session).KnowAsync(line.Conversation.Channel, new Sender(id, line.OwnerName ?? id), cancellationToken)
            : null;
        var nobody = new Person(0, line.Conversation.Channel, "", "", Language: null, Zone: null, ProfileLanguage: null, ProfileZone: null);
        var context = new CommandContext(session, conversation, owner ?? nobody, now, defaults);
        if ((await SubscribeCommand.ReadAsync(context, wanted, cancellationToken)).Subscription is not { } subscription)
            return null;
        if ((await context.Subscriptions.ListAsync(conversation.Id, cancellationToken)).Any(other => SubscribeCommand.Same(other, subscription)))
            return false;
        await context.Subscriptions.AddAsync(subscription with { OwnerId = owner?.Id }, cancellationToken);
        return true;
    }
}
