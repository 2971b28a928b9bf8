using DigestBot.Data;

namespace DigestBot.Papers.Search.Ranking;

/// <summary>What ranking has to know of all papers: how many there are, how long their fields are, in how many a word occurs.</summary>
internal sealed class Collection
{
    private readonly Session _session;
    private readonly Dictionary<string, long> _papersWith = new(StringComparer.Ordinal);

    private Collection(Session session, long papers, double[] averageLengths) => (_session, Papers, AverageLengths) = (session, papers, averageLengths);

    public long Papers { get; }

    /// <summary>Tokens of title, authors, abstract and summaries, as the index has its columns.</summary>
    public IReadOnlyList<double> AverageLengths { get; }

    /// <summary>From the index's own record of sums: a varint for the rows, then one for each column's tokens.</summary>
    /// <remarks>FTS5_AVERAGES_ROWID in https://sqlite.org/src/file/ext/fts5/fts5_index.c</remarks>
    public static async Task<Collection> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var record = await session.FirstAsync($"SELECT block FROM papers_fts_data WHERE id = 1", row => row.Bytes(0), cancellationToken) ?? [];
        var sums = Varints(record);
        var papers = sums.Count > 0 ? sums[0] : 0;
        return new Collection(session, papers, [.. sums.Skip(1).Select(sum => papers == 0 ? 0 : (double)sum / papers)]);
    }

    /// <summary>The more telling a word, the rarer it is.</summary>
    public double Idf(string token)
    {
        var with = _papersWith.GetValueOrDefault(token);
        return Math.Log(1 + (Math.Max(0, Papers - with) + .5) / (with + .5));
    }

    public long PapersWith(string token) => _papersWith.GetValueOrDefault(token);

    /// <summary>Looks words up, so that they can be asked for. Those that the copied counts lack are counted anew only if <paramref name="exact"/>.</summary>
    public async Task CountAsync(IEnumerable<string> tokens, bool exact, CancellationToken cancellationToken)
    {
        var unknown = tokens.Distinct().Where(token => !_papersWith.ContainsKey(token)).ToList();
        foreach (var some in unknown.Chunk(100))
        {
            foreach (var (word, papers) in await _session.QueryAsync(
                $"SELECT word, papers FROM words WHERE word IN {some}", row => (row.Text(0), row.Long(1)), cancellationToken))
                _papersWith[word] = papers;
        }

        var hasCopy = exact || await HasCopyAsync(cancellationToken);
        foreach (var token in unknown.Where(token => !_papersWith.ContainsKey(token)))
        {
            _papersWith[token] = exact || !hasCopy
                ? await _session.FirstAsync($"SELECT doc FROM papers_terms WHERE term = {token}", row => row.Long(0), cancellationToken)
                : 1;
        }
    }

    private async Task<bool> HasCopyAsync(CancellationToken cancellationToken) =>
        await _session.ValueAsync($"SELECT EXISTS (SELECT 1 FROM words)", row => row.Flag(0), cancellationToken);

    private static List<long> Varints(ReadOnlySpan<byte> bytes)
    {
        var values = new List<long>();
        while (bytes.Length > 0)
        {
            var (value, length) = (0L, 0);
            byte next;
            do
            {
                next = bytes[length++];
                value = length == 9 ? (value << 8) | next : (value << 7) | (uint)(next & 0x7F);
            }
            while (next >= 0x80 && length < 9 && length < bytes.Length);

            values.Add(value);
            bytes = bytes[length..];
        }

        return values;
    }
}
