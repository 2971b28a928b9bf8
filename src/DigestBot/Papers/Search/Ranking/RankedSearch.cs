using DigestBot.Data;

namespace DigestBot.Papers.Search.Ranking;

/// <summary>
/// Words to ranked papers: candidates from the index, scored by <see cref="Bm25F"/>; a topic's words are joined by those of the best papers
/// (<see cref="Feedback"/>) and the candidates scored again.
/// </summary>
internal sealed class RankedSearch(Session session, Clause limits)
{
    /// <summary>Of a whole abstract, these say nearly all.</summary>
    private const int MostTerms = 200;

    private readonly PaperStore _papers = new(session);

    /// <param name="query">What was asked.</param>
    /// <param name="required">Its part that must match as a full-text expression, or null.</param>
    /// <param name="terms">Its words.</param>
    /// <param name="most">How many hits at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SearchResult> FindAsync(Query query, string? required, IReadOnlyList<RankedTerm> terms, int most, CancellationToken cancellationToken)
    {
        var collection = await Collection.ReadAsync(session, cancellationToken);
        await collection.CountAsync(terms.SelectMany(term => term.Tokens), exact: true, cancellationToken);
        IReadOnlyList<RankedTerm> asked = [.. terms.OrderByDescending(term => term.Weight * term.Idf(collection)).Take(MostTerms)];

        var candidates = new Candidates(session, collection, limits);
        var tokenizer = new Tokenizer();
        var papers = await ReadAsync(await candidates.FindAsync(required, asked, cancellationToken), tokenizer, cancellationToken);
        var ranked = Rank(papers, new Bm25F(asked, tokenizer, collection));
        if (IsTopic(query, asked) && !IsKnownItem(ranked, asked, tokenizer))
        {
            var learnt = Feedback.Words([.. ranked.Take(Feedback.Papers).Select(found => (found.Paper, found.Score))], tokenizer);
            await collection.CountAsync(learnt.Select(term => term.Key), exact: false, cancellationToken);
            ranked = Rank(papers, new Bm25F(Feedback.Expand(asked, learnt), tokenizer, collection));
        }

        var total = ranked.Count < Candidates.Most ? ranked.Count : await candidates.CountAsync(required, asked, cancellationToken);
        return new SearchResult([.. ranked.Take(most).Select(found => new Hit(found.Paper.Paper.Id, found.Score))], total);
    }

    private async Task<IReadOnlyList<TokenizedPaper>> ReadAsync(IReadOnlyList<long> ids, Tokenizer tokenizer, CancellationToken cancellationToken) =>
        [.. (await _papers.ListAsync(ids, cancellationToken)).Select(tokenizer.Read)];

    private static List<Ranked> Rank(IReadOnlyList<TokenizedPaper> papers, Bm25F scorer) =>
    [
        .. papers.Select(paper => new Ranked(paper, scorer.Score(paper)))
            .OrderByDescending(found => found.Score).ThenByDescending(found => found.Paper.Paper.Day).ThenByDescending(found => found.Paper.Paper.Id),
    ];

    /// <summary>Several words and nothing else said: who quotes or names knows what they look for.</summary>
    private static bool IsTopic(Query query, IReadOnlyList<RankedTerm> asked) =>
        asked.Count > 1 && !query.Required.Any() && query.Authors.Count + query.ExcludedAuthors.Count + query.Ids.Count + query.Excluded.Count == 0;

    /// <summary>The best paper's title is little else than what was asked.</summary>
    private static bool IsKnownItem(List<Ranked> ranked, IReadOnlyList<RankedTerm> asked, Tokenizer tokenizer)
    {
        if (ranked.Count == 0)
            return true;
        var said = asked.SelectMany(term => term.Tokens).ToHashSet(StringComparer.Ordinal);
        var title = ranked[0].Paper.Fields[IndexedTexts.Title].Select(number => tokenizer[number]).Where(token => !StopWords.Contains(token)).ToHashSet();
        return said.Count > 3 && title.Count(said.Contains) * 10 >= Math.Max(title.Count, said.Count) * 8;
    }

    private sealed record Ranked(TokenizedPaper Paper, double Score, bool Has)
    {
        public Ranked(TokenizedPaper paper, (double Score, bool Has) scored)
            : this(paper, scored.Score, scored.Has)
        {
        }
    }
}
