using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>One entry a digest has to account for. <c>News</c>: its paper arrived first within the window.</summary>
/// <param name="Sequence">When its file arrived.</param>
public sealed record WindowEntry(long PaperId, bool News, bool Replaced, long Sequence);

/// <summary>The entries a digest covers, in order of arrival, with the days of their files.</summary>
public sealed record DigestWindow(IReadOnlyList<WindowEntry> Entries, IReadOnlyList<DateOnly> Days)
{
    public static readonly DigestWindow Empty = new([], []);

    /// <summary>Each paper once, in order of arrival.</summary>
    public IReadOnlyList<long> Papers => field ??= [.. Entries.Select(entry => entry.PaperId).Distinct()];

    /// <summary>The papers that arrived first within the window.</summary>
    public IReadOnlySet<long> News => field ??= Entries.Where(entry => entry.News).Select(entry => entry.PaperId).ToHashSet();
}

/// <summary>Finds a subscription's window (decision 10): at first the newest day with a match and all that arrived since it was made, later all that arrived since the last cut-off.</summary>
internal sealed class DigestWindows(Session session, AnalyzedPapers analyzed)
{
    /// <summary>In a morning's sweep nearly all subscriptions have one cut-off; the transaction keeps what is read true.</summary>
    private readonly Dictionary<long, DigestWindow> _since = [];
    private readonly Dictionary<(DateOnly First, DateOnly Last), DigestWindow> _days = [];
    private readonly Dictionary<DateTimeOffset, long> _made = [];
    private readonly Dictionary<(DigestWindow Newest, DigestWindow Since), DigestWindow> _first = [];
    private readonly Dictionary<DigestWindow, MatchIndex> _indices = new(ReferenceEqualityComparer.Instance);

    public async Task<DigestWindow> NextAsync(Subscription subscription, CancellationToken cancellationToken) =>
        subscription.CutOff is { } cutOff
            ? await SinceAsync(cutOff, cancellationToken)
            : await FirstAsync(subscription, cancellationToken);

    private async Task<DigestWindow> FirstAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var newest = await NewestAsync(subscription.Filter, cancellationToken);
        if (!_made.TryGetValue(subscription.CreatedAt, out var made))
        {
            made = _made[subscription.CreatedAt] = await session.ValueAsync(
                $"SELECT COALESCE(MAX(sequence), 0) FROM digest_files WHERE imported_at <= {subscription.CreatedAt}", row => row.Long(0), cancellationToken);
        }

        var since = await SinceAsync(made, cancellationToken);
        if (_first.TryGetValue((newest, since), out var known))
            return known;
        var ofNewest = newest.Entries.Select(entry => (entry.PaperId, entry.Sequence)).ToHashSet();
        var more = since.Entries.Where(entry => !ofNewest.Contains((entry.PaperId, entry.Sequence))).ToList();
        return _first[(newest, since)] = more.Count == 0
            ? newest
            : new DigestWindow([.. newest.Entries.Concat(more).OrderBy(entry => entry.Sequence)], [.. newest.Days.Union(since.Days).Order()]);
    }

    /// <summary>Everything that arrived after a sequence, backfill left out.</summary>
    public async Task<DigestWindow> SinceAsync(long cutOff, CancellationToken cancellationToken)
    {
        if (_since.TryGetValue(cutOff, out var known))
            return known;
        return _since[cutOff] = await ReadAsync(
            $"""
            SELECT paper_id, COALESCE(first_sequence > {cutOff}, 0), replaced, sequence, COALESCE(own_day, digest_files.day)
            FROM digest_files JOIN entries ON digest_file_id = digest_files.id JOIN papers ON papers.id = paper_id
            WHERE sequence > {cutOff} AND backfill = 0 ORDER BY sequence, position
            """, cancellationToken);
    }

    /// <summary>Every entry of some days, its own or its file's, <paramref name="last"/> included.</summary>
    public async Task<DigestWindow> DaysAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        if (_days.TryGetValue((first, last), out var known))
            return known;
        return _days[(first, last)] = await ReadAsync(
            $"""
            SELECT paper_id, 1, replaced, sequence, digest_files.day, position
            FROM digest_files JOIN entries ON digest_file_id = digest_files.id
            WHERE digest_files.day BETWEEN {first} AND {last} AND own_day IS NULL
            UNION ALL
            SELECT paper_id, 1, replaced, sequence, own_day, position
            FROM entries JOIN digest_files ON digest_file_id = digest_files.id
            WHERE own_day BETWEEN {first} AND {last} ORDER BY sequence, position
            """, cancellationToken);
    }

    /// <summary>The window's papers that pass the filter, in order of arrival.</summary>
    public async Task<IReadOnlyList<MatchedPaper>> MatchAsync(DigestWindow window, Query filter, CancellationToken cancellationToken)
    {
        if (!_indices.TryGetValue(window, out var index))
            _indices.Add(window, index = await analyzed.IndexAsync(session, window.Papers, cancellationToken));
        return index.Match(filter);
    }

    /// <summary>The newest day with a paper that passes the filter.</summary>
    public async Task<DigestWindow> NewestAsync(Query filter, CancellationToken cancellationToken)
    {
        var days = await new PaperSearch(session).DaysAsync(filter, cancellationToken);
        foreach (var day in days)
        {
            var window = await DaysAsync(day, day, cancellationToken);
            if ((await MatchAsync(window, filter, cancellationToken)).Count > 0)
                return window;
        }

        return DigestWindow.Empty;
    }

    /// <summary>The day nearest to some days with a paper that passes the filter, the newer of two as near; without days, the newest.</summary>
    public async Task<DateOnly?> NearestAsync(Query filter, DateOnly? since, DateOnly? before, CancellationToken cancellationToken)
    {
        var days = await new PaperSearch(session).DaysAsync(filter, cancellationToken);
        foreach (var day in days.OrderBy(day => Distance(day, since, before)).ThenByDescending(day => day))
        {
            if ((await MatchAsync(await DaysAsync(day, day, cancellationToken), filter, cancellationToken)).Count > 0)
                return day;
        }

        return null;
    }

    /// <summary>How many days a day lies outside of others.</summary>
    public static int Distance(DateOnly day, DateOnly? since, DateOnly? before) =>
        day < since ? since.Value.DayNumber - day.DayNumber : day >= before ? day.DayNumber - before.Value.DayNumber + 1 : 0;

    private async Task<DigestWindow> ReadAsync(FormattableString sql, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            sql, row => (Entry: new WindowEntry(row.Long(0), row.Flag(1), row.Flag(2), row.Long(3)), Day: row.Day(4)), cancellationToken);
        return new DigestWindow([.. rows.Select(r => r.Entry)], [.. rows.Select(r => r.Day).Distinct().Order()]);
    }
}
