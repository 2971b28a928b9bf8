using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>
/// The bot comes to a conversation or has to leave it. Each is told by the state it leads to, so that the same event twice changes nothing.
/// </summary>
public sealed class Presence(Database database, TimeProvider time, CommandDefaults defaults)
{
    /// <summary>Welcomed once, until it is removed again; what was paused by the removal goes on.</summary>
    /// <param name="by">Whose language the welcome is in, where the channel says who added the bot.</param>
    public async Task AddedAsync(ConversationReference reference, Sender? by, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var store = new ConversationStore(session);
        var conversation = await store.KnowAsync(reference, cancellationToken);
        var person = by is null ? null : await store.KnowAsync(reference.Channel, by, cancellationToken);
        if (person is not null && !conversation.IsShared)
            await store.SetDirectAsync(person, conversation, cancellationToken);
        if (await store.EnterAsync(conversation, cancellationToken))
        {
            var now = time.GetUtcNow();
            await new DeliveryPause(session).ResumeAsync(conversation.Id, now, cancellationToken);
            using var language = UiLanguage.Use(conversation.Language ?? person?.Language ?? Languages.OfLocale(person?.ProfileLanguage));
            await new Outbox(session).AddAsync(new NewOutboxRow(conversation.Id, OutboxKind.Notice, Welcome(conversation, person is null || conversation.IsShared ? defaults.Zone : defaults.ZoneOf(person))), now, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Removed, archived or blocked: its subscriptions pause with the reason, their owners are told directly.</summary>
    public async Task RemovedAsync(ConversationReference reference, string reason, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var store = new ConversationStore(session);
        var conversation = await store.KnowAsync(reference, cancellationToken);
        if (await store.LeaveAsync(conversation, cancellationToken))
            await new DeliveryPause(session).PauseAsync(conversation, reason, time.GetUtcNow(), cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Uninstalled: all conversations of a channel whose ids begin so (a workspace, a tenant) are left.</summary>
    public async Task UninstalledAsync(string channel, string prefix, string reason, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var store = new ConversationStore(session);
        foreach (var conversation in await store.OfAsync(channel, prefix, cancellationToken))
        {
            if (await store.LeaveAsync(conversation, cancellationToken))
                await new DeliveryPause(session).PauseAsync(conversation, reason, time.GetUtcNow(), cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    /// <summary>A new name or address, nothing else.</summary>
    public async Task RenamedAsync(ConversationReference reference, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        await new ConversationStore(session).KnowAsync(reference, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>What the bot is for and the two ways to begin.</summary>
    public static Message Welcome(Conversation conversation, string zone) => new(Strings.Welcome_Title,
    [
        new Heading(Strings.Welcome_Title),
        new Section(conversation.IsShared ? Strings.Welcome_Shared : Strings.Welcome_Direct),
        new BulletList([Example(Strings.Welcome_ExampleSubscribe), Example(Strings.Welcome_ExampleFind), Example(Strings.Verb_Help)]),
        new SmallPrint(string.Format(Strings.Welcome_Zone, conversation.Zone ?? zone)),
        new Actions([HelpCommand.SubscribeForm, new Button(Strings.Button_Categories, Strings.Verb_Categories)]),
    ]);

    private static RichText Example(string command) => Inline.Code(command);
}
