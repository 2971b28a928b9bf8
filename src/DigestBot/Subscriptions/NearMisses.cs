using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>Papers that fail exactly one of a filter's conditions: what shows where it is too narrow.</summary>
public sealed class NearMisses
{
    private readonly IReadOnlyList<AnalyzedFilter> _conditions;

    public NearMisses(Query filter) =>
        _conditions =
        [
            .. Conditions(filter).Where(condition => !condition.IsEmpty).Select(AnalyzedFilter.From),
        ];

    /// <summary>The condition the paper fails; null where it passes, or fails more than one, or there is only one.</summary>
    public Stopped? Of(AnalyzedPaper paper)
    {
        if (_conditions.Count < 2)
            return null;
        Stopped? missed = null;
        foreach (var condition in _conditions)
        {
            if (Matcher.Match(paper, condition) is not Stopped stopped)
                continue;
            if (missed is not null)
                return null;
            missed = stopped;
        }

        return missed;
    }

    private static IEnumerable<Query> Conditions(Query filter)
    {
        yield return new Query { Categories = filter.Categories };
        foreach (var group in StopWords.Telling(filter.Groups))
            yield return new Query { Groups = [group] };
        yield return new Query { Excluded = filter.Excluded, ExcludedCategories = filter.ExcludedCategories, ExcludedAuthors = filter.ExcludedAuthors };
        yield return new Query { Authors = filter.Authors };
    }
}
