using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>The summary card of a paper, by id, link, number of the last list, or words; a language after it asks for that one.</summary>
internal sealed class CardCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["card", "summary", "卡片"];

    public bool OnlyReads => true;

    public Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        CardAsync(context, this, arguments, withAbstract: false, cancellationToken);

    public static async Task<Answer> CardAsync(CommandContext context, ICommand command, string arguments, bool withAbstract, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, command, cancellationToken);
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var language = words.Length == 2 && IsOneWord(words[0]) ? Languages.Find(words[1]) : null;
        var (paper, instead) = await PaperLookup.FindAsync(context, language is null ? arguments : words[0], HelpCommand.Verb(command.Verbs[0]), cancellationToken);
        // Asked by a card's own button, another language or the abstract changes that card.
        return paper is null
            ? instead!
            : new Answer(PaperCard.Compose(paper, PaperReference.Of(paper), language ?? context.Language, withAbstract, await ButtonsAsync(context, paper, cancellationToken))) { Replaces = withAbstract || language is not null };
    }

    private static async Task<IReadOnlyList<Button>> ButtonsAsync(CommandContext context, Paper paper, CancellationToken cancellationToken) =>
    [
        await new ReadingList(context.Session).HasAsync(context.Person.Id, paper.Id, cancellationToken) ? UnsaveCommand.ButtonFor(paper) : SaveCommand.ButtonFor(paper),
        RelatedCommand.ButtonFor(paper),
        .. RateCommand.ButtonsFor(paper),
    ];

    /// <summary>A reference that a language may follow; <c>card machine english</c> is about words.</summary>
    private static bool IsOneWord(string word) =>
        ArxivId.TryParse(word, out _) || PaperReference.TryParse(word, out _) || int.TryParse(word.TrimStart('#'), out _);
}
