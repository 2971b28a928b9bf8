using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>A paper that passed a filter.</summary>
public sealed record MatchedPaper(AnalyzedPaper Paper, Matched Match);

/// <summary>
/// Papers to be matched against many filters. Only papers that have a filter's rarest required part (category, words) are given to
/// <see cref="Matcher"/>, which decides alone: the result is the plain one's, in the order of the papers.
/// </summary>
public sealed class MatchIndex
{
    private const int MostKnown = 10_000;
    private readonly IReadOnlyList<AnalyzedPaper> _papers;
    private readonly Dictionary<string, List<int>> _categories = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<int>> _tokens = new(StringComparer.Ordinal);

    /// <summary>Many people ask for the same.</summary>
    private readonly Dictionary<Query, IReadOnlyList<MatchedPaper>> _known = [];

    public MatchIndex(IReadOnlyList<AnalyzedPaper> papers)
    {
        _papers = papers;
        for (var i = 0; i < papers.Count; i++)
        {
            foreach (var category in papers[i].Paper.Categories)
                Add(_categories, category, i);
            foreach (var text in (AnalyzedText[])[papers[i].Title, papers[i].Abstract, papers[i].Summaries])
            {
                foreach (var token in text.Tokens)
                    Add(_tokens, token, i);
            }
        }
    }

    /// <summary>Whether it is made of these very papers.</summary>
    public bool IsOf(IReadOnlyList<AnalyzedPaper> papers) => _papers.SequenceEqual(papers, ReferenceEqualityComparer.Instance);

    public IReadOnlyList<MatchedPaper> Match(Query filter)
    {
        if (_known.TryGetValue(filter, out var known))
            return known;
        var analyzed = AnalyzedFilter.From(filter);
        var matched = new List<MatchedPaper>();
        foreach (var paper in Candidates(analyzed))
        {
            if (Matcher.Match(paper, analyzed) is Matched match)
                matched.Add(new MatchedPaper(paper, match));
        }

        if (_known.Count >= MostKnown)
            _known.Clear();
        return _known[filter] = matched;
    }

    private IEnumerable<AnalyzedPaper> Candidates(AnalyzedFilter filter)
    {
        List<IReadOnlyList<List<int>>> parts = [];
        if (filter.Query.Categories.Count > 0)
            parts.Add([.. _categories.Where(pair => Categories.Any(filter.Query.Categories, pair.Key)).Select(pair => pair.Value)]);
        foreach (var group in filter.Groups)
        {
            if (!group.Terms.Any(term => term.Tokens is [var single] && AnalyzedText.IsOneHan(single)))
                parts.Add([.. group.Terms.Select(Rarest).OfType<List<int>>()]);
        }

        return parts.Count == 0
            ? _papers
            : parts.MinBy(lists => lists.Sum(list => list.Count))!.SelectMany(list => list).Distinct().Order().Select(i => _papers[i]);
    }

    /// <summary>Where all of a term's tokens can be; null: nowhere.</summary>
    private List<int>? Rarest(AnalyzedTerm term)
    {
        List<int>? rarest = null;
        foreach (var token in term.Tokens)
        {
            if (!_tokens.TryGetValue(token, out var list))
                return null;
            if (rarest is null || list.Count < rarest.Count)
                rarest = list;
        }

        return rarest;
    }

    private static void Add(Dictionary<string, List<int>> places, string key, int paper)
    {
        if (!places.TryGetValue(key, out var list))
            places.Add(key, list = []);
        if (list.Count == 0 || list[^1] != paper)
            list.Add(paper);
    }
}
