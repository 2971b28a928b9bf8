using DigestBot.Data;

namespace DigestBot.Papers.Search.Ranking;

/// <summary>
/// The papers worth ranking, found by the index. Its own BM25 costs about a microsecond for each time a word occurs, so it is only asked for the
/// rarest words, up to a budget; of the common ones it gives the newest papers that have them all, which costs nearly nothing.
/// </summary>
/// <param name="session">The store.</param>
/// <param name="collection">Knows how often the words occur.</param>
/// <param name="limits">What is no matter of words: categories, days, ids, exclusions.</param>
/// <param name="budget">Occurrences the index's own ranking is asked to look at.</param>
internal sealed class Candidates(Session session, Collection collection, Clause limits, long budget = Candidates.Affords)
{
    public const int Most = 200;

    /// <summary>About 50 ms of one core.</summary>
    private const long Affords = 50_000;

    /// <param name="required">A full-text expression that must match, or null.</param>
    /// <param name="terms">Words of which any will do.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<long>> FindAsync(string? required, IReadOnlyList<RankedTerm> terms, CancellationToken cancellationToken)
    {
        var affordable = Affordable(terms, budget);
        if (required is not null)
            return await BestAsync(affordable.Count == 0 ? required : $"{required} AND ({required} OR {AnyOf(affordable)})", Most, cancellationToken);
        var found = affordable.Count == 0 ? [] : await BestAsync(AnyOf(affordable), Most, cancellationToken);
        return affordable.Count == Math.Min(terms.Count, QueryParser.MostTerms)
            ? found
            : [.. found.Union(await NewestAsync(string.Join(" AND ", terms.Where(term => term.Tokens.Count == 1).Select(term => term.Quoted)), cancellationToken))];
    }

    /// <summary>Papers with words that only lead on, best first; they get half of the budget.</summary>
    public async Task<IReadOnlyList<long>> LikeAsync(IReadOnlyList<RankedTerm> terms, int most, CancellationToken cancellationToken) =>
        Affordable(terms, budget / 2) is { Count: > 0 } affordable ? await BestAsync(AnyOf(affordable), most, cancellationToken) : [];

    /// <summary>Whether <see cref="FindAsync"/> looks at every paper with any of the words.</summary>
    public bool SeesAll(IReadOnlyList<RankedTerm> terms) => Affordable(terms, budget).Count == terms.Count;

    /// <summary>How many papers have any of the words; null where counting would take long.</summary>
    public async Task<long?> CountAsync(string? required, IReadOnlyList<RankedTerm> terms, CancellationToken cancellationToken)
    {
        const long Countable = 4 * Affords;
        if (required is null && terms.Sum(term => term.Papers(collection)) > Countable)
            return null;
        var match = required ?? AnyOf(terms);

        // Without limits the index counts by itself; to look up each paper it finds takes ten times as long.
        return await session.ValueAsync(
            limits.All.Count == 0
                ? $"SELECT COUNT(*) FROM papers_fts WHERE papers_fts MATCH {match}"
                : (FormattableString)$"SELECT COUNT(*) FROM papers_fts JOIN papers ON papers.id = papers_fts.rowid WHERE papers_fts MATCH {match} AND {limits}",
            row => row.Long(0), cancellationToken);
    }

    /// <summary>Of the most telling the rarest first, while the budget lasts.</summary>
    private List<RankedTerm> Affordable(IReadOnlyList<RankedTerm> terms, long most)
    {
        var sum = 0L;
        return [.. terms.Take(QueryParser.MostTerms).OrderBy(term => term.Papers(collection)).TakeWhile(term => (sum += term.Papers(collection)) <= most)];
    }

    // ORDER BY bm25() keeps only the best in its sorter; ORDER BY rank sorts every row inside FTS5 and is slower.
    private Task<IReadOnlyList<long>> BestAsync(string match, int most, CancellationToken cancellationToken) => session.QueryAsync(
        limits.All.Count == 0
            ? $"SELECT rowid FROM papers_fts WHERE papers_fts MATCH {match} ORDER BY bm25(papers_fts, 2.0, 1.0, 1.0, 1.0) LIMIT {most}"
            : (FormattableString)$"""
                SELECT papers.id FROM papers_fts JOIN papers ON papers.id = papers_fts.rowid
                WHERE papers_fts MATCH {match} AND {limits} ORDER BY bm25(papers_fts, 2.0, 1.0, 1.0, 1.0) LIMIT {most}
                """, row => row.Long(0), cancellationToken);

    private Task<IReadOnlyList<long>> NewestAsync(string match, CancellationToken cancellationToken) => session.QueryAsync(
        $"""
        SELECT papers.id FROM papers_fts JOIN papers ON papers.id = papers_fts.rowid
        WHERE papers_fts MATCH {match} AND {limits} ORDER BY papers_fts.rowid DESC LIMIT {Most}
        """, row => row.Long(0), cancellationToken);

    private static string AnyOf(IReadOnlyList<RankedTerm> terms) => $"({string.Join(" OR ", terms.Select(term => term.Quoted))})";
}
