using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Digests;

/// <summary>
/// The order of a digest, which decides what stands above its cap. Pure, and the only one: sweep, preview, digest, why and simulate use it.
/// </summary>
/// <remarks>
/// 1. The categories a filter names, or else the words it lets choose between, take turns, the first named first, until each is exhausted.
/// 2. Within each: where a taste is known, its order; else how well the filter's words match, where that is equal the days take turns, the newest
///    first, then the file's order; papers with the title of an earlier one last.
/// 3. Where only what is clearly for the readers is wanted, that comes first.
/// </remarks>
internal static class DigestOrder
{
    /// <summary>The most papers of a digest that are marked.</summary>
    public const int MostMarked = 3;

    /// <param name="candidates">In the file's order.</param>
    /// <param name="standings">By paper; null where no taste is known.</param>
    public static IReadOnlyList<MatchedPaper> Rank(IReadOnlyList<MatchedPaper> candidates, Subscription subscription, IReadOnlyDictionary<long, Standing>? standings)
    {
        var best = standings is null
            ? NearCopiesLast(DaysInTurns(candidates))
            : [.. candidates.OrderByDescending(candidate => standings[candidate.Paper.Paper.Id].Score).ThenByDescending(candidate => candidate.Match.Score)];
        var shared = InTurns(best, subscription.Filter);
        return standings is null || !subscription.Options.OnlyClear ? shared : [.. shared.OrderByDescending(candidate => standings[candidate.Paper.Paper.Id].For > 0)];
    }

    /// <summary>How many may be shown.</summary>
    public static int Cap(IReadOnlyList<MatchedPaper> ranked, SubscriptionOptions options, IReadOnlyDictionary<long, Standing>? standings) =>
        standings is null || !options.OnlyClear ? options.Top : Math.Min(options.Top, ranked.Count(candidate => standings[candidate.Paper.Paper.Id].For > 0));

    /// <summary>The few that stand clearly out, each with the number of people it is for; 0 where that is the one who reads.</summary>
    public static IReadOnlyDictionary<long, int> Marks(IReadOnlyList<Paper> shown, IReadOnlyDictionary<long, Standing>? standings) =>
        standings is null
            ? new Dictionary<long, int>()
            : shown.Select(paper => (paper.Id, Standing: standings[paper.Id])).Where(one => one.Standing.For > 0)
                .OrderByDescending(one => one.Standing.For).ThenByDescending(one => one.Standing.Score).Take(MostMarked)
                .ToDictionary(one => one.Id, one => one.Standing.IsShared ? one.Standing.For : 0);

    /// <summary>Best first; among equals each day's first, then each day's second: a week's digest is not its first day's.</summary>
    private static IReadOnlyList<MatchedPaper> DaysInTurns(IReadOnlyList<MatchedPaper> candidates) =>
    [
        .. candidates.GroupBy(candidate => (candidate.Match.Score, candidate.Paper.Paper.Day))
            .SelectMany(day => day.Select((candidate, place) => (Candidate: candidate, Place: place)))
            .OrderByDescending(one => one.Candidate.Match.Score).ThenBy(one => one.Place).ThenByDescending(one => one.Candidate.Paper.Paper.Day)
            .Select(one => one.Candidate),
    ];

    private static IReadOnlyList<MatchedPaper> NearCopiesLast(IReadOnlyList<MatchedPaper> ranked)
    {
        var titles = new HashSet<string>(StringComparer.Ordinal);
        var copies = new List<MatchedPaper>();
        var rest = new List<MatchedPaper>(ranked.Count);
        foreach (var paper in ranked)
            (titles.Add(paper.Paper.TitleKey) ? rest : copies).Add(paper);
        return copies.Count == 0 ? rest : [.. rest, .. copies];
    }

    private static IReadOnlyList<MatchedPaper> InTurns(IReadOnlyList<MatchedPaper> best, Query filter)
    {
        if (best.Count < 2 || Parts(filter) is not { Count: > 1 } parts)
            return best;
        var turns = new Queue<MatchedPaper>[parts.Count];
        for (var i = 0; i < turns.Length; i++)
            turns[i] = new Queue<MatchedPaper>();
        foreach (var paper in best)
            turns[Math.Max(0, parts.FindIndex(part => part(paper)))].Enqueue(paper);
        var ranked = new List<MatchedPaper>(best.Count);
        while (ranked.Count < best.Count)
        {
            foreach (var part in turns)
            {
                if (part.TryDequeue(out var next))
                    ranked.Add(next);
            }
        }

        return ranked;
    }

    /// <summary>What a filter lets choose between: its categories, or the words of its only group.</summary>
    private static List<Predicate<MatchedPaper>> Parts(Query filter) => filter switch
    {
        { Categories.Count: > 0 } => filter.Categories.Count == 1 ? [] : [.. filter.Categories.Select(category =>
            (Predicate<MatchedPaper>)(paper => paper.Paper.Paper.Categories.Any(own => Categories.Any([category], own))))],
        { Groups: [{ AnyOf.Count: > 1 } group] } => [.. group.AnyOf.Select(term =>
            (Predicate<MatchedPaper>)(paper => paper.Match.Reasons.Any(reason => reason is TermReason found && found.Term == term)))],
        _ => [],
    };
}
