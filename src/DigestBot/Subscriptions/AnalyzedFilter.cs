using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>A filter analysed once, to be matched against any number of papers.</summary>
public sealed class AnalyzedFilter
{
    private AnalyzedFilter(Query query)
    {
        Query = query;
        Groups = [.. StopWords.Telling(query.Groups).Select(group => new AnalyzedGroup(group, [.. group.AnyOf.Select(AnalyzedTerm.From)]))];
        Excluded = [.. query.Excluded.Select(AnalyzedTerm.From)];
        Authors = [.. query.Authors.Select(name => (name, TextAnalyzer.Words(name)))];
        ExcludedAuthors = [.. query.ExcludedAuthors.Select(name => (name, TextAnalyzer.Words(name)))];
    }

    public Query Query { get; }

    internal IReadOnlyList<AnalyzedGroup> Groups { get; }
    internal IReadOnlyList<AnalyzedTerm> Excluded { get; }
    internal IReadOnlyList<(string Name, string[] Words)> Authors { get; }
    internal IReadOnlyList<(string Name, string[] Words)> ExcludedAuthors { get; }

    public static AnalyzedFilter From(Query query) => new(query);
}

internal sealed record AnalyzedGroup(TermGroup Group, IReadOnlyList<AnalyzedTerm> Terms);

internal sealed record AnalyzedTerm(Term Term, string[] Tokens)
{
    public static AnalyzedTerm From(Term term) => new(term, TextAnalyzer.Terms(term.Text));
}
