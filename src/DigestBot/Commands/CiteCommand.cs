using DigestBot.Messages;
using DigestBot.Messages.References;

namespace DigestBot.Commands;

/// <summary>A paper's BibTeX entry, to copy.</summary>
internal sealed class CiteCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["cite", "bibtex", "引用"];

    public bool OnlyReads => true;

    /// <summary>引用网络 is a topic.</summary>
    public bool Fits(string arguments) => PaperLookup.Names(arguments);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var (paper, instead) = await PaperLookup.FindAsync(context, arguments, Strings.Verb_Cite, cancellationToken);
        if (paper is null)
            return instead!;
        var title = PaperCard.Title(paper);
        return new Answer(new Message(title, [new Section(Inline.Bold(title)), new Preformatted(ReferenceFormat.Find("bibtex")!.Write([paper]).Trim()), new Actions([SaveCommand.ButtonFor(paper)])]), Private: true);
    }
}
