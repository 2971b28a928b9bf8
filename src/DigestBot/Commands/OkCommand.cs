using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>"Yes" and its like answer nothing: what asks here has buttons.</summary>
internal sealed class OkCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["ok"];

    public bool OnlyReads => true;

    public bool Hidden => true;

    public bool Fits(string arguments) => arguments.Length == 0;

    public Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) => Fits(arguments)
        ? Task.FromResult(Answer.Aside(Strings.Greeting_Ok, new Button(Strings.Button_Help, Strings.Verb_Help)))
        : FindCommand.AsUnknownSentenceAsync(context, $"{Verbs[0]} {arguments}", cancellationToken);
}
