using DigestBot.Messages;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>The answer to a search that finds nothing: which of its conditions stood in the way of how many papers, each as a search without it.</summary>
internal static class NothingFound
{
    public static async Task<Answer> AnswerAsync(CommandContext context, Query query, string text, string? note, CancellationToken cancellationToken)
    {
        var search = new PaperSearch(context.Session);
        var (lines, offers) = (new List<RichText>(), new List<Button>());
        foreach (var (without, wider) in Wider(query).Where(wider => !wider.Query.IsEmpty && wider.Query != query).DistinctBy(wider => wider.Query))
        {
            var found = await search.FindAsync(wider, 1, cancellationToken);
            if (found.Total == 0)
                continue;
            lines.Add(string.Format(without, Counted.Papers(found.Total)));
            offers.Add(new Button($"{Strings.Verb_Find} {Echo.Of(wider.ToString())}", $"{Strings.Verb_Find} {wider}"));
        }

        var sentence = string.Format(
            offers.Count > 0 ? Strings.Find_NothingBut : Strings.Find_Nothing, Echo.Of(text), Counted.Papers(await context.Papers.CountAsync(cancellationToken)));
        if (note is not null)
            sentence = string.Format(Strings.Text_Sentences, note, sentence);
        var answer = offers.Count == 0
            ? Answer.Aside(sentence, new Button(Strings.Button_Categories, Strings.Verb_Categories))
            : new Answer(new Message(sentence, [new Section(sentence), new BulletList(lines), new Actions(offers)]), Private: true);
        // What follows counts in this search, not in the one before.
        return answer with { List = new LastList([], query.Shown, 0, 0, context.Now, query.ToString()) };
    }

    private static IEnumerable<(string Without, Query Query)> Wider(Query query) =>
    [
        (Strings.Find_WithoutDays, query with { Since = null, Before = null }),
        (Strings.Find_WithoutCategories, query with { Categories = [], ExcludedCategories = [] }),
        (Strings.Find_WithoutAuthors, query with { Authors = [], ExcludedAuthors = [] }),
        (Strings.Find_WithoutExclusions, query with { Excluded = [] }),
        (Strings.Find_WithoutQuotes, query with { Groups = [.. query.Groups.Select(group => new TermGroup([.. group.AnyOf.Select(term => new Term(term.Text))]))] }),
        (Strings.Find_OnlyWords, new Query { Groups = [.. query.Groups.Select(group => new TermGroup([.. group.AnyOf.Select(term => new Term(term.Text))]))] }),
    ];
}
