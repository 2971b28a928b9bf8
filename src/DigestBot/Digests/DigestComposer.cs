using DigestBot.Papers;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Digests;

/// <summary>A digest's content: papers grouped by category in the order they are shown, and those over the cap, best first.</summary>
public sealed record Composition(IReadOnlyList<PaperGroup> Groups, IReadOnlyList<Paper> OverCap, Coverage Coverage, IReadOnlyList<DateOnly> Days)
{
    /// <summary>Best first, those over the cap last.</summary>
    public IReadOnlyList<Paper> Ranked { get; init; } = [];

    /// <summary>The papers that stand clearly out, each with the number of people it is for; 0 where that is the one who reads.</summary>
    public IReadOnlyDictionary<long, int> Marks { get; init; } = new Dictionary<long, int>();

    /// <summary>A taste had a say in the order.</summary>
    public bool ByTaste { get; init; }

    /// <summary>Its days would have been digests of their own.</summary>
    public bool Combined { get; init; }

    public IEnumerable<Paper> Shown => Groups.SelectMany(group => group.Papers);
}

public sealed record PaperGroup(string? Category, IReadOnlyList<Paper> Papers);

/// <summary>What the conversations concerned were sent of a window's papers: each paper with the sequence its digest covers up to.</summary>
/// <param name="Here">To the subscription's own conversation.</param>
/// <param name="Elsewhere">To the one whose papers it leaves out.</param>
/// <param name="ElsewhereIn">Its name.</param>
internal sealed record SentBefore(IReadOnlyDictionary<long, long> Here, IReadOnlyDictionary<long, long> Elsewhere, string? ElsewhereIn)
{
    public static readonly SentBefore Nothing = new(new Dictionary<long, long>(), new Dictionary<long, long>(), null);
}

/// <summary>
/// Decides what a digest holds. Pure. Each entry of the window leaves at the first stage that stops it: a duplicate (its paper stands earlier
/// in the window or was known before), outside the filter, already sent here, already sent elsewhere, over the cap; the rest is shown. What is
/// announced as replaced comes again to those who asked for it, once for each announcement.
/// </summary>
internal static class DigestComposer
{
    /// <param name="subscription">Whose digest.</param>
    /// <param name="window">What arrived.</param>
    /// <param name="matched">The window's papers that pass the filter, in order of arrival.</param>
    /// <param name="sent">Of these papers, or of all the window's where replaced ones are wanted.</param>
    /// <param name="standings">How the matched papers stand with their readers; null where no taste is known.</param>
    public static Composition Compose(
        Subscription subscription, DigestWindow window, IReadOnlyList<MatchedPaper> matched, SentBefore sent, IReadOnlyDictionary<long, Standing>? standings)
    {
        var (counted, passed) = subscription.Options.IncludeReplaced
            ? WithReplaced(window, matched, sent.Here)
            : (window.News.Count, matched.Where(m => window.News.Contains(m.Paper.Paper.Id)).Select(m => (m, Again: false)).ToList());

        var already = 0;
        var elsewhere = 0;
        var candidates = new List<MatchedPaper>();
        foreach (var (paper, again) in passed)
        {
            if (!again && sent.Here.ContainsKey(paper.Paper.Paper.Id))
                already++;
            else if (!again && sent.Elsewhere.ContainsKey(paper.Paper.Paper.Id))
                elsewhere++;
            else
                candidates.Add(paper);
        }

        var order = DigestOrder.Rank(candidates, subscription, standings);
        var cap = DigestOrder.Cap(order, subscription.Options, standings);
        var ranked = order.Select(candidate => candidate.Paper.Paper).ToList();
        var shown = ranked.Take(cap).ToList();
        var over = ranked.Skip(cap).ToList();
        var coverage = new Coverage(window.Entries.Count, window.Entries.Count - counted, counted - passed.Count, already, over.Count, shown.Count)
        {
            Elsewhere = elsewhere,
            ElsewhereIn = elsewhere > 0 ? sent.ElsewhereIn : null,
        };
        return new Composition(Group(shown, subscription), over, coverage, window.Days)
        {
            Ranked = ranked,
            Marks = DigestOrder.Marks(shown, standings),
            ByTaste = standings is not null,
        };
    }

    /// <summary>How many papers count, and those that passed, some of them again.</summary>
    private static (int Counted, List<(MatchedPaper Paper, bool Again)> Passed) WithReplaced(
        DigestWindow window, IReadOnlyList<MatchedPaper> matched, IReadOnlyDictionary<long, long> sent)
    {
        var matches = matched.ToDictionary(m => m.Paper.Paper.Id);
        var seen = new HashSet<long>();
        var passed = new List<(MatchedPaper, bool)>();
        foreach (var entry in window.Entries)
        {
            var again = entry.Replaced && !(sent.TryGetValue(entry.PaperId, out var upTo) && entry.Sequence <= upTo);
            if ((entry.News || again) && seen.Add(entry.PaperId) && matches.TryGetValue(entry.PaperId, out var match))
                passed.Add((match, again));
        }

        return (seen.Count, passed);
    }

    /// <summary>Groups in order of their best paper.</summary>
    private static IReadOnlyList<PaperGroup> Group(IReadOnlyList<Paper> shown, Subscription subscription) =>
        [.. shown.GroupBy(paper => CategoryOf(paper, subscription), StringComparer.OrdinalIgnoreCase).Select(g => new PaperGroup(g.Key, [.. g]))];

    /// <summary>The first of a paper's categories that the subscription asks for, else its first.</summary>
    private static string? CategoryOf(Paper paper, Subscription subscription) =>
        paper.Categories.FirstOrDefault(category => Categories.Any(subscription.Filter.Categories, category)) ?? (paper.Categories.Count > 0 ? paper.Categories[0] : null);
}
