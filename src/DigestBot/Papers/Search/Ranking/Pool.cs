namespace DigestBot.Papers.Search.Ranking;

/// <summary>A candidate with its score and the surest kind of words it has.</summary>
internal sealed record RankedPaper(TokenizedPaper Paper, double Score, TermOrigin Has);

/// <summary>Candidates, each read and analysed once.</summary>
internal sealed class Pool(PaperStore store)
{
    private readonly Dictionary<long, TokenizedPaper> _papers = [];

    public async Task AddAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        foreach (var paper in await store.ListAsync([.. ids.Where(id => !_papers.ContainsKey(id))], cancellationToken))
            _papers.Add(paper.Id, TokenizedPaper.Of(paper));
    }

    /// <summary>Best first; of equals the newest.</summary>
    public IReadOnlyList<RankedPaper> Rank(IReadOnlyList<RankedTerm> terms, Collection collection)
    {
        var scorer = new Bm25F(terms, collection);
        var han = terms.FirstOrDefault(term => term.Origin == TermOrigin.Asked)?.IsHan ?? false;
        var fair = Fairness(terms, han, collection);
        return
        [
            .. _papers.Values.Select(scorer.Score).Select(found => found.Has == TermOrigin.Asked || (han ? found.Paper.HasHan : found.Paper.HasOther) ? found : found with { Score = found.Score * fair })
                .OrderByDescending(found => found.Score).ThenByDescending(found => found.Paper.Paper.Day).ThenByDescending(found => found.Paper.Paper.Id),
        ];
    }

    /// <summary>
    /// A paper in one language cannot have the words of the other. Those found by translation are measured by what they could have, half way:
    /// a translation is never as sure as the word.
    /// </summary>
    private static double Fairness(IReadOnlyList<RankedTerm> terms, bool han, Collection collection)
    {
        var all = terms.Sum(term => term.Weight * term.Idf(collection));
        var possible = terms.Where(term => term.IsHan != han).Sum(term => term.Weight * term.Idf(collection));
        return possible > 0 ? Math.Sqrt(all / possible) : 1;
    }
}
