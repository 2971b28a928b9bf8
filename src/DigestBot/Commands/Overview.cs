using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>How things stand for a person, where a channel has a page for it: their subscriptions with buttons, and what they own elsewhere.</summary>
public sealed class Overview(Database database, TimeProvider time, CommandDefaults defaults)
{
    private const int MostElsewhere = 20;

    /// <param name="direct">The person's own chat with the bot; buttons speak there.</param>
    /// <param name="sender">Whose it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Message> OfAsync(ConversationReference direct, Sender sender, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var store = new ConversationStore(session);
        var conversation = await store.KnowAsync(direct, cancellationToken);
        var person = await store.KnowAsync(direct.Channel, sender, cancellationToken);
        var context = new CommandContext(session, conversation, person, time.GetUtcNow(), defaults);
        using var language = UiLanguage.Use(context.Language);
        var subscriptions = await new ListCommand().RunAsync(context, "", cancellationToken);
        var message = new Message(Strings.Overview_Title,
        [
            new Actions([HelpCommand.SubscribeForm, new Button(Strings.Button_Preview, Strings.Verb_Preview), new Button(Strings.Button_Saved, Strings.Verb_Saved), new Button(Strings.Button_Help, Strings.Verb_Help)]),
            .. subscriptions.Message.Blocks,
            .. await ElsewhereAsync(context, cancellationToken),
        ]);
        await session.CommitAsync(cancellationToken);
        return message;
    }

    private static async Task<IReadOnlyList<Block>> ElsewhereAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var owned = await context.Subscriptions.OwnedElsewhereAsync(context.Person.Id, context.Conversation.Id, cancellationToken);
        if (owned.Count == 0)
            return [];
        var lines = new List<RichText>();
        foreach (var subscription in owned.Take(MostElsewhere))
        {
            var place = await new ConversationStore(context.Session).FindAsync(subscription.ConversationId, cancellationToken);
            lines.Add(Inline.Bold(place!.DisplayName) + (RichText)$" {SubscriptionWords.Name(subscription)} · {SubscriptionWords.Next(subscription)}");
        }

        if (owned.Count > MostElsewhere)
            lines.Add(string.Format(Strings.Edit_AndMore, owned.Count - MostElsewhere));
        return [new Divider(), new Heading(Strings.Overview_Elsewhere), new BulletList(lines)];
    }
}
