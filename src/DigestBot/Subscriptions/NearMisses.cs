using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>
/// Papers that fail exactly one of a filter's conditions: what shows where it is too narrow. Nearly all papers of another category pass an exclusion, and
/// all of a category pass the category: what passes has to be a word or a name, unless only an exclusion keeps the paper out.
/// </summary>
public sealed class NearMisses
{
    private readonly IReadOnlyList<(AnalyzedFilter Filter, bool Telling)> _conditions;

    public NearMisses(Query filter) =>
        _conditions =
        [
            .. Conditions(filter).Where(condition => !condition.IsEmpty).Select(condition => (AnalyzedFilter.From(condition), condition.Groups.Count + condition.Authors.Count > 0)),
        ];

    /// <summary>The condition the paper fails; null where it passes, or is not near.</summary>
    public Stopped? Of(AnalyzedPaper paper)
    {
        if (_conditions.Count < 2)
            return null;
        Stopped? missed = null;
        var telling = false;
        foreach (var condition in _conditions)
        {
            if (Matcher.Match(paper, condition.Filter) is not Stopped stopped)
            {
                telling |= condition.Telling;
                continue;
            }

            if (missed is not null)
                return null;
            missed = stopped;
        }

        return telling || missed?.Stage is MatchStage.Excluded ? missed : null;
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
