using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>Thanks are no search.</summary>
internal sealed class ThanksCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["thanks", "thank you", "thx", "谢谢"];

    public bool OnlyReads => true;

    public bool Hidden => true;

    public Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        Task.FromResult(Answer.Aside(Strings.Greeting_Thanks));
}
