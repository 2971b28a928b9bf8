using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>
/// Papers cut into tokens once for many subscriptions; lives as long as one sweep or command. A transaction reads each paper
/// it needs once, and what was made of it before is used again only where it is still the same.
/// </summary>
internal sealed class AnalyzedPapers
{
    private readonly Dictionary<long, AnalyzedPaper> _papers = [];
    private readonly List<MatchIndex> _indices = [];
    private Session? _session;
    private HashSet<long> _read = [];

    /// <summary>These papers, ready to be matched against many filters.</summary>
    public async Task<MatchIndex> IndexAsync(Session session, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await ReadAsync(session, ids, cancellationToken);
        AnalyzedPaper[] papers = [.. ids.Select(id => _papers[id])];
        if (_indices.Find(index => index.IsOf(papers)) is { } known)
            return known;
        _indices.Add(new MatchIndex(papers));
        return _indices[^1];
    }

    private async Task ReadAsync(Session session, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (_session != session)
            (_session, _read) = (session, []);
        foreach (var paper in await new PaperStore(session).ListAsync([.. ids.Where(_read.Add)], cancellationToken))
        {
            if (!_papers.TryGetValue(paper.Id, out var known) || !PaperFold.SameText(known.Paper, paper))
                _papers[paper.Id] = AnalyzedPaper.From(paper);
        }
    }
}
