using DigestBot.Data;

namespace DigestBot.Papers;

/// <summary>
/// Which papers changed in what a reader can see, kept until whoever shows them has looked; and which papers turned out to be another, kept for good.
/// </summary>
public sealed class PaperChanges(Session session)
{
    /// <summary>Announced with each change.</summary>
    public const string Table = "paper_changes";

    internal Task AddAsync(long paperId, CancellationToken cancellationToken)
    {
        session.Announce(Table);
        return session.ExecuteAsync($"INSERT INTO paper_changes (paper_id) VALUES ({paperId})", cancellationToken);
    }

    /// <summary>Chains are kept short: whoever became <see cref="PaperMerge.From"/> becomes what that became.</summary>
    internal async Task AddAsync(PaperMerge merge, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"UPDATE paper_merges SET into_id = {merge.Into} WHERE into_id = {merge.From}", cancellationToken);
        await session.ExecuteAsync($"INSERT OR REPLACE INTO paper_merges (from_id, into_id) VALUES ({merge.From}, {merge.Into})", cancellationToken);
        await AddAsync(merge.From, cancellationToken);
    }

    /// <summary>Up to where there are changes; null without any.</summary>
    public Task<long?> LatestAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT MAX(id) FROM paper_changes", row => row.LongOrNull(0), cancellationToken);

    /// <summary>How many changes there ever were: who reads the same number twice knows that nothing changed between.</summary>
    internal Task<long> EverAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'paper_changes'", row => row.Long(0), cancellationToken);

    /// <summary>Changes up to this one were looked through.</summary>
    public Task DoneAsync(long upTo, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM paper_changes WHERE id <= {upTo}", cancellationToken);

    /// <summary>What a paper is today, by an id it was shown under; null where it is no more.</summary>
    public async Task<Paper?> CurrentAsync(long id, CancellationToken cancellationToken) =>
        (await CurrentAsync([id], cancellationToken)).GetValueOrDefault(id);

    /// <summary>What papers are today, by the ids they were shown under; those that are no more are left out.</summary>
    public async Task<IReadOnlyDictionary<long, Paper>> CurrentAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var became = (await session.QueryAsync(
            $"SELECT from_id, into_id FROM paper_merges WHERE from_id IN {ids}", row => KeyValuePair.Create(row.Long(0), row.Long(1)), cancellationToken)).ToDictionary();
        var papers = (await new PaperStore(session).ListAsync([.. ids.Select(Current).Distinct()], cancellationToken)).ToDictionary(paper => paper.Id);
        return ids.Distinct().Where(id => papers.ContainsKey(Current(id))).ToDictionary(id => id, id => papers[Current(id)]);

        long Current(long id) => became.GetValueOrDefault(id, id);
    }
}
