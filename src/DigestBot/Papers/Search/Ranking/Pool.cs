namespace DigestBot.Papers.Search.Ranking;

/// <summary>A candidate with its score, and whether it has any of the words that were said.</summary>
internal sealed record RankedPaper(TokenizedPaper Paper, double Score, bool Has);

/// <summary>Candidates, each read and analysed once.</summary>
internal sealed class Pool(PaperStore store)
{
    private readonly Dictionary<long, TokenizedPaper> _papers = [];

    public Tokenizer Tokenizer { get; } = new();

    public async Task AddAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        foreach (var paper in await store.ListAsync([.. ids.Where(id => !_papers.ContainsKey(id))], cancellationToken))
            _papers.Add(paper.Id, Tokenizer.Read(paper));
    }

    /// <summary>Best first; of equals the newest.</summary>
    public IReadOnlyList<RankedPaper> Rank(IReadOnlyList<RankedTerm> terms, Collection collection)
    {
        var scorer = new Bm25F(terms, Tokenizer, collection);
        return
        [
            .. _papers.Values.Select(scorer.Score)
                .OrderByDescending(found => found.Score).ThenByDescending(found => found.Paper.Paper.Day).ThenByDescending(found => found.Paper.Paper.Id),
        ];
    }
}
