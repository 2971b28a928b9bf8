using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>Papers cut into tokens once for many subscriptions; lives as long as one sweep or command.</summary>
internal sealed class AnalyzedPapers
{
    private readonly Dictionary<long, AnalyzedPaper> _papers = [];

    public async Task<AnalyzedPaper> GetAsync(Session session, long id, CancellationToken cancellationToken)
    {
        if (!_papers.TryGetValue(id, out var analyzed))
        {
            var paper = await new PaperStore(session).FindAsync(id, cancellationToken) ?? throw new InvalidOperationException($"Paper {id} is gone.");
            _papers.Add(id, analyzed = AnalyzedPaper.From(paper));
        }

        return analyzed;
    }

    /// <summary>All those asked for so far, these among them.</summary>
    public async Task<IReadOnlyDictionary<long, AnalyzedPaper>> GetAsync(Session session, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        long[] missing = [.. ids.Where(id => !_papers.ContainsKey(id)).Distinct()];
        foreach (var paper in await new PaperStore(session).ListAsync(missing, cancellationToken))
            _papers.Add(paper.Id, AnalyzedPaper.From(paper));
        return _papers;
    }
}
