using DigestBot.Data;

namespace DigestBot.Papers.Search;

/// <summary>
/// The full-text index, one row a paper. It holds no text of its own, so removing a row needs the text it was made from; when the
/// analyser changes, <see cref="AnalyzerVersion"/> does and the index is built anew.
/// </summary>
public sealed class PaperIndex(Session session)
{
    /// <summary>Raise with every change of <see cref="TextAnalyzer"/>.</summary>
    public const int AnalyzerVersion = 1;

    private const string VersionKey = "analyzer";

    /// <summary>While the index is built anew, newest papers first: the oldest paper that is in it again.</summary>
    private const string RebuiltKey = "index_rebuilt_to";
    private const int RebuildBatch = 1000;

    private long? _rebuiltTo;

    internal async Task AddAsync(Paper paper, CancellationToken cancellationToken)
    {
        if (paper.Id >= await RebuiltToAsync(cancellationToken))
            await InsertAsync(paper, cancellationToken);
    }

    private Task InsertAsync(Paper paper, CancellationToken cancellationToken)
    {
        var row = Texts(paper);
        return session.ExecuteAsync(
            $"INSERT INTO papers_fts (rowid, title, authors, abstract, summaries) VALUES ({paper.Id}, {row.Title}, {row.Authors}, {row.Abstract}, {row.Summaries})",
            cancellationToken);
    }

    // https://www.sqlite.org/fts5.html#the_delete_command
    internal async Task RemoveAsync(Paper paper, CancellationToken cancellationToken)
    {
        if (paper.Id < await RebuiltToAsync(cancellationToken))
            return;
        var row = Texts(paper);
        await session.ExecuteAsync(
            $"""
            INSERT INTO papers_fts (papers_fts, rowid, title, authors, abstract, summaries)
            VALUES ('delete', {paper.Id}, {row.Title}, {row.Authors}, {row.Abstract}, {row.Summaries})
            """, cancellationToken);
    }

    /// <summary>Builds the index anew where it was made by another analyser. Call before anything is written.</summary>
    public static async Task EnsureCurrentAsync(Database database, CancellationToken cancellationToken)
    {
        await BeginRebuildAsync(database, cancellationToken);
        await RebuildAsync(database, progress: null, cancellationToken);
    }

    /// <summary>Empties the index where it was made by another analyser; what is written from now on is in it, the rest after <see cref="RebuildAsync"/>.</summary>
    public static async Task BeginRebuildAsync(Database database, CancellationToken cancellationToken)
    {
        var current = AnalyzerVersion.ToString();
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            if (await MadeByAsync(session, cancellationToken) == current)
                return;
        }

        await using var writing = await database.WriteAsync(cancellationToken);
        if (await MadeByAsync(writing, cancellationToken) is not null)
            await new PaperIndex(writing).ClearAsync(cancellationToken);
        await new Settings(writing).SetAsync(VersionKey, current, cancellationToken);
        await writing.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Fills an index that was begun anew, in short transactions; does nothing where that was done. Several may run side by side, and one that is
    /// interrupted goes on where it was.
    /// </summary>
    /// <param name="database">The store.</param>
    /// <param name="progress">Papers in the index so far, of all.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    public static async Task RebuildAsync(Database database, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        if (!await IsRebuildingAsync(database, cancellationToken))
            return;
        while (true)
        {
            await using var session = await database.WriteAsync(cancellationToken);
            if (!await new PaperIndex(session).RebuildSomeAsync(progress, cancellationToken))
                return;
            await session.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Whether older papers are missing from the index for now.</summary>
    public static async Task<bool> IsRebuildingAsync(Database database, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await new PaperIndex(session).RebuiltToAsync(cancellationToken) > long.MinValue;
    }

    private static Task<string?> MadeByAsync(Session session, CancellationToken cancellationToken) =>
        new Settings(session).FindAsync(VersionKey, cancellationToken);

    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"INSERT INTO papers_fts (papers_fts) VALUES ('delete-all')", cancellationToken);
        await SetRebuiltToAsync(await session.ValueAsync($"SELECT COALESCE(MAX(id), 0) + 1 FROM papers", row => row.Long(0), cancellationToken), cancellationToken);
    }

    /// <summary>False where nothing was left to do.</summary>
    private async Task<bool> RebuildSomeAsync(IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var to = await RebuiltToAsync(cancellationToken);
        if (to == long.MinValue)
            return false;
        var ids = await session.QueryAsync($"SELECT id FROM papers WHERE id < {to} ORDER BY id DESC LIMIT {RebuildBatch}", row => row.Long(0), cancellationToken);
        foreach (var paper in await new PaperStore(session).ListAsync(ids, cancellationToken))
            await InsertAsync(paper, cancellationToken);
        if (ids.Count == 0)
            await new Settings(session).RemoveAsync(RebuiltKey, cancellationToken);
        else
            await SetRebuiltToAsync(ids[^1], cancellationToken);
        if (progress is not null)
        {
            var (left, of) = await session.ValueAsync(
                $"SELECT (SELECT COUNT(*) FROM papers WHERE id < {(ids.Count == 0 ? 0 : ids[^1])}), COUNT(*) FROM papers", row => (row.Int(0), row.Int(1)), cancellationToken);
            progress.Report((of - left, of));
        }

        return true;
    }

    /// <summary>Papers older than this are not in the index yet; the least number where all are.</summary>
    private async Task<long> RebuiltToAsync(CancellationToken cancellationToken) => _rebuiltTo ??=
        await new Settings(session).FindAsync(RebuiltKey, cancellationToken) is { } to ? long.Parse(to) : long.MinValue;

    private async Task SetRebuiltToAsync(long id, CancellationToken cancellationToken)
    {
        await new Settings(session).SetAsync(RebuiltKey, id.ToString(), cancellationToken);
        _rebuiltTo = id;
    }

    private static (string Title, string Authors, string Abstract, string Summaries) Texts(Paper paper) =>
        (Text(paper, IndexedTexts.Title), Text(paper, IndexedTexts.Authors), Text(paper, IndexedTexts.Abstract), Text(paper, IndexedTexts.Summaries));

    private static string Text(Paper paper, int field) => TextAnalyzer.ForIndex(string.Join("\n", IndexedTexts.Of(paper, field)));
}
