using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>What a filter would have brought on the days that are stored: papers a day, and some of them.</summary>
internal static class BackTest
{
    private const int MostCandidates = 1000;
    private const int Days = 30;
    private const int Samples = 3;

    public static async Task<IReadOnlyList<Block>> BlocksAsync(CommandContext context, Subscription subscription, CancellationToken cancellationToken)
    {
        var days = await context.Session.QueryAsync(
            $"SELECT DISTINCT day FROM digest_files ORDER BY day DESC LIMIT {Days}", row => row.Day(0), cancellationToken);
        if (days.Count == 0)
            return [new Section(Strings.BackTest_NothingStored)];

        var filter = subscription.Filter;
        var candidates = await new PaperSearch(context.Session).FilterAsync(filter with { Since = days[^1] }, MostCandidates, cancellationToken);

        // Newest first: where there are more than are looked at, the oldest of these days is not whole and would lower the rate.
        if (candidates.Count == MostCandidates && candidates[0].Day != candidates[^1].Day)
        {
            candidates = [.. candidates.Where(candidate => candidate.Day > candidates[^1].Day)];
            days = [.. days.Where(day => day >= candidates[^1].Day)];
        }

        var analyzed = AnalyzedFilter.From(filter);
        var papers = (await context.Papers.ListAsync([.. candidates.Select(candidate => candidate.Id)], cancellationToken))
            .Where(paper => Matcher.Match(AnalyzedPaper.From(paper), analyzed) is Matched)
            .ToList();
        if (papers.Count == 0)
            return [new Section(await NothingAsync(context, filter, cancellationToken))];

        var perDay = (papers.Count / (double)days.Count).ToString(papers.Count >= 10 * days.Count ? "0" : "0.#", System.Globalization.CultureInfo.InvariantCulture);
        var count = Counted.Papers(papers.Count);
        return
        [
            new Section(days.Count == 1 ? string.Format(Strings.BackTest_OneDay, count) : string.Format(Strings.BackTest_Days, days.Count, count, perDay)),
            new BulletList([.. papers.Take(Samples).Select(paper => (RichText)Inline.Link(PaperCard.Title(paper), paper.Link))]),
        ];
    }

    /// <summary>A category nothing is stored of yet is right all the same; words that nothing has may be wrong.</summary>
    private static async Task<string> NothingAsync(CommandContext context, Query filter, CancellationToken cancellationToken)
    {
        var stored = await context.Papers.CategoriesAsync(cancellationToken);
        var missing = filter.Categories.Where(wanted => !stored.Any(count => Categories.Any([wanted], count.Category))).ToList();
        return filter.Categories.Count > 0 && missing.Count == filter.Categories.Count
            ? string.Format(Strings.BackTest_NoCategory, string.Join(Strings.Words_ListSeparator, missing))
            : Strings.BackTest_None;
    }
}
