using DigestBot.Data;

namespace DigestBot.Papers.Search;

/// <summary>Papers most like one.</summary>
public sealed class RelatedPapers(Session session)
{
    public async Task<IReadOnlyList<Hit>> FindAsync(Paper paper, int most, CancellationToken cancellationToken)
    {
        var words = TextAnalyzer.Words(paper.Title).Distinct().Take(QueryParser.MostTerms).Select(word => new TermGroup([new Term(word)]));
        var found = await new PaperSearch(session).FindAsync(new Query { Groups = [.. words] }, most + 1, cancellationToken);
        return [.. found.Hits.Where(hit => hit.PaperId != paper.Id).Take(most)];
    }
}
