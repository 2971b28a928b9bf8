using DigestBot.Messages;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>Search: ten hits a page, best first; what a person typed without a verb is offered as one.</summary>
internal sealed class FindCommand : ICommand
{
    /// <summary>How far <c>more</c> goes.</summary>
    private const int MostHits = 200;

    public IReadOnlyList<string> Verbs { get; } = ["find", "search", "查找", "搜索", "查询", "检索"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        arguments.Length == 0
            ? await HelpCommand.OneAsync(context, this, cancellationToken)
            : await FindAsync(context, arguments, note: null, cancellationToken);

    public static Task<Answer> AsUnknownSentenceAsync(CommandContext context, string text, CancellationToken cancellationToken) =>
        FindAsync(context, text, string.Format(Strings.Find_TookAs, $"{Strings.Verb_Find} {Echo.Of(text)}"), cancellationToken);

    /// <summary>Whether a search would show anything.</summary>
    public static async Task<bool> FindsAsync(CommandContext context, string text, CancellationToken cancellationToken) =>
        QueryParser.Parse(text, await context.QueryContextAsync(QueryMode.Search, cancellationToken)).Value is { } query
        && (await new PaperSearch(context.Session).FindAsync(query, 1, cancellationToken)).Total > 0;

    private static async Task<Answer> FindAsync(CommandContext context, string text, string? note, CancellationToken cancellationToken)
    {
        var parsed = QueryParser.Parse(text, await context.QueryContextAsync(QueryMode.Search, cancellationToken));
        if (parsed.Value is not { } query)
            return MistakeAnswer.Of(parsed.Mistake!, Strings.Verb_Find);
        var search = new PaperSearch(context.Session);
        var found = await search.FindAsync(query, MostHits, cancellationToken);
        if (found.Ids.Count == 0)
            return await NothingAsync(context, search, query, text, note, cancellationToken);

        var list = new LastList(found.Ids, query.ToString(), 0, found.Total, context.Now, query.ToString());
        var (blocks, shown) = await list.PageAsync(context, cancellationToken);
        await new LastListStore(context).SaveAsync(shown, cancellationToken);
        var summary = string.Format(Strings.Find_Hits, Counted.Papers(found.Total), query.Shown);
        var buttons = MoreCommand.Buttons(shown);
        if (Subscribable(query) is { } filter)
            buttons = [.. buttons, new Button(Strings.Button_SubscribeToThis, $"{Strings.Verb_Subscribe} {filter}")];
        return new Answer(new Message(summary,
        [
            .. note is null ? Array.Empty<Block>() : [new SmallPrint(note)],
            new Heading(summary),
            .. blocks,
            .. buttons.Count == 0 ? Array.Empty<Block>() : [new Actions(buttons)],
        ]));
    }

    /// <summary>What of a search can stand for the future: days and ids cannot.</summary>
    private static string? Subscribable(Query query)
    {
        var filter = query with { Since = null, Before = null, Ids = [] };
        return filter.Groups.Count + filter.Categories.Count + filter.Authors.Count > 0 ? filter.ToString() : null;
    }

    /// <summary>Nothing found: which part stood in the way, as commands that find something.</summary>
    private static async Task<Answer> NothingAsync(
        CommandContext context, PaperSearch search, Query query, string text, string? note, CancellationToken cancellationToken)
    {
        // What follows counts in this search, not in the one before.
        await new LastListStore(context).SaveAsync(new LastList([], query.Shown, 0, 0, context.Now, query.ToString()), cancellationToken);
        List<Query> wider =
        [
            query with { Since = null, Before = null },
            query with { Categories = [], ExcludedCategories = [] },
            query with { Authors = [], ExcludedAuthors = [] },
            query with { Excluded = [] },
            query with { Groups = [.. query.Groups.Select(group => new TermGroup([.. group.AnyOf.Select(term => new Term(term.Text))]))] },
        ];
        var offers = new List<Button>();
        foreach (var candidate in wider.Where(candidate => !candidate.IsEmpty && candidate != query).Distinct())
        {
            var found = await search.FindAsync(candidate, 1, cancellationToken);
            if (found.Total > 0)
                offers.Add(new Button(string.Format(Strings.Find_Instead, $"{Strings.Verb_Find} {candidate}", found.Total), $"{Strings.Verb_Find} {candidate}"));
        }

        var sentence = string.Format(offers.Count > 0 ? Strings.Find_NothingBut : Strings.Find_Nothing, Echo.Of(text), Counted.Papers(await context.Papers.CountAsync(cancellationToken)));
        return Answer.Aside(note is null ? sentence : string.Format(Strings.Text_Sentences, note, sentence), offers.Count > 0 ? offers : [new Button(Strings.Button_Categories, Strings.Verb_Categories)]);
    }
}
