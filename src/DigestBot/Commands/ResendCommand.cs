using DigestBot.Delivery;
using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>A message that could not be delivered is sent again; offered by <c>status</c>.</summary>
internal sealed class ResendCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["resend", "重发"];

    public bool Hidden => true;

    public bool Fits(string arguments) => long.TryParse(arguments, out _);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        await DeadLetterPick.FindAsync(context, arguments, cancellationToken) is { } letter
            && await new DeadLetters(context.Session).ResendAsync(letter.Id, context.Now, cancellationToken)
                ? Answer.Of(string.Format(Strings.DeadLetter_Resent, letter.Place))
                : Answer.Mistake(Strings.DeadLetter_Unknown, new Button(Strings.Verb_Status, Strings.Verb_Status));
}

/// <summary>A message that could not be delivered is given up for good; a digest's papers may come again.</summary>
internal sealed class DropCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["drop", "丢弃"];

    public bool Hidden => true;

    public bool Fits(string arguments) => long.TryParse(arguments, out _);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        await DeadLetterPick.FindAsync(context, arguments, cancellationToken) is { } letter
            && await new DeadLetters(context.Session).DropAsync(letter.Id, cancellationToken)
                ? Answer.Of(string.Format(Strings.DeadLetter_Dropped, letter.Place))
                : Answer.Mistake(Strings.DeadLetter_Unknown, new Button(Strings.Verb_Status, Strings.Verb_Status));
}

/// <summary>A dead letter the asker may decide about: one to this conversation, or to one where they own a subscription.</summary>
internal static class DeadLetterPick
{
    public static async Task<DeadLetter?> FindAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        long.TryParse(arguments, out var id)
            ? (await ListAsync(context, cancellationToken)).FirstOrDefault(letter => letter.Id == id)
            : null;

    public static Task<IReadOnlyList<DeadLetter>> ListAsync(CommandContext context, CancellationToken cancellationToken) =>
        new DeadLetters(context.Session).ListAsync(context.Conversation.Id, context.Person.Id, cancellationToken);
}
