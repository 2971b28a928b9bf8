using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>Papers cut into tokens once for many subscriptions, until one of them changes; lives as long as one sweep or command.</summary>
internal sealed class AnalyzedPapers
{
    private readonly Dictionary<long, AnalyzedPaper> _papers = [];
    private readonly List<MatchIndex> _indices = [];

    /// <summary>The last change of a paper's text that what is known contains.</summary>
    private long _upTo;

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
        var changes = await new PaperChanges(session).EverAsync(cancellationToken);
        if (changes != _upTo)
        {
            _papers.Clear();
            _indices.Clear();
        }

        _upTo = changes;
        foreach (var paper in await new PaperStore(session).ListAsync([.. ids.Where(id => !_papers.ContainsKey(id))], cancellationToken))
            _papers[paper.Id] = AnalyzedPaper.From(paper);
    }
}
