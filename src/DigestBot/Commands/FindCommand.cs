using DigestBot.Messages;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>Search: ten hits a page, best first; what a person typed without a verb is offered as one.</summary>
internal sealed class FindCommand : ICommand
{
    /// <summary>How far <c>more</c> goes.</summary>
    private const int MostHits = 200;

    public IReadOnlyList<string> Verbs { get; } = ["find", "search", "查找", "搜索", "查询", "检索"];

    public bool OnlyReads => true;

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
        var known = await context.QueryContextAsync(QueryMode.Search, cancellationToken);
        (var most, text) = ShownLimit.Take(text);
        var parsed = QueryParser.Parse(text, known);
        if (parsed.Value is not { } query)
            return MistakeAnswer.Of(parsed.Mistake!, Strings.Verb_Find, again: better => QueryParser.Parse(better, known).Mistake);
        var search = new PaperSearch(context.Session);
        var found = await search.FindAsync(query, MostHits, cancellationToken);
        var mended = await new Misspelling(context.Session).MendAsync(query, cancellationToken);
        if (found.Hits.Count == 0)
        {
            // A mended word changes what is found: it is offered, as the word may be meant.
            var nothing = await NothingFound.AnswerAsync(context, query, text, note, cancellationToken);
            return mended is not null && (await search.FindAsync(mended, 1, cancellationToken)).Total > 0 ? nothing with { Message = Beside(nothing.Message, DidYouMean(mended)) } : nothing;
        }

        var list = new LastList(found.Ids, query.ToString(), 0, found.Total, context.Now, query.ToString(), found.AtLeast);
        var (blocks, shown) = await list.PageAsync(context, cancellationToken, most ?? LastList.PageSize);
        var summary = string.Format(Strings.Find_Hits, Counted.Papers(found.Total, found.AtLeast), Echo.Of(query.Shown));
        List<Button> buttons = [.. MoreCommand.Buttons(shown)];
        if (mended is not null)
            buttons.Insert(0, DidYouMean(mended));
        if (await context.Papers.FindAsync(found.Ids[0], cancellationToken) is { } first)
            buttons.Add(RelatedCommand.ButtonFor(first) with { Label = Strings.Button_RelatedToFirst });
        if (Subscribable(query) is { } filter)
            buttons.Add(new Button(Strings.Button_SubscribeToThis, $"{Strings.Verb_Subscribe} {filter}"));
        return new Answer(new Message(summary,
        [
            .. note is null ? Array.Empty<Block>() : [new SmallPrint(note)],
            new Heading(summary),
            .. blocks,
            .. buttons.Count == 0 ? Array.Empty<Block>() : [new Actions(buttons)],
        ])) { List = shown };
    }

    private static Button DidYouMean(Query mended) => new(string.Format(Strings.Find_DidYouMean, Echo.Of(mended.Shown)), $"{Strings.Verb_Find} {mended}", ButtonStyle.Primary);

    /// <summary>The message with one more button, the first.</summary>
    private static Message Beside(Message message, Button button) => message with
    {
        Blocks = message.Blocks is [.., Actions actions]
            ? [.. message.Blocks.SkipLast(1), new Actions([button, .. actions.Buttons])]
            : [.. message.Blocks, new Actions([button])],
    };

    /// <summary>What of a search can stand for the future: days and ids cannot.</summary>
    private static string? Subscribable(Query query)
    {
        var filter = query with { Since = null, Before = null, Ids = [] };
        if (filter.Groups.Count > QueryParser.MostTerms)
            return null;
        return filter.Groups.Count + filter.Categories.Count + filter.Authors.Count > 0 ? filter.ToString() : null;
    }
}
