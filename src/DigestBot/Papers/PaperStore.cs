using DigestBot.Data;

namespace DigestBot.Papers;

/// <summary>Reads papers. Writing goes through <see cref="EntryStore"/>: papers change only because entries arrive.</summary>
public sealed class PaperStore(Session session)
{
    private static readonly Columns All = new("id, arxiv_id, version, title, title_made, authors, categories, day, day_estimated, abstract, summaries, url, comment, code_url, doi, publication");

    public Task<Paper?> FindAsync(long id, CancellationToken cancellationToken) =>
        session.FirstAsync($"SELECT {All} FROM papers WHERE id = {id}", Read, cancellationToken);

    public Task<Paper?> FindAsync(ArxivId id, CancellationToken cancellationToken) =>
        session.FirstAsync($"SELECT {All} FROM papers WHERE arxiv_id = {id.Value}", Read, cancellationToken);

    public Task<Paper?> FindAsync(Doi doi, CancellationToken cancellationToken) =>
        session.FirstAsync($"SELECT {All} FROM papers WHERE id = (SELECT paper_id FROM paper_keys WHERE key = {PaperIdentity.KeyOf(doi)})", Read, cancellationToken);

    /// <summary>In the order of <paramref name="ids"/>; unknown ones are left out.</summary>
    public async Task<IReadOnlyList<Paper>> ListAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var papers = new Dictionary<long, Paper>(ids.Count);
        foreach (var some in ids.Chunk(500))
        {
            foreach (var paper in await session.QueryAsync(
                $"SELECT {All} FROM papers WHERE id IN {some}",
                Read, cancellationToken))
            {
                papers[paper.Id] = paper;
            }
        }

        return [.. ids.Where(papers.ContainsKey).Select(id => papers[id])];
    }

    /// <summary>All ids in an order that does not depend on the order of import: arXiv id, then title, then abstract.</summary>
    public Task<IReadOnlyList<long>> AllIdsAsync(CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT id FROM papers ORDER BY arxiv_id IS NULL, arxiv_id, title, abstract", row => row.Long(0), cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COUNT(*) FROM papers", row => row.Long(0), cancellationToken);

    /// <summary>Categories as stored, most papers first.</summary>
    public Task<IReadOnlyList<CategoryCount>> CategoriesAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT category, COUNT(*), MAX(day) FROM paper_categories JOIN papers ON papers.id = paper_id
            GROUP BY category ORDER BY COUNT(*) DESC, category
            """,
            row => new CategoryCount(row.Text(0), row.Long(1), row.Day(2)), cancellationToken);

    /// <summary>The names of all categories: what every query has to know, so each is sought in the index, and none counted.</summary>
    public Task<IReadOnlyList<string>> KnownCategoriesAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            WITH RECURSIVE known (name) AS (
              SELECT MIN(category) FROM paper_categories
              UNION ALL SELECT (SELECT MIN(category) FROM paper_categories WHERE category > name) FROM known WHERE name IS NOT NULL)
            SELECT name FROM known WHERE name IS NOT NULL
            """,
            row => row.Text(0), cancellationToken);

    /// <summary>Only the names, most papers first.</summary>
    public Task<IReadOnlyList<string>> CategoryNamesAsync(CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT category FROM paper_categories GROUP BY category ORDER BY COUNT(*) DESC, category", row => row.Text(0), cancellationToken);

    /// <summary>Papers per category on one day, most first.</summary>
    public Task<IReadOnlyList<CategoryCount>> CategoriesAsync(DateOnly day, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT category, COUNT(*), MAX(day) FROM paper_categories JOIN papers ON papers.id = paper_id
            WHERE day = {day} GROUP BY category ORDER BY COUNT(*) DESC, category
            """,
            row => new CategoryCount(row.Text(0), row.Long(1), row.Day(2)), cancellationToken);

    /// <summary>The days of the digests a paper came in, oldest first.</summary>
    public Task<IReadOnlyList<DateOnly>> DaysAsync(long paperId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT DISTINCT COALESCE(own_day, digest_files.day) FROM entries JOIN digest_files ON digest_files.id = digest_file_id WHERE paper_id = {paperId} ORDER BY 1",
            row => row.Day(0), cancellationToken);

    /// <summary>Names of the digest files a paper appears in, sorted.</summary>
    public Task<IReadOnlyList<string>> DigestFilesAsync(long paperId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT DISTINCT name FROM entries JOIN digest_files ON digest_files.id = digest_file_id WHERE paper_id = {paperId} ORDER BY name",
            row => row.Text(0), cancellationToken);

    internal static Paper Read(Row row) => new(
        row.Long(0),
        ArxivId.TryParse(row.TextOrNull(1), out var id) ? id : null,
        row.IntOrNull(2),
        row.Text(3),
        row.Flag(4),
        PapersJson.ReadList(row.Text(5)),
        PapersJson.ReadList(row.Text(6)),
        row.Day(7),
        row.Flag(8),
        PapersJson.ReadList(row.Text(9)),
        PapersJson.ReadSummaries(row.Text(10)),
        row.TextOrNull(11))
    {
        Comment = row.TextOrNull(12),
        CodeUrl = row.TextOrNull(13),
        Doi = Doi.TryParse(row.TextOrNull(14), out var doi) ? doi : null,
        Publication = row.TextOrNull(15) is { } publication ? PapersJson.ReadPublication(publication) : null,
    };
}

/// <summary>How many papers a category holds, and the newest day among them.</summary>
public sealed record CategoryCount(string Category, long Papers, DateOnly Newest);
