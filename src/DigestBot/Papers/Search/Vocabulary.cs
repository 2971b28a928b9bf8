using DigestBot.Data;

namespace DigestBot.Papers.Search;

/// <summary>
/// A copy of how many papers have each word. Counting a common word in the index takes as long as reading all its places, and ranking and
/// spelling ask for dozens; a copy some papers old ranks just as well.
/// </summary>
public static class Vocabulary
{
    private const string SizeKey = "vocabulary";
    private const int Batch = 20_000;

    /// <summary>Copies the counts, and learns the glossary anew, where a fifth more papers are stored than at the last time. Writes in short transactions.</summary>
    public static async Task RefreshAsync(Database database, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Word, long Papers)> words;
        long papers;
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            papers = (await Ranking.Collection.ReadAsync(session, cancellationToken)).Papers;
            var copied = await new Settings(session).FindAsync(SizeKey, cancellationToken) is { } size ? long.Parse(size) : 0;
            if (papers <= copied * 1.2)
                return;

            // Words of one paper are taken as that where the copy lacks them: half of all are.
            words = await session.QueryAsync($"SELECT term, doc FROM papers_terms WHERE doc > 1", row => (row.Text(0), row.Long(1)), cancellationToken);
        }

        foreach (var some in words.Chunk(Batch))
        {
            await using var session = await database.WriteAsync(cancellationToken);
            foreach (var (word, count) in some)
                await session.ExecuteAsync($"INSERT OR REPLACE INTO words (word, papers) VALUES ({word}, {count})", cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        await GlossaryMiner.RefreshAsync(database, cancellationToken);
        await using var last = await database.WriteAsync(cancellationToken);
        await new Settings(last).SetAsync(SizeKey, papers.ToString(), cancellationToken);
        await last.CommitAsync(cancellationToken);
    }
}
