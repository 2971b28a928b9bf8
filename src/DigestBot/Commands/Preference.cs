using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Sets language or zone for a person (direct chat) or a conversation (shared), and for the subscriptions there; with [Undo].</summary>
internal static class Preference
{
    public static async Task<Answer> SetAsync(CommandContext context, string what, string? language, string? zone, CancellationToken cancellationToken)
    {
        var subscriptions = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        var before = Before.Of(subscriptions);
        foreach (var subscription in subscriptions)
            await context.Subscriptions.UpdateAsync(SubscriptionEdit.Due(subscription, Apply(subscription, language, zone), context.Now), cancellationToken);

        var conversations = new ConversationStore(context.Session);
        CommandContext after;
        if (context.Conversation is { IsShared: true } shared)
        {
            before = before with { Conversation = new PreferenceBefore(shared.Id, shared.Language, shared.Zone) };
            after = context with { Conversation = shared with { Language = language ?? shared.Language, Zone = zone ?? shared.Zone } };
            await conversations.SetAsync(after.Conversation, cancellationToken);
        }
        else
        {
            before = before with { Person = new PreferenceBefore(context.Person.Id, context.Person.Language, context.Person.Zone) };
            after = context with { Person = context.Person with { Language = language ?? context.Person.Language, Zone = zone ?? context.Person.Zone } };
            await conversations.SetAsync(after.Person, cancellationToken);
        }

        using (UiLanguage.Use(after.Language))
        {
            var undo = await context.UndoableAsync(what, before, cancellationToken);
            var said = language is null ? Clock(after) : Spoken(after);
            var changed = subscriptions.Count == 0 ? "" : string.Format(Strings.Preference_Subscriptions, Counted.Subscriptions(subscriptions.Count));
            return Answer.Of(string.Format(Strings.Text_Sentences, said, changed).TrimEnd(), undo);
        }
    }

    /// <summary>The zone that holds, and its time.</summary>
    public static string Clock(CommandContext context) => string.Format(Strings.Preference_Zone, Zones.Shown(context.Zone), SubscriptionWords.Moment(context.Now, context.Zone));

    /// <summary>The language that holds.</summary>
    public static string Spoken(CommandContext context) =>
        string.Format(context.Language is "en" or "zh" ? Strings.Preference_Spoken : Strings.Preference_Language, LanguageName.ForReader(context.Language));

    private static Subscription Apply(Subscription subscription, string? language, string? zone) => subscription with
    {
        Schedule = subscription.Schedule with { Zone = zone ?? subscription.Schedule.Zone },
        Options = subscription.Options with { Language = language ?? subscription.Options.Language },
    };
}
