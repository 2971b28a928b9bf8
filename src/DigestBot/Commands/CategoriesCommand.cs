using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>What is stored per category, and on the newest day.</summary>
internal sealed class CategoriesCommand : ICommand
{
    private const int MostRows = 30;

    public IReadOnlyList<string> Verbs { get; } = ["categories", "cats", "分类"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var all = await context.Papers.CategoriesAsync(cancellationToken);
        if (all.Count == 0)
            return Answer.Of(Strings.Categories_None);
        var newest = all.Max(count => count.Newest);
        var today = (await context.Papers.CategoriesAsync(newest, cancellationToken)).ToDictionary(count => count.Category, count => count.Papers);
        var summary = string.Format(Strings.Categories_Title, all.Count);
        var rows = all.Take(MostRows).Select(count =>
            Inline.Bold(count.Category) + (RichText)(" " + string.Format(Strings.Categories_Row, count.Papers, today.GetValueOrDefault(count.Category), SubscriptionWords.Day(newest))));
        return new Answer(new Message(summary,
        [
            new Heading(summary),
            new BulletList([.. rows]),
            .. all.Count > MostRows ? [new SmallPrint(string.Format(Strings.Edit_AndMore, all.Count - MostRows))] : Array.Empty<Block>(),
            new Actions([new Button(string.Format(Strings.Categories_Subscribe, all[0].Category), $"subscribe {all[0].Category}")]),
        ]));
    }
}
