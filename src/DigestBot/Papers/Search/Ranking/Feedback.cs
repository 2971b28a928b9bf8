namespace DigestBot.Papers.Search.Ranking;

/// <summary>
/// RM3: the words of the papers that rank first, weighed by how much of each paper they are and how well it fits, join the words asked for.
/// </summary>
/// <remarks>
/// Lavrenko and Croft, Relevance-Based Language Models (2001); Abdul-Jaleel et al., UMass at TREC 2004. Ten papers, some tens of words and a
/// share of .5 to .6 for what was asked are the usual robust values (Anserini: 10, 10, .5).
/// </remarks>
internal static class Feedback
{
    public const int Papers = 10;
    private const int MostWords = 60;
    private const double ShareOfQuery = .6;

    /// <summary>The words asked for and those learnt, weights adding up to one. Needs the counts of what <see cref="Words"/> gives.</summary>
    public static IReadOnlyList<RankedTerm> Expand(IReadOnlyList<RankedTerm> asked, IReadOnlyList<RankedTerm> learnt)
    {
        var (askedSum, learntSum) = (asked.Sum(term => term.Weight), learnt.Sum(term => term.Weight));
        if (learntSum == 0)
            return asked;
        var more = learnt.ToDictionary(term => term.Key, term => (1 - ShareOfQuery) * term.Weight / learntSum);
        return
        [
            .. asked.Select(term => term with
            {
                Weight = (ShareOfQuery * term.Weight / askedSum) + (!term.TitleOnly && more.Remove(term.Key, out var weight) ? weight : 0),
            }),
            .. more.Select(pair => new RankedTerm([pair.Key], pair.Value) { Origin = TermOrigin.Learnt }),
        ];
    }

    /// <summary>The words that stand out in papers, most first.</summary>
    public static IReadOnlyList<RankedTerm> Words(IReadOnlyList<(Paper Paper, double Score)> best)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        var scores = best.Sum(paper => paper.Score);
        foreach (var (paper, score) in best)
        {
            var tokens = Bag(paper);
            foreach (var token in tokens)
                weights[token] = weights.GetValueOrDefault(token) + (score / scores / tokens.Count);
        }

        return
        [
            .. weights.Select(pair => new RankedTerm([pair.Key], pair.Value))
                .OrderByDescending(term => term.Weight).ThenBy(term => term.Key, StringComparer.Ordinal).Take(MostWords),
        ];
    }

    /// <summary>All tokens of title, abstract and summaries that say something; names do not.</summary>
    public static List<string> Bag(Paper paper) =>
    [
        .. new[] { IndexedTexts.Title, IndexedTexts.Abstract, IndexedTexts.Summaries }.SelectMany(field => IndexedTexts.Of(paper, field)).SelectMany(TextAnalyzer.Terms)
            .Where(token => token.Length > 1 && !token.All(char.IsAsciiDigit) && !StopWords.Contains(token)),
    ];
}
