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

    internal Task AddAsync(Paper paper, CancellationToken cancellationToken)
    {
        var row = Texts(paper);
        return session.ExecuteAsync(
            $"INSERT INTO papers_fts (rowid, title, authors, abstract, summaries) VALUES ({paper.Id}, {row.Title}, {row.Authors}, {row.Abstract}, {row.Summaries})",
            cancellationToken);
    }

    // https://www.sqlite.org/fts5.html#the_delete_command
    internal Task RemoveAsync(Paper paper, CancellationToken cancellationToken)
    {
        var row = Texts(paper);
        return session.ExecuteAsync(
            $"""
            INSERT INTO papers_fts (papers_fts, rowid, title, authors, abstract, summaries)
            VALUES ('delete', {paper.Id}, {row.Title}, {row.Authors}, {row.Abstract}, {row.Summaries})
            """, cancellationToken);
    }

    /// <summary>Builds the index anew where it was made by another analyser. Call before anything is written.</summary>
    public static async Task EnsureCurrentAsync(Database database, CancellationToken cancellationToken)
    {
        var current = AnalyzerVersion.ToString();
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            if (await MadeByAsync(session, cancellationToken) == current)
                return;
        }

        await using var writing = await database.WriteAsync(cancellationToken);
        if (await MadeByAsync(writing, cancellationToken) is not null)
            await new PaperIndex(writing).RebuildAsync(cancellationToken);
        await new Settings(writing).SetAsync(VersionKey, current, cancellationToken);
        await writing.CommitAsync(cancellationToken);
    }

    private static Task<string?> MadeByAsync(Session session, CancellationToken cancellationToken) =>
        new Settings(session).FindAsync(VersionKey, cancellationToken);

    private async Task RebuildAsync(CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"INSERT INTO papers_fts (papers_fts) VALUES ('delete-all')", cancellationToken);
        var store = new PaperStore(session);
        foreach (var ids in (await store.AllIdsAsync(cancellationToken)).Chunk(1000))
        {
            foreach (var paper in await store.ListAsync(ids, cancellationToken))
                await AddAsync(paper, cancellationToken);
        }
    }

    private static (string Title, string Authors, string Abstract, string Summaries) Texts(Paper paper) =>
        (Text(paper, IndexedTexts.Title), Text(paper, IndexedTexts.Authors), Text(paper, IndexedTexts.Abstract), Text(paper, IndexedTexts.Summaries));

    private static string Text(Paper paper, int field) => TextAnalyzer.ForIndex(string.Join("\n", IndexedTexts.Of(paper, field)));
}
