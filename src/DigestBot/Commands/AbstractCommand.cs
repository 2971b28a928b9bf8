namespace DigestBot.Commands;

/// <summary>The card with the whole abstract.</summary>
internal sealed class AbstractCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["abstract", "原文"];

    public bool Hidden => true;

    public Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        CardCommand.CardAsync(context, this, arguments, withAbstract: true, cancellationToken);
}
