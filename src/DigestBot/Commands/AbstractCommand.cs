namespace DigestBot.Commands;

/// <summary>The card with the whole abstract.</summary>
internal sealed class AbstractCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["abstract", "原文"];

    public bool OnlyReads => true;

    public bool Hidden => true;

    /// <summary>Alone it asks how papers are named: the card's help says so.</summary>
    public Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) => arguments.Length == 0
        ? HelpCommand.OneAsync(context, new CardCommand(), cancellationToken)
        : CardCommand.CardAsync(context, this, arguments, withAbstract: true, cancellationToken);
}
