namespace DigestBot.Taste;

/// <summary>How a paper stands with those who read a digest.</summary>
/// <param name="Score">Higher stands further up; comparable among the papers ranked together.</param>
/// <param name="For">How many of them it is clearly for.</param>
/// <param name="IsShared">They are several people's, so that their number is worth saying.</param>
public sealed record Standing(double Score, int For, bool IsShared)
{
    /// <summary>So many standard deviations above the usual paper, and a paper is clearly for somebody (docs/taste.md).</summary>
    public const double ClearlyFrom = 4;

    /// <summary>
    /// One person's papers by their score. Several people's by the best place a paper has with any of them: the mean would bring what offends
    /// nobody (Recall@10 of a team of five .557 by the mean, .612 by the best).
    /// </summary>
    internal static IReadOnlyList<Standing> Of(IReadOnlyList<Judge> members, bool isShared, IReadOnlyList<PaperVector> papers)
    {
        var scores = members.Select(member => papers.Select(member.Score).ToArray()).ToArray();
        var clear = papers.Select((_, paper) => scores.Count(own => own[paper] >= ClearlyFrom)).ToArray();
        if (scores is [var only])
            return [.. papers.Select((_, paper) => new Standing(only[paper], clear[paper], isShared))];

        var places = scores.Select(Places).ToArray();
        // Of papers with the same best place, the one that is best by more.
        return
        [
            .. papers.Select((_, paper) => new Standing(
                -places.Min(own => own[paper]) + Between(scores.Max(own => own[paper])), clear[paper], isShared)),
        ];
    }

    private static int[] Places(double[] scores)
    {
        var places = new int[scores.Length];
        foreach (var (place, paper) in Enumerable.Range(0, scores.Length).OrderByDescending(paper => scores[paper]).Index())
            places[paper] = place;
        return places;
    }

    /// <summary>Into 0 to 1, in the same order.</summary>
    private static double Between(double score) => .5 + (.5 * score / (1 + Math.Abs(score)));
}
