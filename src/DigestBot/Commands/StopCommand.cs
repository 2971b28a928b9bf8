using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary><c>stop</c> ends subscriptions as <c>unsubscribe</c> does; alone it asks whether all of them are meant.</summary>
internal sealed class StopCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["stop", "停止"];

    public bool Hidden => true;

    /// <summary>"stop words" is a topic.</summary>
    public bool Fits(string arguments) => SubscriptionPick.Begins(EverythingWord.AsAll(arguments)) && !(SubscriptionWords.IsAll(arguments.Split(' ')[0]) && arguments.Contains(' '));

    public Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) => Fits(arguments)
        ? new UnsubscribeCommand().RunAsync(context, arguments.Length == 0 ? Strings.Word_All : arguments, cancellationToken)
        : FindCommand.AsUnknownSentenceAsync(context, $"{Verbs[0]} {arguments}", cancellationToken);
}
