using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>👍 and 👎: what a person thinks of a paper. Kept for each person; said twice, it is taken back.</summary>
internal abstract class RateCommand(bool likes, IReadOnlyList<string> verbs) : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = verbs;

    /// <summary>"like" begins many a sentence: only a paper named shortly belongs to it.</summary>
    public bool Fits(string arguments) => arguments.Length > 0 && !arguments.Contains(' ') && (arguments.Any(char.IsAsciiDigit) || arguments.StartsWith("http", StringComparison.OrdinalIgnoreCase));

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        if (!Fits(arguments))
            return await FindCommand.AsUnknownSentenceAsync(context, $"{Verbs[0]} {arguments}", cancellationToken);
        var (paper, instead) = await PaperLookup.FindAsync(context, arguments, HelpCommand.Verb(Verbs[0]), cancellationToken);
        if (paper is null)
            return instead!;
        var list = new ReadingList(context.Session);
        var before = await list.NoteAsync(context.Person.Id, paper.Id, cancellationToken);
        var stands = await list.RateAsync(context.Person.Id, paper.Id, likes, context.Conversation.Id, context.Now, cancellationToken);
        await context.UndoableAsync($"{HelpCommand.Verb(Verbs[0])} {PaperReference.Of(paper)}", new Before { Paper = before }, cancellationToken);
        return Answer.Aside(string.Format(!stands ? Strings.Rate_TakenBack : likes ? Strings.Rate_Liked : Strings.Rate_Disliked, PaperCard.Title(paper)));
    }

    public static IEnumerable<Button> ButtonsFor(Paper paper) =>
        [new("👍", $"{Strings.Verb_Like} {PaperReference.Of(paper)}"), new("👎", $"{Strings.Verb_Dislike} {PaperReference.Of(paper)}")];
}

internal sealed class LikeCommand() : RateCommand(likes: true, ["like", "👍", "赞"]);

internal sealed class DislikeCommand() : RateCommand(likes: false, ["dislike", "👎", "踩"]);
