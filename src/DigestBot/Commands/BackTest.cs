using DigestBot.Digests;
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
    private const int NearCandidates = 300;
    private const int NearSamples = 2;

    public static async Task<IReadOnlyList<Block>> BlocksAsync(CommandContext context, Subscription subscription, CancellationToken cancellationToken)
    {
        if (await RunAsync(context, subscription.Filter, cancellationToken) is not { } test)
            return [new Section(Strings.BackTest_NothingStored)];
        var near = await NearAsync(context, subscription.Filter, cancellationToken);
        if (test.Papers.Count == 0)
            return [new Section(await NothingAsync(context, subscription.Filter, cancellationToken)), .. near];

        var count = Counted.Papers(test.Papers.Count);
        // What the first digest would show, in its own order.
        var maker = new DigestMaker(context.Session, tastes: context.Tastes);
        var first = await maker.AsIfUnsentAsync(subscription, await maker.Windows.NewestAsync(subscription.Filter, cancellationToken), [], cancellationToken);
        var passing = first.Coverage.Shown + first.Coverage.OverCap;
        return
        [
            new Section(test.Days == 1 ? string.Format(Strings.BackTest_OneDay, count) : string.Format(Strings.BackTest_Days, test.Days, count, test.PerDay)),
            new BulletList([.. first.Ranked.Take(Samples).Select(Title)]),
            .. first.Coverage.OverCap == 0
                ? Array.Empty<Block>()
                : [new SmallPrint(string.Format(Strings.BackTest_OverCap, Counted.Papers(passing), first.Coverage.Shown, $"{Strings.Verb_Top} {subscription.Number} {Math.Min(passing, SubscriptionOptions.MostTop)}"))],
            .. near,
        ];
    }

    /// <summary>What a change of the filter changes: papers a day before and after.</summary>
    public static async Task<IReadOnlyList<Block>> ChangeAsync(CommandContext context, Query before, Query after, CancellationToken cancellationToken) =>
        await RunAsync(context, before, cancellationToken) is { } then && await RunAsync(context, after, cancellationToken) is { } now
            ? [new Section(string.Format(Strings.BackTest_Change, then.PerDay, now.PerDay)), .. await NearAsync(context, after, cancellationToken)]
            : [];

    private sealed record Test(IReadOnlyList<Paper> Papers, int Days)
    {
        public string PerDay => (Papers.Count / (double)Days).ToString(Papers.Count >= 10 * Days ? "0" : "0.#", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Null where nothing is stored.</summary>
    private static async Task<Test?> RunAsync(CommandContext context, Query filter, CancellationToken cancellationToken)
    {
        var days = await context.Session.QueryAsync(
            $"SELECT DISTINCT day FROM digest_files ORDER BY day DESC LIMIT {Days}", row => row.Day(0), cancellationToken);
        if (days.Count == 0)
            return null;
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
        return new Test(papers, days.Count);
    }

    /// <summary>Of the newest papers, two that fail exactly one condition, and which.</summary>
    private static async Task<IReadOnlyList<Block>> NearAsync(CommandContext context, Query filter, CancellationToken cancellationToken)
    {
        var near = new NearMisses(filter);
        var newest = await context.Session.QueryAsync($"SELECT id FROM papers ORDER BY day DESC, id LIMIT {NearCandidates}", row => row.Long(0), cancellationToken);
        var missed = (await context.Papers.ListAsync(newest, cancellationToken))
            .Select(paper => (Paper: paper, Missed: near.Of(AnalyzedPaper.From(paper))))
            .Where(miss => miss.Missed is not null)
            .DistinctBy(miss => miss.Missed!.Reason)
            .Take(NearSamples)
            .ToList();
        return missed.Count == 0
            ? []
            :
            [
                new Section(Strings.BackTest_Near),
                new BulletList([.. missed.Select(miss => Title(miss.Paper) + (RichText)string.Format(Strings.BackTest_NearLine, "", MatchWords.Of(miss.Missed!)))]),
            ];
    }

    private static RichText Title(Paper paper) => Inline.Link(PaperCard.Title(paper), paper.Link);

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
