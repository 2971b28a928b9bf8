using DigestBot.Channels;
using DigestBot.Messages;

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
        if (arguments != "yes")
            return new Answer(Ask(), Private: true);

        var conversations = new ConversationStore(context.Session);
        var direct = context.Conversation.IsShared ? await conversations.FindDirectAsync(context.Person, cancellationToken) : context.Conversation;
        if (direct is not null)
            await context.Session.ExecuteAsync($"DELETE FROM conversations WHERE id = {direct.Id}", cancellationToken);
        await context.Session.ExecuteAsync($"DELETE FROM people WHERE id = {context.Person.Id}", cancellationToken);
        // The farewell needs a place to go: the bare address of where it was asked.
        var to = await conversations.KnowAsync(context.Conversation.Reference, cancellationToken);
        return Answer.Of(Strings.Forget_Done) with { To = to };
    }

    private static Message Ask() => new(
        Strings.Forget_Ask,
        [
            new Section(Strings.Forget_Ask),
            new Actions([new Button(Strings.Forget_Button, "forget me yes", ButtonStyle.Danger), new Button(Strings.Forget_Keep, "list")]),
        ]);
}
