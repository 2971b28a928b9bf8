using DigestBot.Data;
using DigestBot.Digests;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Tests;

/// <summary>What holds of every store at every time, whatever was done to it.</summary>
internal static class StoreInvariants
{
    public static async Task CheckAsync(TestStore store)
    {
        // A transaction that is never committed: the index is built anew inside, to compare.
        await using var session = await store.Database.WriteAsync(CancellationToken.None);
        Assert.Empty(await TextsAsync(session, $"SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check"));
        Assert.Equal(["ok"], await TextsAsync(session, $"PRAGMA integrity_check"));
        Assert.Empty(await TextsAsync(session, $"SELECT 'ledger ' || paper_id FROM ledger WHERE paper_id NOT IN (SELECT id FROM papers) OR digest_id NOT IN (SELECT id FROM digests)"));
        var papers = new PaperStore(session);
        foreach (var paper in await papers.ListAsync(await papers.AllIdsAsync(CancellationToken.None), CancellationToken.None))
            await CheckAsync(session, paper);
        await CheckIndexAsync(session);
        await CheckDigestsAsync(session);
    }

    /// <summary>A paper, its categories, its keys and its first arrival are those of its entries.</summary>
    private static async Task CheckAsync(Session session, Paper paper)
    {
        var entries = await session.QueryAsync(
            $"""
            SELECT fields, day, day_source, name, sequence, position, backfill, imported_at FROM entries JOIN digest_files ON digest_files.id = digest_file_id
            WHERE paper_id = {paper.Id} ORDER BY sequence, position
            """,
            row => Appearance.Of(
                PapersJson.ReadEntry(row.Text(0)), row.Day(1), row.Enum<DaySource>(2).IsEstimate(), row.Text(3), row.Long(4), row.Int(5), row.Flag(6), row.Moment(7)),
            CancellationToken.None);
        Assert.NotEmpty(entries);
        Assert.True(entries.Select(a => a.Entry.ArxivId).Distinct().Count(id => id is not null) <= 1, $"paper {paper.Id} has entries of two arXiv ids");
        var fold = PaperFold.Fold(paper.Id, entries);
        Assert.True(PaperFold.SameText(paper, fold), $"paper {paper.Id} is not the fold of its entries:\n{paper}\n{fold}");
        Assert.Equal(
            PaperFold.FirstSequence(entries),
            await session.ValueAsync($"SELECT first_sequence FROM papers WHERE id = {paper.Id}", row => row.LongOrNull(0), CancellationToken.None));
        Assert.Equal(
            paper.Categories.Order(StringComparer.OrdinalIgnoreCase),
            await TextsAsync(session, $"SELECT category FROM paper_categories WHERE paper_id = {paper.Id} ORDER BY category"));
        Assert.Equal(
            entries.SelectMany(a => PaperIdentity.Offered(a.Entry)).Distinct().Order(),
            await session.QueryAsync($"SELECT key FROM paper_keys WHERE paper_id = {paper.Id} ORDER BY key", row => row.Long(0), CancellationToken.None));
    }

    /// <summary>The index is sound, and the same as one built anew from the papers.</summary>
    private static async Task CheckIndexAsync(Session session)
    {
        await session.ExecuteAsync($"INSERT INTO papers_fts (papers_fts) VALUES ('integrity-check')", CancellationToken.None);
        await session.ExecuteAsync($"CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab('main', 'papers_fts', 'instance')", CancellationToken.None);
        var indexed = await IndexedAsync(session);
        await session.ExecuteAsync($"INSERT INTO papers_fts (papers_fts) VALUES ('delete-all')", CancellationToken.None);
        var papers = new PaperStore(session);
        foreach (var paper in await papers.ListAsync(await papers.AllIdsAsync(CancellationToken.None), CancellationToken.None))
            await new PaperIndex(session).AddAsync(paper, CancellationToken.None);
        Assert.Equal(await IndexedAsync(session), indexed);
    }

    private static async Task<IReadOnlyList<string>> IndexedAsync(Session session) =>
        await TextsAsync(session, $"SELECT doc || '/' || col || '/' || offset || ' ' || term FROM temp.indexed_words ORDER BY doc, col, offset, term");

    /// <summary>Coverage adds up; what a sent digest counts as shown and as "more" is in the ledger, or in a newer digest's.</summary>
    private static async Task CheckDigestsAsync(Session session)
    {
        foreach (var (id, coverage) in await session.QueryAsync(
            $"SELECT id, coverage FROM digests", row => (row.Long(0), DigestsJson.Read(row.Text(1))), CancellationToken.None))
        {
            Assert.Equal(coverage.Entries, coverage.Duplicates + coverage.OutsideFilter + coverage.AlreadySent + coverage.OverCap + coverage.Shown);
            var rows = await session.QueryAsync($"SELECT shown FROM ledger WHERE digest_id = {id}", row => row.Flag(0), CancellationToken.None);
            Assert.True(rows.Count(shown => shown) <= coverage.Shown && rows.Count(shown => !shown) <= coverage.OverCap);
        }
    }

    private static Task<IReadOnlyList<string>> TextsAsync(Session session, FormattableString sql) =>
        session.QueryAsync(sql, row => row.Text(0), CancellationToken.None);
}
