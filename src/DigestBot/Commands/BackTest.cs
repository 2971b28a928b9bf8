using DigestBot.Messages;
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
            return [new SmallPrint(Strings.BackTest_NothingStored)];

        var candidates = await new PaperSearch(context.Session).FilterAsync(subscription.Filter with { Since = days[^1] }, MostCandidates, cancellationToken);
        var filter = AnalyzedFilter.From(subscription.Filter);
        var papers = (await context.Papers.ListAsync([.. candidates.Select(candidate => candidate.Id)], cancellationToken))
            .Where(paper => Matcher.Match(AnalyzedPaper.From(paper), filter) is Matched)
            .ToList();
        if (papers.Count == 0)
            return [new SmallPrint(string.Format(Strings.BackTest_None, days.Count))];

        var perDay = (papers.Count / (double)days.Count).ToString(papers.Count >= 10 * days.Count ? "0" : "0.#");
        return
        [
            new Section(string.Format(days.Count == 1 ? Strings.BackTest_OneDay : Strings.BackTest_Days, days.Count, papers.Count, perDay)),
            new BulletList([.. papers.Take(Samples).Select(paper => (RichText)Inline.Link(paper.Title, paper.Link))]),
        ];
    }
}
