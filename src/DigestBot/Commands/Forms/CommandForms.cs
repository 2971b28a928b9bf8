using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>
/// The forms behind commands (manners 4): opened for a button's command (<c>subscribe</c>, <c>change 2</c>, <c>schedule 2</c>), and, filled in, one command as it would have been typed.
/// So a form can do nothing that words cannot, and takes the same way.
/// </summary>
public sealed class CommandForms(Database database, TimeProvider time, CommandDefaults defaults)
{
    private readonly CommandSet _commands = new();

    /// <summary>The form, in the person's language; null where there is none: the command explains itself when it is sent.</summary>
    public async Task<Form?> OpenAsync(ConversationReference reference, Sender sender, string command, CancellationToken cancellationToken)
    {
        if (_commands.Find(command) is not { Command: SubscribeCommand or ChangeCommand or ScheduleCommand } known)
            return null;
        await using var session = await database.WriteAsync(cancellationToken);
        var store = new ConversationStore(session);
        var conversation = await store.KnowAsync(reference, cancellationToken);
        var person = await store.KnowAsync(reference.Channel, sender, cancellationToken);
        await session.CommitAsync(cancellationToken);

        await using var reading = await database.ReadAsync(cancellationToken);
        var context = new CommandContext(reading, conversation, person, time.GetUtcNow(), defaults);
        using var language = UiLanguage.Use(context.Language);
        if (known.Command is SubscribeCommand)
            return SubscriptionForm.New(context, await FilterAsync(context, known.Arguments, cancellationToken));
        var subscriptions = await context.Subscriptions.ListAsync(conversation.Id, cancellationToken);
        return subscriptions.FirstOrDefault(s => $"{s.Number}" == known.Arguments) is not { } subscription ? null
            : known.Command is ScheduleCommand ? SubscriptionForm.Schedule(subscription)
            : SubscriptionForm.Change(subscription);
    }

    /// <summary>The command a filled-in form stands for.</summary>
    public static string Command(string formId, FormValues values)
    {
        // By the command, not by its word: whoever fills in a form may speak another language than this thread.
        var command = new CommandSet().Find(formId)?.Command;
        return SubscriptionForm.Command(formId, values, isNew: command is SubscribeCommand, onlySchedule: command is ScheduleCommand);
    }

    /// <summary>A form's id is a command in the language of its reader.</summary>
    public static string LanguageOf(string formId) => formId.Any(c => c >= '\u2E80') ? "zh" : "en";

    /// <summary>A field that cannot be taken as it was filled in, and why, in the form's language; null where the command can be tried.</summary>
    public static (string Field, string Problem)? Fault(string formId, FormValues values)
    {
        using var language = UiLanguage.Use(LanguageOf(formId));
        return values.One("zone") is { Length: > 0 } zone && Zones.Find(zone) is null ? ("zone", string.Format(Strings.Mistake_UnknownZoneNoGuess, zone)) : null;
    }

    /// <summary>
    /// What is not understood of a filled-in form, found by doing what it says and taking it back: for channels whose forms can stay open with it. Null where
    /// it can be done, or there is no such form.
    /// </summary>
    public async Task<string?> MistakeAsync(ConversationReference reference, Sender sender, string formId, FormValues values, CancellationToken cancellationToken)
    {
        if (Fault(formId, values) is var (_, problem))
            return problem;
        if (_commands.Find(Command(formId, values)) is not { Command: SubscribeCommand or ChangeCommand or ScheduleCommand } known)
            return null;
        // Never committed.
        await using var session = await database.WriteAsync(cancellationToken);
        var store = new ConversationStore(session);
        var context = new CommandContext(
            session, await store.KnowAsync(reference, cancellationToken), await store.KnowAsync(reference.Channel, sender, cancellationToken), time.GetUtcNow(), defaults);
        using var language = UiLanguage.Use(context.Language);
        var answer = await known.Command.RunAsync(context, known.Arguments, cancellationToken);
        return answer.Understood ? null : answer.Message.Summary;
    }

    /// <summary>Stored categories that begin with what was typed or contain it, the fullest first; at most 100.</summary>
    public async Task<IReadOnlyList<Choice>> CategoriesAsync(string typed, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var names = await new PaperStore(session).CategoryNamesAsync(cancellationToken);
        var wanted = typed.Trim();
        return
        [
            .. names.Where(name => name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(name => name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
                .Take(100)
                .Select(name => new Choice(name, name)),
        ];
    }

    /// <summary>What "Subscribe to this" under a search already knows; nothing where it cannot be read.</summary>
    private static async Task<Query> FilterAsync(CommandContext context, string words, CancellationToken cancellationToken) =>
        SubscriptionParser.Parse(words, await context.QueryContextAsync(QueryMode.Filter, cancellationToken)).Value?.Filter ?? Query.Nothing;
}
