using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>A digest's content: papers grouped by category in the order they are shown, and those over the cap, best first.</summary>
public sealed record Composition(IReadOnlyList<PaperGroup> Groups, IReadOnlyList<Paper> OverCap, Coverage Coverage, IReadOnlyList<DateOnly> Days)
{
    public IEnumerable<Paper> Shown => Groups.SelectMany(group => group.Papers);
}

public sealed record PaperGroup(string? Category, IReadOnlyList<Paper> Papers);

/// <summary>
/// Decides what a digest holds. Pure. Each entry of the window leaves at the first stage that stops it: a duplicate (its paper stands earlier
/// in the window or was known before), outside the filter, already sent here, over the cap; the rest is shown. What is announced as replaced
/// comes again to those who asked for it, once for each announcement.
/// </summary>
internal static class DigestComposer
{
    public static Composition Compose(
        Subscription subscription, DigestWindow window, IReadOnlyDictionary<long, long> sent, IReadOnlyDictionary<long, AnalyzedPaper> papers)
    {
        var filter = AnalyzedFilter.From(subscription.Filter);
        var duplicates = 0;
        var outside = 0;
        var already = 0;
        var seen = new HashSet<long>(window.Entries.Count);
        var candidates = new List<(AnalyzedPaper Paper, Matched Match)>();
        foreach (var entry in window.Entries)
        {
            var isSent = sent.TryGetValue(entry.PaperId, out var upTo);
            var again = entry.Replaced && subscription.Options.IncludeReplaced && !(isSent && entry.Sequence <= upTo);
            if ((!entry.News && !again) || !seen.Add(entry.PaperId))
            {
                duplicates++;
                continue;
            }

            var paper = papers[entry.PaperId];
            if (Matcher.Match(paper, filter) is not Matched match)
                outside++;
            else if (isSent && !again)
                already++;
            else
                candidates.Add((paper, match));
        }

        // OrderBy is stable: among equals the file's own order stays.
        var ranked = candidates.OrderByDescending(c => c.Match.Score).Select(c => c.Paper.Paper).ToList();
        var shown = ranked.Take(subscription.Options.Top).ToList();
        var over = ranked.Skip(subscription.Options.Top).ToList();
        return new Composition(
            Group(shown, subscription), over, new Coverage(window.Entries.Count, duplicates, outside, already, over.Count, shown.Count), window.Days);
    }

    /// <summary>Groups in order of their best paper.</summary>
    private static IReadOnlyList<PaperGroup> Group(IReadOnlyList<Paper> shown, Subscription subscription) =>
        [.. shown.GroupBy(paper => CategoryOf(paper, subscription), StringComparer.OrdinalIgnoreCase).Select(g => new PaperGroup(g.Key, [.. g]))];

    /// <summary>The first of a paper's categories that the subscription asks for, else its first.</summary>
    private static string? CategoryOf(Paper paper, Subscription subscription) =>
        paper.Categories.FirstOrDefault(category => Categories.Any(subscription.Filter.Categories, category)) ?? (paper.Categories.Count > 0 ? paper.Categories[0] : null);
}
