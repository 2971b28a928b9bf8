using DigestBot.Data;
using DigestBot.Papers.Search;

namespace DigestBot.Papers;

/// <summary>What an entry did to the store.</summary>
public enum EntryEffect
{
    New,
    Known,
    Updated,
}

/// <summary>What the entries of one file did, in their order, and which papers turned out to be one (decision 5).</summary>
public sealed record EntryEffects(IReadOnlyList<EntryEffect> Effects, IReadOnlyList<PaperMerge> Merges)
{
    public int Count(EntryEffect effect) => Effects.Count(e => e == effect);
}

/// <summary>Paper <c>From</c> is gone; its entries, ledger and saves belong to <c>Into</c>.</summary>
public sealed record PaperMerge(long From, long Into);

/// <summary>Writes entries and keeps papers, their keys and the search index equal to the fold of their entries.</summary>
/// <param name="progress">Entries stored so far, of all.</param>
public sealed class EntryStore(Session session, IProgress<(int Done, int Of)>? progress = null)
{
    private readonly PaperWriter _papers = new(session);
    private readonly List<PaperMerge> _merges = [];

    /// <summary>Adds a file's entries in order. Call once per file.</summary>
    public async Task<EntryEffects> AddAsync(DigestFile file, IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        var effects = new List<EntryEffect>(entries.Count);
        for (var position = 0; position < entries.Count; position++)
        {
            effects.Add(await AddAsync(file, entries[position], position, cancellationToken));
            if (position % 100 == 99 || position == entries.Count - 1)
                progress?.Report((position + 1, entries.Count));
        }

        return new EntryEffects(effects, [.. _merges]);
    }

    /// <summary>The same file read anew (newer parser): its entries replace the old ones, papers left without any entry go.</summary>
    public async Task<EntryEffects> ReplaceAsync(DigestFile file, IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        var before = await PaperIdsAsync(file, cancellationToken);
        await session.ExecuteAsync($"DELETE FROM entries WHERE digest_file_id = {file.Id}", cancellationToken);
        var effects = await AddAsync(file, entries, cancellationToken);
        foreach (var paperId in before)
            await RefoldAsync(paperId, cancellationToken);
        return effects;
    }

    /// <summary>After a file's day was corrected. How many papers changed.</summary>
    public async Task<int> RefoldAsync(DigestFile file, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var paperId in await PaperIdsAsync(file, cancellationToken))
            changed += await RefoldAsync(paperId, cancellationToken) ? 1 : 0;
        return changed;
    }

    /// <summary>A file's entries as they were read, in order.</summary>
    public Task<IReadOnlyList<Entry>> ListAsync(DigestFile file, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT fields FROM entries WHERE digest_file_id = {file.Id} ORDER BY position", row => PapersJson.ReadEntry(row.Text(0)), cancellationToken);

    private Task<IReadOnlyList<long>> PaperIdsAsync(DigestFile file, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT DISTINCT paper_id FROM entries WHERE digest_file_id = {file.Id}", row => row.Long(0), cancellationToken);

    private async Task<EntryEffect> AddAsync(DigestFile file, Entry entry, int position, CancellationToken cancellationToken)
    {
        var appearance = new Appearance(entry, file.Day, file.DayEstimated, file.Name, file.Sequence, position, file.Backfill);
        var paperId = await RecogniseAsync(appearance, cancellationToken);
        if (paperId is { } known)
        {
            await InsertAsync(file, entry, position, known, cancellationToken);
            return await RefoldAsync(known, cancellationToken) ? EntryEffect.Updated : EntryEffect.Known;
        }

        var created = await _papers.AddAsync([appearance], cancellationToken);
        await InsertAsync(file, entry, position, created, cancellationToken);
        return EntryEffect.New;
    }

    private Task InsertAsync(DigestFile file, Entry entry, int position, long paperId, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            INSERT INTO entries (digest_file_id, position, paper_id, replaced, fields)
            VALUES ({file.Id}, {position}, {paperId}, {entry.Replaced}, {PapersJson.Write(entry)})
            """, cancellationToken);

    /// <summary>
    /// The paper an entry is about, or null for a new one. By id first; else by keys, where an entry with an id only adopts a paper without one
    /// (two ids with one title stay two papers) and one without takes the lowest id.
    /// </summary>
    private async Task<long?> RecogniseAsync(Appearance appearance, CancellationToken cancellationToken)
    {
        var (entry, offered) = (appearance.Entry, appearance.Keys);
        if (entry.ArxivId is not { } id)
            return await FindByKeysAsync(entry, offered, cancellationToken);

        var byId = await session.FirstAsync($"SELECT id FROM papers WHERE arxiv_id = {id.Value}", row => (long?)row.Long(0), cancellationToken);
        var nameless = await session.QueryAsync(
            $"SELECT DISTINCT papers.id, title_made FROM paper_keys JOIN papers ON papers.id = paper_id WHERE key IN {offered} AND arxiv_id IS NULL ORDER BY papers.id",
            row => (Id: row.Long(0), TitleMade: row.Flag(1)), cancellationToken);
        // A titled paper without an id is the same only if its title is; a title-less one if its abstract is.
        var same = nameless.Count == 0 ? [] : await SameAsync(nameless, entry, cancellationToken);
        var into = byId ?? (same.Count > 0 ? same[0] : null);
        foreach (var other in same.Where(other => other != into))
            await MergeAsync(other, into!.Value, cancellationToken);
        return into;
    }

    private async Task<IReadOnlyList<long>> SameAsync(IReadOnlyList<(long Id, bool TitleMade)> candidates, Entry entry, CancellationToken cancellationToken)
    {
        var sought = PaperIdentity.Sought(entry);
        var byTitle = await session.QueryAsync($"SELECT paper_id FROM paper_keys WHERE key IN {sought}", row => row.Long(0), cancellationToken);
        return [.. candidates.Where(c => c.TitleMade || byTitle.Contains(c.Id)).Select(c => c.Id)];
    }

    private async Task<long?> FindByKeysAsync(Entry entry, IReadOnlyList<long> offered, CancellationToken cancellationToken)
    {
        var sought = PaperIdentity.Sought(entry);
        if (sought.Count == 0)
            return null;
        var found = await session.FirstAsync(
            $"SELECT papers.id FROM paper_keys JOIN papers ON papers.id = paper_id WHERE key IN {sought} ORDER BY arxiv_id IS NULL, arxiv_id, papers.id LIMIT 1",
            row => (long?)row.Long(0), cancellationToken);
        if (found is not null || entry.Title is null)
            return found;
        // A title arrives for what was so far only an abstract.
        return await session.FirstAsync(
            $"SELECT papers.id FROM paper_keys JOIN papers ON papers.id = paper_id WHERE key IN {offered} AND title_made = 1 ORDER BY papers.id LIMIT 1",
            row => (long?)row.Long(0), cancellationToken);
    }

    private async Task MergeAsync(long from, long into, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"UPDATE entries SET paper_id = {into} WHERE paper_id = {from}", cancellationToken);
        _merges.Add(new PaperMerge(from, into));
    }

    /// <summary>Whether anything a reader can see changed.</summary>
    private async Task<bool> RefoldAsync(long paperId, CancellationToken cancellationToken)
    {
        var appearances = await session.QueryAsync(
            $"""
            SELECT fields, day, day_source, name, sequence, position, backfill FROM entries JOIN digest_files ON digest_files.id = digest_file_id
            WHERE paper_id = {paperId}
            """,
            row => new Appearance(
                PapersJson.ReadEntry(row.Text(0)), row.Day(1), row.Enum<DaySource>(2).IsEstimate(), row.Text(3), row.Long(4), row.Int(5), row.Flag(6)),
            cancellationToken);
        if (appearances.Count > 0)
            return await _papers.UpdateAsync(paperId, appearances, cancellationToken);
        await _papers.RemoveAsync(paperId, cancellationToken);
        return true;
    }

    /// <summary>Deletes the papers that were merged away, after whoever refers to them has moved on.</summary>
    public async Task ForgetMergedAsync(CancellationToken cancellationToken)
    {
        foreach (var merge in _merges)
            await _papers.RemoveAsync(merge.From, cancellationToken);
        _merges.Clear();
    }
}
