using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>The papers stored that share most with one.</summary>
internal sealed class RelatedCommand : ICommand
{
    private const int MostPapers = 20;

    public IReadOnlyList<string> Verbs { get; } = ["related", "similar", "相关"];

    public bool OnlyReads => true;

    /// <summary>"related work generation" is a topic.</summary>
    public bool Fits(string arguments) => !arguments.Contains(' ') && arguments.Length > 0 && arguments[0] < '\u2E80';

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var (paper, instead) = await PaperLookup.FindAsync(context, arguments, Strings.Verb_Related, cancellationToken);
        if (paper is null)
            return instead!;

        var ids = (await new RelatedPapers(context.Session).FindAsync(paper, MostPapers, cancellationToken)).Select(hit => hit.PaperId).ToList();
        if (ids.Count == 0)
            return Answer.Aside(Strings.Related_None);

        var title = string.Format(Strings.Related_Title, PaperReference.Of(paper));
        var (blocks, shown) = await new LastList(ids, title, 0, ids.Count, context.Now).PageAsync(context, cancellationToken);
        var summary = string.Format(Strings.Related_Heading, PaperCard.Title(paper));
        return new Answer(new Message(summary, [new Heading(summary), .. blocks, .. MoreCommand.ButtonRow(shown)])) { List = shown };
    }

    public static Button ButtonFor(Paper paper) => new(Strings.Button_Related, $"{Strings.Verb_Related} {PaperReference.Of(paper)}");
}
