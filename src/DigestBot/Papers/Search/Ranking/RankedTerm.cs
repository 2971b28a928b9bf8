namespace DigestBot.Papers.Search.Ranking;

/// <summary>Where a word comes from, the surest first.</summary>
internal enum TermOrigin
{
    Asked,
    Translation,

    /// <summary>From the papers that rank first.</summary>
    Learnt,
}

/// <summary>A word to rank by: one token, or several that must stand in a row.</summary>
/// <param name="Tokens">As the analyser makes them.</param>
/// <param name="Weight">How often it was said, or how much it is believed to matter.</param>
internal sealed record RankedTerm(IReadOnlyList<string> Tokens, double Weight)
{
    public bool TitleOnly { get; init; }

    public TermOrigin Origin { get; init; }

    public string Key => string.Join(' ', Tokens);

    public bool IsHan => RankedTerms.IsHan(Tokens[0]);

    /// <summary>In quotes and of letters and digits only: no syntax gets into a full-text expression.</summary>
    public string Quoted => $"\"{Key}\"";

    /// <summary>That of the rarest token: no index counts phrases.</summary>
    public double Idf(Collection collection) => Tokens.Max(collection.Idf);

    public long Papers(Collection collection) => Tokens.Min(collection.PapersWith);
}

/// <summary>What a query's words are to ranking.</summary>
internal static class RankedTerms
{
    /// <summary>A longer run of Chinese is a sentence, and nobody writes it the same way again.</summary>
    private const int LongestRun = 8;

    /// <summary>
    /// Bare words, each as often as it was said. Han becomes bigrams, and a run of them in a row counts once more as a whole; so do the parts
    /// of <c>multi-hop</c>. Stop words go while something else remains.
    /// </summary>
    public static IReadOnlyList<RankedTerm> Of(Query query)
    {
        var terms = new List<RankedTerm>();
        foreach (var term in query.Groups.SelectMany(group => group.AnyOf))
        {
            if (term.Quoted || term.TitleOnly)
                terms.Add(new RankedTerm(TextAnalyzer.Terms(term.Text), 1) { TitleOnly = term.TitleOnly });
            else
                terms.AddRange(OfWord(TextAnalyzer.Analyze(term.Text)));
        }

        return
        [
            .. StopWords.Drop<RankedTerm>([.. terms.Where(term => term.Tokens.Count > 0)], term => term.Tokens)
                .GroupBy(term => (term.Key, term.TitleOnly))
                .Select(same => same.First() with { Weight = same.Sum(term => term.Weight) }),
        ];
    }

    public static bool IsHan(ReadOnlySpan<char> token) => token.Length > 0 && Characters.KindOf(token[0]) is CharacterKind.Cjk or CharacterKind.Surrogate;

    private static IEnumerable<RankedTerm> OfWord(IReadOnlyList<Token> tokens)
    {
        if (tokens.Count > 1 && !tokens.Any(token => IsHan(token.Text)))
        {
            yield return new RankedTerm([.. tokens.Select(token => token.Text)], 1);
            foreach (var token in tokens.Where(token => token.Text.Length > 1 && !token.Text.All(char.IsAsciiDigit)))
                yield return new RankedTerm([token.Text], 1);
            yield break;
        }

        for (int start = 0, end; start < tokens.Count; start = end)
        {
            end = start + 1;
            while (end < tokens.Count && IsHan(tokens[start].Text) && IsHan(tokens[end].Text) && tokens[end].Start < tokens[end - 1].Start + tokens[end - 1].Length)
                end++;
            var run = tokens.Skip(start).Take(end - start).Select(token => token.Text).ToList();
            if (run.Count is > 1 and <= LongestRun)
                yield return new RankedTerm(run, 1);
            foreach (var token in run)
                yield return new RankedTerm([token], 1);
        }
    }
}
