using System.Globalization;
using DigestBot.Messages;
using DigestBot.Messages.References;
using DigestBot.Papers;

namespace DigestBot.Commands;

/// <summary>One's reading list as references to copy, some papers a page: channels limit how long a message may be.</summary>
internal sealed class ExportCommand : ICommand
{
    private const int PageSize = 20;

    /// <summary>Abstracts make references long: a page ends before this many characters, but holds one paper at least.</summary>
    private const int LongestPage = 12_000;

    public IReadOnlyList<string> Verbs { get; } = ["export", "导出"];

    public bool OnlyReads => true;

    public bool Fits(string arguments) => Parse(arguments) is not null;

    public bool MayBeTopic(string arguments) => false;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        if (Parse(arguments) is not var (format, first))
            return MistakeAnswer.Try(string.Format(Strings.Export_UnknownFormat, Echo.Of(arguments)), [.. ReferenceFormat.All.Select(known => $"{Strings.Verb_Export} {known.Name}")]);
        var ids = await new ReadingList(context.Session).ListAsync(context.Person.Id, cancellationToken);
        if (ids.Count == 0)
            return Answer.Aside(SavedCommand.Nothing);
        if (first > ids.Count)
            return MistakeAnswer.Try(string.Format(Strings.Export_End, Counted.Papers(ids.Count)), $"{Strings.Verb_Export} {format.Name}");

        var papers = await context.Papers.ListAsync([.. ids.Skip(first - 1).Take(PageSize)], cancellationToken);
        while (papers.Count > 1 && format.Write(papers).Length > LongestPage)
            papers = [.. papers.Take(papers.Count / 2)];
        var next = first + papers.Count;
        var summary = string.Format(Strings.Export_Heading, format.Name, first, next - 1, ids.Count);
        return new Answer(
            new Message(summary,
            [
                new Heading(summary),
                new Preformatted(format.Write(papers)),
                .. next > ids.Count ? Array.Empty<Block>() : [new Actions([new Button(string.Format(Strings.Export_Next, next), $"{Strings.Verb_Export} {format.Name} {next}")])],
            ]),
            Private: true);
    }

    public static IEnumerable<Button> Buttons() =>
        ReferenceFormat.All.Where(format => format.Offered).Select(format => new Button(string.Format(Strings.Export_Button, format.Name), $"{Strings.Verb_Export} {format.Name}"));

    /// <summary>A format and the number of the first paper.</summary>
    private static (ReferenceFormat Format, int First)? Parse(string arguments)
    {
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || ReferenceFormat.Find(words[0]) is not { } format)
            return null;
        return words.Length == 1 ? (format, 1)
            : int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first > 0 ? (format, first)
            : null;
    }
}
