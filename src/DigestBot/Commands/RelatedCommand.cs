using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>The papers stored that share most with one: its title's words rank them.</summary>
internal sealed class RelatedCommand : ICommand
{
    private const int MostPapers = 20;

    public IReadOnlyList<string> Verbs { get; } = ["related", "similar", "相关"];

    /// <summary>"related work generation" is a topic.</summary>
    public bool Fits(string arguments) => !arguments.Contains(' ') && arguments.Length > 0 && arguments[0] < '\u2E80';

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var (paper, instead) = await PaperLookup.FindAsync(context, arguments, Strings.Verb_Related, cancellationToken);
        if (paper is null)
            return instead!;

        var words = TextAnalyzer.Words(paper.Title).Distinct().Take(QueryParser.MostTerms).Select(word => new TermGroup([new Term(word)]));
        var found = await new PaperSearch(context.Session).FindAsync(new Query { Groups = [.. words] }, MostPapers + 1, cancellationToken);
        var ids = found.Ids.Where(id => id != paper.Id).Take(MostPapers).ToList();
        if (ids.Count == 0)
            return Answer.Aside(Strings.Related_None);

        var title = string.Format(Strings.Related_Title, PaperReference.Of(paper));
        var (blocks, shown) = await new LastList(ids, title, 0, ids.Count, context.Now).PageAsync(context, cancellationToken);
        await new LastListStore(context).SaveAsync(shown, cancellationToken);
        var summary = string.Format(Strings.Related_Heading, PaperCard.Title(paper));
        return new Answer(new Message(summary, [new Heading(summary), .. blocks, .. MoreCommand.ButtonRow(shown)]));
    }
}
