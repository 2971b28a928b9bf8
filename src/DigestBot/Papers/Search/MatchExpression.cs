namespace DigestBot.Papers.Search;

/// <summary>
/// A query as full-text expressions. Only tokens of our analyser get in, each in quotes, so that no text a person typed reaches MATCH as syntax.
/// </summary>
/// <param name="Wanted">Null where nothing has to be in the text.</param>
/// <param name="Unwanted">Null where nothing is excluded.</param>
internal sealed record MatchExpression(string? Wanted, string? Unwanted)
{
    private const string TextColumns = "{title abstract summaries} : ";
    private const string TitleColumn = "{title} : ";
    private const string AuthorColumn = "{authors} : ";

    /// <summary>As a filter: every group must match.</summary>
    public static MatchExpression Filter(Query query) =>
        From(query, [.. StopWords.Telling(query.Groups).Where(group => !group.AnyOf.Any(term => IsInsideBigrams(term.Text)))]);

    /// <summary>As a search: only quoted and prefixed groups must match.</summary>
    public static MatchExpression Search(Query query) => From(query, [.. query.Required]);

    private static MatchExpression From(Query query, IReadOnlyList<TermGroup> required)
    {
        var wanted = required.Select(group => AnyOf(group.AnyOf.Select(Phrase))).OfType<string>().ToList();
        if (AnyOf(query.Authors.Select(Author)) is { } authors)
            wanted.Add(authors);
        return new MatchExpression(
            wanted.Count == 0 ? null : string.Join(" AND ", wanted),
            AnyOf([.. query.Excluded.Select(Phrase), .. query.ExcludedAuthors.Select(Author)]));
    }

    /// <summary>A lone Han character stands inside bigrams, too, where the index cannot look: the matcher does.</summary>
    private static bool IsInsideBigrams(string text) => TextAnalyzer.Terms(text) is [{ Length: 1 } token] && token[0] >= '\u2E80';

    private static string? AnyOf(IEnumerable<string?> parts)
    {
        var known = parts.OfType<string>().ToList();
        return known.Count == 0 ? null : $"({string.Join(" OR ", known)})";
    }

    private static string? Phrase(Term term)
    {
        var tokens = TextAnalyzer.Terms(term.Text);
        if (tokens.Length == 0)
            return null;
        return $"{(term.TitleOnly ? TitleColumn : TextColumns)}\"{string.Join(' ', tokens)}\"";
    }

    private static string? Author(string name)
    {
        var tokens = TextAnalyzer.Terms(name);
        return tokens.Length == 0 ? null : $"{AuthorColumn}({string.Join(" AND ", tokens.Select(token => $"\"{token}\""))})";
    }
}
