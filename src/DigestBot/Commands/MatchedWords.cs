using System.Globalization;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>
/// Which of a search's words and names a paper has, and where, unless the row's title and sentence show them anyway: bare words only rank, so
/// a hit may have few of them; one found across languages has none.
/// </summary>
internal static class MatchedWords
{
    /// <summary>Null where there is nothing to tell.</summary>
    public static RichText? Of(Paper paper, Query query, string language)
    {
        var terms = AnalyzedFilter.From(query).Groups.SelectMany(group => group.Terms).ToList();
        if (terms.Count + query.Authors.Count == 0)
            return null;
        string[] matched =
        [
            .. terms.SelectMany(term => Matched(paper, term)).Distinct(),
            .. paper.Authors.Where(name => query.Authors.Any(wanted => Matcher.IsAuthor(name, wanted))),
        ];
        if (matched.Length == 0)
            return Inline.Italic(Strings.Find_Translated);

        var tokens = terms.SelectMany(term => term.Tokens).Where(token => !StopWords.Contains(token)).ToHashSet(StringComparer.Ordinal);
        var shown = TextAnalyzer.Terms(paper.Title + "\n" + EntryLine.SentenceOf(paper, language)).ToHashSet(StringComparer.Ordinal);
        var context = WordsInContext.Of(Texts(paper, language).Select(MathText.Readable), tokens, shown);
        var words = terms.Count + query.Authors.Count > 1 ? Inline.Italic(string.Format(Strings.Find_Matched, string.Join(Strings.Words_ListSeparator, matched))) : null;
        return (words, context) switch
        {
            (null, null) => null,
            ({ } some, null) => some,
            (null, { } some) => some,
            var (some, more) => (RichText)some + " — " + more,
        };
    }

    /// <summary>The term, or of a run of Chinese the pieces that are there.</summary>
    private static IEnumerable<string> Matched(Paper paper, AnalyzedTerm term)
    {
        var analyzed = Analyzed.GetValue(paper, AnalyzedPaper.From);
        if (Has(analyzed, term.Term, term.Tokens))
            return [term.Term.Text];
        return term.Term.Quoted || term.Tokens.Length < 2 ? [] : term.Tokens.Where(token => Has(analyzed, term.Term, [token]) && !StopWords.Contains(token));
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Paper, AnalyzedPaper> Analyzed = [];

    private static bool Has(AnalyzedPaper paper, Term term, string[] tokens) =>
        paper.Title.Count(tokens) > 0
        || (!term.TitleOnly && (paper.Abstract.Count(tokens) > 0 || paper.Summaries.Count(tokens) > 0
            || (!term.Quoted && paper.Authors.Any(author => tokens.All(author.Words.Contains)))));

    /// <summary>What the reader reads first comes first.</summary>
    private static IEnumerable<string> Texts(Paper paper, string language) =>
    [
        .. paper.Summaries.OrderByDescending(pair => pair.Key == language).SelectMany(pair =>
            new[] { pair.Value.Tldr, pair.Value.Motivation, pair.Value.Method, pair.Value.Result, pair.Value.Conclusion }).OfType<string>(),
        .. paper.Abstract,
    ];
}
