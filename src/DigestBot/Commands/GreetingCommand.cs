namespace DigestBot.Commands;

/// <summary>Somebody says hello: here is what I can do.</summary>
internal sealed class GreetingCommand(HelpCommand help) : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["hi", "hello", "hey", "你好", "您好"];

    public bool OnlyReads => true;

    public bool Hidden => true;

    /// <summary>"hi there" is a greeting, "hello world program synthesis" a topic.</summary>
    public bool Fits(string arguments) => arguments.Length <= 12 && !arguments.Contains(' ');

    public Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) => Fits(arguments)
        ? help.RunAsync(context, "", cancellationToken)
        : FindCommand.AsUnknownSentenceAsync(context, arguments, cancellationToken);
}
