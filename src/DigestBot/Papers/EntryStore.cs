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
    /// <summary>
    /// Sections of a daily file repeat a paper now and then; each time all its entries are folded anew, so that a file of one paper a thousand times would take minutes.
    /// </summary>
    private const int MostOfOnePaper = 20;

    private readonly PaperWriter _papers = new(session);
    private readonly Dictionary<long, int> _inFile = [];
    private readonly List<PaperMerge> _merges = [];

    /// <summary>Adds a file's entries in order. Call once per file.</summary>
    public async Task<EntryEffects> AddAsync(DigestFile file, IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        _inFile.Clear();
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
        // What was merged away still has a ledger to hand on; it goes with ForgetMergedAsync.
        foreach (var paperId in before.Except(effects.Merges.Select(merge => merge.From)))
        {
            await session.ExecuteAsync($"DELETE FROM paper_keys WHERE paper_id = {paperId}", cancellationToken);
            await RefoldAsync(paperId, cancellationToken);
        }

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
        var appearance = Appearance.Of(entry, file, position);
        var paperId = await RecogniseAsync(appearance, cancellationToken);
        if (paperId is { } known)
        {
            if ((_inFile[known] = _inFile.GetValueOrDefault(known) + 1) > MostOfOnePaper)
                return EntryEffect.Known;
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
            INSERT INTO entries (digest_file_id, position, paper_id, replaced, own_day, fields)
            VALUES ({file.Id}, {position}, {paperId}, {entry.Replaced}, {entry.Day}, {PapersJson.Write(entry)})
            """, cancellationToken);

    /// <summary>
    /// The paper an entry is about, or null for a new one. By id first; else by keys, where an entry with an id only adopts a paper without one
    /// (two ids with one title stay two papers) and one without takes the lowest id. Papers without an id that the entry shows to be the same
    /// are merged, so that the order of arrival does not matter.
    /// </summary>
    private async Task<long?> RecogniseAsync(Appearance appearance, CancellationToken cancellationToken)
    {
        var entry = appearance.Entry;
        var byId = entry.ArxivId is { } id
            ? await session.FirstAsync($"SELECT id FROM papers WHERE arxiv_id = {id.Value}", row => (long?)row.Long(0), cancellationToken)
            : null;
        var same = await SameAsync(entry, appearance.Keys, cancellationToken);
        var into = byId ?? (same.Count > 0 ? same[0].Id : null);
        foreach (var other in appearance.MayCorrect ? same : [])
        {
            // An abstract alone does not make two titles one.
            if (other.Id != into && other.Nameless && (other.TitleMade || entry.Title is not null || entry.ArxivId is not null))
                await MergeAsync(other.Id, into!.Value, cancellationToken);
        }

        return into;
    }

    /// <summary>
    /// Papers an entry can be by its keys, best first: of one DOI or title, or of one abstract where either side has no title. For an entry with an id
    /// only those without one.
    /// </summary>
    private async Task<IReadOnlyList<Candidate>> SameAsync(Entry entry, IReadOnlyList<long> offered, CancellationToken cancellationToken)
    {
        if (offered.Count == 0)
            return [];
        var found = await session.QueryAsync(
            $"""
            SELECT papers.id, arxiv_id IS NULL, title_made, MAX(key IN {PaperIdentity.Sought(entry, offered)}) AS sought, doi
            FROM paper_keys JOIN papers ON papers.id = paper_id WHERE key IN {offered}
            GROUP BY papers.id ORDER BY arxiv_id IS NULL, sought DESC, arxiv_id, papers.id
            """,
            row => new Candidate(row.Long(0), row.Flag(1), row.Flag(2), row.Flag(3), Doi.TryParse(row.TextOrNull(4), out var doi) ? doi : null), cancellationToken);
        return [.. found.Where(paper => (paper.Sought || paper.TitleMade) && (paper.Nameless || entry.ArxivId is null) && !AreTwo(entry.Doi, paper.Doi))];
    }

    /// <summary>One publisher gives a work one DOI; that of a preprint is another's.</summary>
    private static bool AreTwo(Doi? one, Doi? other) =>
        one is { } left && other is { } right && left != right && left.Registrant == right.Registrant;

    private async Task MergeAsync(long from, long into, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"UPDATE entries SET paper_id = {into} WHERE paper_id = {from}", cancellationToken);
        // Nobody finds it any more while it waits for its ledger to move.
        await session.ExecuteAsync($"DELETE FROM paper_keys WHERE paper_id = {from}", cancellationToken);
        var merge = new PaperMerge(from, into);
        await new PaperChanges(session).AddAsync(merge, cancellationToken);
        _merges.Add(merge);
    }

    /// <summary>Whether anything a reader can see changed.</summary>
    private async Task<bool> RefoldAsync(long paperId, CancellationToken cancellationToken)
    {
        var appearances = await session.QueryAsync(
            $"""
            SELECT fields, digest_files.day, day_source, name, sequence, position, backfill, imported_at, may_correct, confidence
            FROM entries JOIN digest_files ON digest_files.id = digest_file_id
            WHERE paper_id = {paperId}
            """,
            row => Appearance.Of(
                PapersJson.ReadEntry(row.Text(0)), row.Day(1), row.Enum<DaySource>(2).IsEstimate(), row.Text(3), row.Long(4), row.Int(5), row.Flag(6), row.Moment(7)) with
            {
                MayCorrect = row.Flag(8),
                Confidence = row.Int(9),
            },
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

    private sealed record Candidate(long Id, bool Nameless, bool TitleMade, bool Sought, Doi? Doi);
}
