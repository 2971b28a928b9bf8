using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>What is stored per category, and on the newest day.</summary>
internal sealed class CategoriesCommand : ICommand
{
    private const int MostRows = 30;

    public IReadOnlyList<string> Verbs { get; } = ["categories", "cats", "分类", "类别"];

    public bool OnlyReads => true;

    public bool Fits(string arguments) => arguments.Length == 0;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length > 0)
            return MistakeAnswer.Rest(arguments, Strings.Verb_Categories);
        var all = await context.Papers.CategoriesAsync(cancellationToken);
        if (all.Count == 0)
            return Answer.Of(Strings.Categories_None);
        var newest = all.Max(count => count.Newest);
        var today = (await context.Papers.CategoriesAsync(newest, cancellationToken)).ToDictionary(count => count.Category, count => count.Papers);
        var summary = string.Format(Strings.Categories_Title, Counted.Categories(all.Count), SubscriptionWords.Day(newest));
        var rows = all.Take(MostRows).Select(count =>
            Inline.Bold(count.Category) + (RichText)(" — " + string.Format(Strings.Categories_Row, Counted.Papers(count.Papers), today.GetValueOrDefault(count.Category))));
        return new Answer(new Message(summary,
        [
            new Heading(summary),
            new BulletList([.. rows]),
            .. all.Count > MostRows ? [new SmallPrint(string.Format(Strings.Edit_AndMore, all.Count - MostRows))] : Array.Empty<Block>(),
            new Actions([new Button(string.Format(Strings.Categories_Subscribe, all[0].Category), $"{Strings.Verb_Subscribe} {Typed(all[0].Category)}")]),
        ]));
    }

    /// <summary>A label such as <c>SLAM &amp; mapping</c> needs its prefix and quotes to be read as one.</summary>
    private static string Typed(string category) => new Papers.Search.Query { Categories = [category] }.ToString();
}
