namespace DigestBot.Papers.Search.Ranking;

/// <summary>
/// BM25 over fields: a word's occurrences in all fields are weighed and added before they saturate, so that title and abstract together
/// count more than each alone.
/// </summary>
/// <remarks>
/// Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.6. k1 = 1.2 is theirs and Lucene's default;
/// b between .5 and .8 and a title weight of 2 to 3 are flat optima on many collections, as they report in section 3.8. Not tuned to any set here.
/// </remarks>
internal sealed class Bm25F
{
    private const double K1 = 1.2;

    // Title, authors, abstract, summaries.
    private static readonly double[] Weights = [2.5, 1, 1, 1];
    private static readonly double[] B = [.5, .5, .6, .6];

    private readonly IReadOnlyList<RankedTerm> _terms;
    private readonly double[] _idf;
    private readonly ulong[][] _phrases;
    private readonly IReadOnlyList<double> _averageLengths;

    /// <summary>The term each token is by itself, by the token's number.</summary>
    private readonly Dictionary<ulong, int> _termOf = [];

    public Bm25F(IReadOnlyList<RankedTerm> terms, Collection collection)
    {
        _terms = terms;
        _averageLengths = collection.AverageLengths;
        _idf = [.. terms.Select(term => term.Idf(collection))];
        _phrases = [.. terms.Select(term => term.Tokens.Select(token => TokenizedPaper.NumberOf(token)).ToArray())];
        for (var i = 0; i < terms.Count; i++)
        {
            if (_phrases[i] is [var token] && !terms[i].TitleOnly)
                _termOf[token] = i;
        }
    }

    public RankedPaper Score(TokenizedPaper paper)
    {
        Span<double> weighed = stackalloc double[_terms.Count];
        weighed.Clear();
        for (var field = 0; field < Weights.Length; field++)
            Count(paper, field, weighed);

        var (score, has) = (0.0, TermOrigin.Learnt);
        for (var i = 0; i < weighed.Length; i++)
        {
            score += _terms[i].Weight * _idf[i] * weighed[i] * (K1 + 1) / (weighed[i] + K1);
            if (weighed[i] > 0 && _terms[i].Origin < has)
                has = _terms[i].Origin;
        }

        return new RankedPaper(paper, score, has);
    }

    private void Count(TokenizedPaper paper, int field, Span<double> weighed)
    {
        var text = paper.Fields[field];
        if (text.Length == 0)
            return;
        var factor = Weights[field] / (1 - B[field] + (B[field] * paper.Length(field) / Math.Max(1, _averageLengths[field])));
        foreach (var token in text)
        {
            if (_termOf.TryGetValue(token, out var term))
                weighed[term] += factor;
        }

        for (var i = 0; i < weighed.Length; i++)
        {
            if (_terms[i].TitleOnly ? field == IndexedTexts.Title : _phrases[i].Length > 1)
                weighed[i] += factor * text.AsSpan().Count(_phrases[i]);
        }
    }
}
