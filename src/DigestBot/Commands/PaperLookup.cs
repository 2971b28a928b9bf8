using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>Finds the one paper a person means: an arXiv id or link in any form, a number of their last list, or words of its title.</summary>
internal static class PaperLookup
{
    private const int MostChoices = 10;

    /// <summary>Whether a text can only name one paper: an id, a link or a number.</summary>
    public static bool Names(string text) => ArxivId.TryParse(text, out _) || PaperReference.TryParse(text, out _) || int.TryParse(text.TrimStart('#'), out _);

    /// <summary>The paper, or the answer to give instead.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="text">What they named it by.</param>
    /// <param name="verb">As the reader types it, for the commands offered.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<(Paper? Paper, Answer? Instead)> FindAsync(CommandContext context, string text, string verb, CancellationToken cancellationToken)
    {
        if (ArxivId.TryParse(text, out var id))
        {
            return await context.Papers.FindAsync(id, cancellationToken) is { } known
                ? (known, null)
                : (null, Answer.Mistake(string.Format(Strings.Lookup_UnknownId, id, id.AbstractUrl)));
        }

        if (Doi.TryParse(text, out var doi) && await context.Papers.FindAsync(doi, cancellationToken) is { } published)
            return (published, null);

        if (PaperReference.TryParse(text, out var paperId))
        {
            return await new PaperChanges(context.Session).CurrentAsync(paperId, cancellationToken) is { } known
                ? (known, null)
                : (null, Answer.Mistake(string.Format(Strings.Lookup_UnknownReference, Echo.Of(text))));
        }

        return int.TryParse(text.TrimStart('#'), out var number)
            ? await OfListAsync(context, number, verb, cancellationToken)
            : await ByWordsAsync(context, text, verb, cancellationToken);
    }

    private static async Task<(Paper?, Answer?)> OfListAsync(CommandContext context, int number, string verb, CancellationToken cancellationToken)
    {
        var list = await new LastListStore(context).FindAsync(cancellationToken);
        if (list is null || list.PaperIds.Count == 0)
            return (null, Answer.Mistake(string.Format(Strings.Lookup_NoList, verb, number, Strings.Verb_Find)));
        if (number < 1 || number > list.PaperIds.Count)
            return (null, NotInList($"{verb} {list.PaperIds.Count}", list.PaperIds.Count));
        return await new PaperChanges(context.Session).CurrentAsync(list.PaperIds[number - 1], cancellationToken) is { } paper
            ? (paper, null)
            : (null, Answer.Mistake(string.Format(Strings.Lookup_UnknownReference, number)));
    }

    private static Answer NotInList(string command, int last) =>
        Answer.Mistake(string.Format(Strings.Lookup_NotInList, last, command), new Button(command, command));

    /// <summary>All words in the title; else all words anywhere. One paper is it, several are offered.</summary>
    private static async Task<(Paper?, Answer?)> ByWordsAsync(CommandContext context, string text, string verb, CancellationToken cancellationToken)
    {
        var words = TextAnalyzer.HasTokens(text) ? text.Replace("\"", " ").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(TextAnalyzer.HasTokens) : [];
        foreach (var titleOnly in (bool[])[true, false])
        {
            var query = new Query { Groups = [.. words.Select(word => new TermGroup([new Term(word, Quoted: true, titleOnly)]))] };
            var found = query.IsEmpty ? new SearchResult([], 0) : await new PaperSearch(context.Session).FindAsync(query, MostChoices, cancellationToken);
            if (found.Ids.Count == 1)
                return (await context.Papers.FindAsync(found.Ids[0], cancellationToken), null);
            if (found.Ids.Count > 1)
                return (null, await ChooseAsync(context, text, verb, found, cancellationToken));
        }

        return (null, Answer.Mistake(string.Format(Strings.Lookup_NothingTitled, Echo.Of(text)), new Button($"{Strings.Verb_Find} {text}", $"{Strings.Verb_Find} {text}")));
    }

    private static async Task<Answer> ChooseAsync(CommandContext context, string text, string verb, SearchResult found, CancellationToken cancellationToken)
    {
        var list = new LastList(found.Ids, text, 0, found.Total, context.Now, AtLeast: found.AtLeast);
        var (blocks, shown) = await list.PageAsync(context, cancellationToken);
        var sentence = string.Format(Strings.Lookup_Several, Counted.Papers(found.Total, found.AtLeast), Echo.Of(text), $"{verb} 1");
        return new Answer(new Message(sentence, [new Section(sentence), .. blocks, .. MoreCommand.ButtonRow(shown)]), Understood: false, Private: true) { List = shown };
    }
}
