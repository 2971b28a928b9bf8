using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>
/// Papers times filters: pure. Stages in this order, the first failing one stops: a wanted category; every group of words;
/// nothing excluded (words, categories, authors); a wanted author. Days and ids are for searches and are not looked at.
/// </summary>
public static class Matcher
{
    private const double TitleWeight = 3;
    private const double AbstractWeight = 1;
    private const double SummaryWeight = 0.8;
    private const double AuthorWeight = 4;

    /// <summary>Little: it only orders papers alike in words, those in the section asked for before cross-lists.</summary>
    private const double MainCategoryWeight = 0.5;

    public static MatchResult Match(AnalyzedPaper paper, Query filter) => Match(paper, AnalyzedFilter.From(filter));

    public static MatchResult Match(AnalyzedPaper paper, AnalyzedFilter filter)
    {
        var reasons = new List<MatchReason>();
        var score = 0.0;

        if (filter.Query.Categories.Count > 0)
        {
            var category = First(paper.Paper.Categories, filter.Query.Categories);
            if (category is null)
                return new Stopped(MatchStage.Category, new NoCategory(filter.Query.Categories));
            reasons.Add(new CategoryReason(category));
            if (category == paper.Paper.Categories[0])
                score += MainCategoryWeight;
        }

        foreach (var group in filter.Groups)
        {
            var best = 0.0;
            foreach (var term in group.Terms)
            {
                if (Find(paper, term) is not { } found)
                    continue;
                reasons.Add(new TermReason(term.Term, found.Field));
                best = Math.Max(best, found.Weight);
            }

            if (best == 0)
                return new Stopped(MatchStage.Words, new NoTerm(group.Group));
            score += best;
        }

        if (Unwanted(paper, filter) is { } unwanted)
            return new Stopped(MatchStage.Excluded, unwanted);

        if (filter.Authors.Count > 0)
        {
            AuthorReason[] authors = [.. AuthorsOf(paper, filter.Authors)];
            if (authors.Length == 0)
                return new Stopped(MatchStage.Author, new NoAuthor(filter.Query.Authors));
            reasons.AddRange(authors);
            score += AuthorWeight;
        }

        return new Matched(score, reasons);
    }

    /// <summary>
    /// Whether every word asked for is one of the name's, in any order and without regard to case and accents, so that
    /// "Geiger, Andreas" is Andreas Geiger. An initial asked for stands for any name that begins with it.
    /// </summary>
    public static bool IsAuthor(string name, string wanted) => IsAuthor(TextAnalyzer.Words(name), TextAnalyzer.Words(wanted));

    private static bool IsAuthor(string[] name, string[] wanted)
    {
        if (wanted.Length == 0 || wanted.Length > name.Length)
            return false;
        var left = name.ToList();

        // Whole words first, or the initial in "J. Jones" could take the surname.
        foreach (var word in wanted.OrderByDescending(word => word.Length))
        {
            var index = left.IndexOf(word);
            if (index < 0 && word.Length == 1 && wanted.Length > 1 && char.IsAsciiLetter(word[0]))
                index = left.FindIndex(part => part[0] == word[0]);
            if (index < 0)
                return false;
            left.RemoveAt(index);
        }

        return true;
    }

    private static (PaperField Field, double Weight)? Find(AnalyzedPaper paper, AnalyzedTerm term)
    {
        var title = TitleWeight * Frequency(paper.Title.Count(term.Tokens));
        if (term.Term.TitleOnly)
            return title > 0 ? (PaperField.Title, title) : null;
        var @abstract = AbstractWeight * Frequency(paper.Abstract.Count(term.Tokens));
        var summary = SummaryWeight * Frequency(paper.Summaries.Count(term.Tokens));
        var field = title > 0 ? PaperField.Title : @abstract > 0 ? PaperField.Abstract : PaperField.Summary;
        var weight = title + @abstract + summary;
        return weight > 0 ? (field, weight) : null;
    }

    /// <summary>The tenth mention says less than the first.</summary>
    private static double Frequency(int count) => count == 0 ? 0 : 1 + Math.Log(count) / 2;

    private static MatchReason? Unwanted(AnalyzedPaper paper, AnalyzedFilter filter)
    {
        foreach (var term in filter.Excluded)
        {
            if (Find(paper, term) is { } found)
                return new TermReason(term.Term, found.Field);
        }

        if (First(paper.Paper.Categories, filter.Query.ExcludedCategories) is { } unwanted)
            return new CategoryReason(unwanted);
        return filter.ExcludedAuthors.Count == 0 ? null : AuthorsOf(paper, filter.ExcludedAuthors).FirstOrDefault();
    }

    /// <summary>A loop, as this is asked of every paper for every subscription.</summary>
    private static string? First(IReadOnlyList<string> categories, IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0)
            return null;
        foreach (var category in categories)
        {
            if (Categories.Any(wanted, category))
                return category;
        }

        return null;
    }

    private static IEnumerable<AuthorReason> AuthorsOf(AnalyzedPaper paper, IReadOnlyList<(string Name, string[] Words)> wanted) =>
        from author in paper.Authors
        where wanted.Any(one => IsAuthor(author.Words, one.Words))
        select new AuthorReason(author.Name);
}
