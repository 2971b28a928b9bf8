using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Commands;

/// <summary>One's reading list, the latest saved first; for oneself, wherever it is asked for.</summary>
internal sealed class SavedCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["saved", "reading list", "收藏夹", "我的收藏", "阅读清单"];

    public bool OnlyReads => true;

    public bool Fits(string arguments) => arguments.Length == 0;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length > 0)
            return MistakeAnswer.Rest(arguments, Strings.Verb_Saved);
        var ids = await new ReadingList(context.Session).ListAsync(context.Person.Id, cancellationToken);
        if (ids.Count == 0)
            return Answer.Aside(Nothing);
        var (blocks, shown) = await new LastList(ids, Strings.Saved_Title, 0, ids.Count, context.Now).PageAsync(context, cancellationToken);
        var summary = $"{Strings.Saved_Title} · {Counted.Papers(ids.Count)}";
        return new Answer(
            new Message(summary, [new Heading(summary), .. blocks, new Actions([.. MoreCommand.Buttons(shown), .. ExportCommand.Buttons()])]), Private: true) { List = shown };
    }

    public static string Nothing => string.Format(Strings.Saved_Nothing, $"{Strings.Verb_Save} 3");
}
