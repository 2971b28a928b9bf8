using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Generated;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>The summary card of a paper, by id, link, number of the last list, or words; a language after it asks for that one, <c>--fresh</c> for a summary written by the configured model.</summary>
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
        var fresh = words.Length > 1 && words[^1].ToLowerInvariant() is "--fresh" or "-fresh";
        if (fresh)
            (words, arguments) = (words[..^1], string.Join(' ', words[..^1]));
        var language = words.Length == 2 && IsOneWord(words[0]) ? Languages.Find(words[1]) : null;
        var (paper, instead) = await PaperLookup.FindAsync(context, language is null ? arguments : words[0], HelpCommand.Verb(command.Verbs[0]), cancellationToken);
        if (paper is null)
            return instead!;
        var read = language ?? context.Language;
        var extras = new CardExtras { Days = await context.Papers.DaysAsync(paper.Id, cancellationToken), Actions = await ButtonsAsync(context, paper, fresh ? null : read, cancellationToken) };
        return (fresh, context.Summaries) switch
        {
            // Asked by a card's own button, another language or the abstract changes that card.
            (false, _) => Card(extras, replaces: withAbstract || language is not null),
            (true, null) => Card(extras with { Remark = Strings.Fresh_Off }, replaces: false),
            (true, var writer) => await writer.KnownAsync(context.Session, paper, read, cancellationToken) switch
            {
                (null, null) => Interim() with { Later = FreshAsync },
                var known => Fresh(known),
            },
        };

        Answer Card(CardExtras more, bool replaces) => new(PaperCard.Compose(paper, PaperReference.Of(paper), read, withAbstract, more)) { Replaces = replaces };

        // Short enough for one post, which the answer takes the place of.
        Answer Interim() =>
            new(PaperCard.Compose(paper, PaperReference.Of(paper), read, withAbstract: false, extras with { Remark = Strings.Fresh_Asked })) { Replaces = true };

        async Task<Answer> FreshAsync(CancellationToken token)
        {
            using var spoken = UiLanguage.Use(context.Language);
            return Fresh(await context.Summaries!.WriteAsync(paper, read, token));
        }

        Answer Fresh((GeneratedSummary? Summary, SummaryProblem? Problem) written) =>
            Card(written.Summary is null ? extras with { Remark = Sentence(written.Problem) } : extras with { Generated = written.Summary }, replaces: true);
    }

    private static string Sentence(SummaryProblem? problem) => problem switch
    {
        SummaryProblem.NothingToRead => Strings.Fresh_NothingToRead,
        SummaryProblem.Busy => Strings.Fresh_Busy,
        SummaryProblem.Unreachable => Strings.Fresh_Unreachable,
        SummaryProblem.Refused => Strings.Fresh_Refused,
        _ => Strings.Fresh_Unusable,
    };

    private static async Task<IReadOnlyList<Button>> ButtonsAsync(CommandContext context, Paper paper, string? language, CancellationToken cancellationToken) =>
    [
        .. context.Summaries is not null && language is not null && paper.Abstract.Count > 0 && !paper.Summaries.ContainsKey(language)
            ? [new Button(Strings.Button_Fresh, $"{Strings.Verb_Card} {PaperReference.Of(paper)} {language} --fresh")] : Array.Empty<Button>(),
        await new ReadingList(context.Session).HasAsync(context.Person.Id, paper.Id, cancellationToken) ? UnsaveCommand.ButtonFor(paper) : SaveCommand.ButtonFor(paper),
        RelatedCommand.ButtonFor(paper),
        .. RateCommand.ButtonsFor(paper),
        WhyCommand.ButtonFor(paper),
    ];

    /// <summary>A reference that a language may follow; <c>card machine english</c> is about words.</summary>
    private static bool IsOneWord(string word) =>
        ArxivId.TryParse(word, out _) || PaperReference.TryParse(word, out _) || int.TryParse(word.TrimStart('#'), out _);
}
