using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>
/// Removes all that is stored about a person, after asking: name and settings, the direct chat with its subscriptions and messages, lists,
/// changes. Subscriptions in shared conversations stay for those who read them, without an owner.
/// </summary>
internal sealed class ForgetMeCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["forget me", "忘记我"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return new Answer(Ask(), Private: true);
        if (arguments.ToLowerInvariant() is not ("yes" or "是"))
            return MistakeAnswer.Rest(arguments, Strings.Verb_ForgetMe);

        var conversations = new ConversationStore(context.Session);
        if (!context.Conversation.IsShared)
            await DeleteAsync(context, context.Conversation, cancellationToken);
        while (await conversations.FindDirectAsync(context.Person, cancellationToken) is { } direct)
            await DeleteAsync(context, direct, cancellationToken);

        // What others may still undo must not bring back an owner who is gone, nor give it to whoever gets the row's number next.
        await new ChangeLog(context.Session).ForgetOwnerAsync(context.Person, cancellationToken);
        await context.Session.ExecuteAsync($"DELETE FROM people WHERE id = {context.Person.Id}", cancellationToken);
        // The farewell needs a place to go: the bare address of where it was asked.
        var to = await conversations.KnowAsync(context.Conversation.IsShared ? context.Conversation.Reference : context.Conversation.Reference with { Name = null }, cancellationToken);
        return Answer.Of(Strings.Forget_Done) with { To = to };
    }

    private static Task DeleteAsync(CommandContext context, Conversation conversation, CancellationToken cancellationToken) =>
        context.Session.ExecuteAsync($"DELETE FROM conversations WHERE id = {conversation.Id}", cancellationToken);

    private static Message Ask() => new(
        Strings.Forget_Ask,
        [
            new Section(Strings.Forget_Ask),
            new Actions([new Button(Strings.Forget_Button, $"{Strings.Verb_ForgetMe} yes", ButtonStyle.Danger), new Button(Strings.Forget_Keep, Strings.Verb_List)]),
        ]);
}
