using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Which of a search's words and names a paper has: bare words only rank, so a hit may have few of them.</summary>
internal static class MatchedWords
{
    /// <summary>Null where there is nothing to tell: every hit has the only word.</summary>
    public static string? Of(Paper paper, Query query)
    {
        var terms = AnalyzedFilter.From(query).Groups.SelectMany(group => group.Terms).ToList();
        if (terms.Count + query.Authors.Count < 2)
            return null;
        var analyzed = AnalyzedPaper.From(paper);
        string[] matched =
        [
            .. terms.Where(term => Has(analyzed, term)).Select(term => term.Term.Text),
            .. paper.Authors.Where(name => query.Authors.Any(wanted => Matcher.IsAuthor(name, wanted))),
        ];
        return matched.Length == 0 ? null : string.Format(Strings.Find_Matched, string.Join(Strings.Words_ListSeparator, matched.Distinct()));
    }

    private static bool Has(AnalyzedPaper paper, AnalyzedTerm term) =>
        paper.Title.Count(term.Tokens) > 0
        || (!term.Term.TitleOnly && (paper.Abstract.Count(term.Tokens) > 0 || paper.Summaries.Count(term.Tokens) > 0
            || (!term.Term.Quoted && paper.Authors.Any(author => term.Tokens.All(author.Words.Contains)))));
}
