using DigestBot.Channels;
using DigestBot.Digests.Watching;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Commands;

/// <summary>Takes back one's last change here, or with a button's number that change, whoever made it; for seven days.</summary>
internal sealed class UndoCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["undo", "撤销"];

    public bool Fits(string arguments) => arguments.Length == 0 || long.TryParse(arguments, out _);

    public bool MayBeTopic(string arguments) => false;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var log = new ChangeLog(context.Session);
        if (!Fits(arguments))
            return MistakeAnswer.Rest(arguments, Strings.Verb_Undo);
        var change = arguments.Length == 0
            ? await log.LatestAsync(context.Conversation, context.Person, context.Now, cancellationToken)
            : await log.FindAsync(context.Conversation, context.Person, long.Parse(arguments), context.Now, cancellationToken);
        if (change is null)
            return Answer.Mistake(string.Format(arguments.Length == 0 ? Strings.Undo_Nothing : Strings.Undo_Gone, ChangeLog.KeepDays));
        if (await log.LaterAsync(context.Conversation, change, cancellationToken) is { } later)
            return Answer.Mistake(string.Format(Strings.Undo_Later, change.What, later.What), new Button($"{Strings.Verb_Undo}: {Echo.Of(later.What)}", $"{Strings.Verb_Undo} {later.Id}"));

        await RestoreAsync(context, change.Before, cancellationToken);
        await log.UndoneAsync(change, context.Now, cancellationToken);

        // A language taken back is the one to say so in.
        var conversations = new ConversationStore(context.Session);
        var now = context with
        {
            Conversation = (await conversations.FindAsync(context.Conversation.Id, cancellationToken))!,
            Person = (await conversations.FindPersonAsync(context.Person.Id, cancellationToken))!,
        };
        using var speaking = UiLanguage.Use(now.Language);
        var state = await UndoneState.SayAsync(context, now, change.Before, cancellationToken);
        var said = state is null ? string.Format(Strings.Undo_Done, change.What) : string.Format(Strings.Undo_DoneNow, change.What, state);
        return change.Before.Paper is null
            ? Answer.Of(said, new Button(Strings.Button_List, Strings.Verb_List))
            : Answer.Aside(said, new Button(Strings.Button_Saved, Strings.Verb_Saved));
    }

    private static async Task RestoreAsync(CommandContext context, Before before, CancellationToken cancellationToken)
    {
        foreach (var row in before.Subscriptions)
        {
            if (await context.Subscriptions.FindAsync(row.Id, cancellationToken) is { } now)
                await context.Subscriptions.UpdateAsync(row.Restore(now, context.Now), cancellationToken);
        }

        foreach (var id in before.Added)
        {
            if (await context.Subscriptions.FindAsync(id, cancellationToken) is { } added)
                await context.Subscriptions.UpdateAsync(added with { State = SubscriptionState.Removed, NextDue = null }, cancellationToken);
        }

        if (before.Paper is { } note && await new PaperChanges(context.Session).CurrentAsync(note.PaperId, cancellationToken) is { } paper)
            await new ReadingList(context.Session).RestoreAsync(note with { PaperId = paper.Id }, context.Now, cancellationToken);
        if (before.Taste is { } taste)
            await TasteEdits.RestoreAsync(context, taste, cancellationToken);
        if (before.Examples is { } examples)
            await new TasteStore(context.Session).TakeBackAsync(examples, cancellationToken);
        if (before.Watched is { } watched)
            await new Watches(context.Session).SetAsync(context.Conversation.Id, watched, context.Now, cancellationToken);
        var conversations = new ConversationStore(context.Session);
        if (before.Person is { } person)
            await conversations.SetAsync(context.Person with { Id = person.Id, Language = person.Language, Zone = person.Zone }, cancellationToken);
        if (before.Conversation is { } conversation)
            await conversations.SetAsync(context.Conversation with { Id = conversation.Id, Language = conversation.Language, Zone = conversation.Zone }, cancellationToken);
    }
}
