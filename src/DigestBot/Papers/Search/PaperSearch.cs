using System.Diagnostics;
using DigestBot.Data;
using DigestBot.Papers.Search.Ranking;

namespace DigestBot.Papers.Search;

/// <summary>A paper found, and how well it fits; scores are comparable within one search only.</summary>
/// <param name="Translated">None of the words is in it, only what they are in the other language.</param>
public sealed record Hit(long PaperId, double Score, bool Translated = false);

/// <summary>Papers found, best first, and how many there are in all; at least so many where counting would take long.</summary>
public sealed record SearchResult(IReadOnlyList<Hit> Hits, long Total, bool AtLeast = false)
{
    public IReadOnlyList<long> Ids => [.. Hits.Select(hit => hit.PaperId)];
}

/// <summary>Finds papers through the full-text index.</summary>
public sealed class PaperSearch(Session session)
{
    /// <summary>
    /// Best first (<see cref="Ranking"/>); a query without words gives the newest first. Never more than <paramref name="most"/>, and of what is
    /// ranked never more than 200.
    /// </summary>
    public async Task<SearchResult> FindAsync(Query query, int most, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var match = MatchExpression.Search(query);
        var limits = await LimitsAsync(query, match, cancellationToken);
        var terms = RankedTerms.Of(query);
        var found = terms.Count == 0 && match.Wanted is null
            ? await NewestAsync(query, limits, most, cancellationToken)
            : await new RankedSearch(session, limits).FindAsync(query, match.Wanted, terms, most, cancellationToken);
        Telemetry.Searched(Stopwatch.GetElapsedTime(start));
        return found;
    }

    /// <summary>
    /// Papers that pass a subscription filter, newest first. Same analyser as the matcher, yet only a pre-selection: names are compared
    /// word by word here.
    /// </summary>
    public async Task<IReadOnlyList<DatedPaper>> FilterAsync(Query filter, int most, CancellationToken cancellationToken)
    {
        var match = MatchExpression.Filter(filter);
        var limits = await LimitsAsync(filter, match, cancellationToken);
        return match.Wanted is null
            ? await session.QueryAsync(
                $"SELECT id, day FROM papers WHERE {limits} ORDER BY day DESC, id DESC LIMIT {most}",
                row => new DatedPaper(row.Long(0), row.Day(1)), cancellationToken)
            : await session.QueryAsync(
                $"""
                SELECT papers.id, day FROM papers_fts JOIN papers ON papers.id = papers_fts.rowid
                WHERE papers_fts MATCH {match.Wanted} AND {limits} ORDER BY day DESC, papers.id DESC LIMIT {most}
                """, row => new DatedPaper(row.Long(0), row.Day(1)), cancellationToken);
    }

    /// <summary>Days of digest files with a paper that may pass a filter, newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(Query filter, CancellationToken cancellationToken)
    {
        const int Enough = 5000;
        var days = new SortedSet<DateOnly>();
        foreach (var some in (await FilterAsync(filter, Enough, cancellationToken)).Select(paper => paper.Id).Chunk(500))
        {
            days.UnionWith(await session.QueryAsync(
                $"SELECT DISTINCT COALESCE(own_day, digest_files.day) FROM entries JOIN digest_files ON digest_files.id = digest_file_id WHERE paper_id IN {some}",
                row => row.Day(0), cancellationToken));
        }

        return [.. days.Reverse()];
    }

    private async Task<SearchResult> NewestAsync(Query query, Clause limits, int most, CancellationToken cancellationToken)
    {
        if (query.IsEmpty || query.Ranking.Any())
            return new SearchResult([], 0); // Words without a single token ask for nothing that could be found.
        var ids = await session.QueryAsync(
            $"SELECT id FROM papers WHERE {limits} ORDER BY day DESC, id DESC LIMIT {most}", row => new Hit(row.Long(0), 0), cancellationToken);
        var total = await session.ValueAsync($"SELECT COUNT(*) FROM papers WHERE {limits}", row => row.Long(0), cancellationToken);
        return new SearchResult(ids, total);
    }

    /// <summary>What is no matter of words: categories, days, ids, and what must not be in the text.</summary>
    private async Task<Clause> LimitsAsync(Query query, MatchExpression match, CancellationToken cancellationToken)
    {
        var known = query.Categories.Count + query.ExcludedCategories.Count == 0 ? [] : await new PaperStore(session).KnownCategoriesAsync(cancellationToken);
        var clauses = new List<FormattableString>();
        if (query.Categories.Count > 0)
            clauses.Add($"papers.id IN (SELECT paper_id FROM paper_categories WHERE category IN {Matching(known, query.Categories)})");
        if (query.ExcludedCategories.Count > 0)
            clauses.Add($"papers.id NOT IN (SELECT paper_id FROM paper_categories WHERE category IN {Matching(known, query.ExcludedCategories)})");
        if (query.Ids.Count > 0)
            clauses.Add($"arxiv_id IN {query.Ids.Select(id => id.Value).ToList()}");
        if (query.Since is { } since)
            clauses.Add($"day >= {since}");
        if (query.Before is { } before)
            clauses.Add($"day < {before}");
        if (match.Unwanted is { } unwanted)
            clauses.Add($"papers.id NOT IN (SELECT rowid FROM papers_fts WHERE papers_fts MATCH {unwanted})");
        return new Clause(clauses);
    }

    private static List<string> Matching(IReadOnlyList<string> known, IReadOnlyList<string> wanted) =>
        [.. known.Where(category => Categories.Any(wanted, category))];
}

/// <summary>A paper and its day.</summary>
public sealed record DatedPaper(long Id, DateOnly Day);
