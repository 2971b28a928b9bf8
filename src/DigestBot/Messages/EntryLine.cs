using DigestBot.Papers;

namespace DigestBot.Messages;

/// <summary>
/// A paper's row in digests and search results: number, linked title, authors, one sentence in the reader's language. Its button names
/// the paper, not the number: an older list's buttons keep meaning what they show.
/// </summary>
public static class EntryLine
{
    /// <param name="number">As <c>card 3</c> counts; null where it stands alone.</param>
    /// <param name="paper">What the row shows.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="reason">Why it is here (matched words), if that is to be said.</param>
    /// <param name="compact">Only the title and the authors.</param>
    /// <param name="withDay">Also its day, where the list is not of one.</param>
    public static EntryRow Compose(int? number, Paper paper, string language, RichText? reason = null, bool compact = false, bool withDay = false)
    {
        string[] facts = [ShortAuthors.Of(paper.Authors), paper.Categories.Count > 0 ? paper.Categories[0] : "", withDay ? PaperCard.Day(paper) : ""];
        var row = new EntryRow(Title(paper))
        {
            Number = number,
            Facts = string.Join(" · ", facts.Where(fact => fact.Length > 0)),
            Reason = reason,
            Buttons = [new Button(Strings.Entry_Card, $"{Strings.Verb_Card} {PaperReference.Of(paper)}")],
        };
        if (compact || Told(paper, language) is not { Sentence.Length: > 0 } told)
            return row;
        return row with { Sentence = told.Sentence, Aside = told.Aside is { } aside ? InBrackets(aside) : null };
    }

    /// <summary>A digest's row, with the mark of what stands clearly out.</summary>
    internal static EntryRow Marked(ShownEntry shown, EntryRow row)
    {
        var mark = shown.For switch { null => "", 0 => Strings.Entry_ForYou, var people => string.Format(Strings.Entry_ForSome, people) };
        return row with { Number = shown.Number, Title = mark.Length == 0 ? row.Title : (RichText)Inline.Italic($"★ {mark}") + " " + row.Title, Shown = shown };
    }

    /// <summary>The sentence a row shows, without what is said about it; empty where there is none.</summary>
    public static string SentenceOf(Paper paper, string language) => Told(paper, language).Sentence;

    private static RichText Title(Paper paper)
    {
        var title = Inline.Link(PaperCard.Title(paper), paper.Link, TextStyle.Bold);
        return paper.TitleMade ? (RichText)title + Inline.Italic(InBrackets(Strings.Entry_TitleMade)) : title;
    }

    private static (string Sentence, string? Aside) Told(Paper paper, string language)
    {
        var summary = ReaderSummary.For(paper, language);
        return summary.Lead is { } lead
            ? (OneSentence.Of(MarkdownText.ToPlainText(lead.Text)), lead.Language == summary.Wanted ? null : LanguageName.ForReader(lead.Language))
            : (MathText.Readable(Papers.Titles.PlainText.Of([TellingSentence.Of(paper.Abstract)], OneSentence.MostCharacters * 2)), Strings.Entry_FromAbstract);
    }

    // With the blank English wants before a bracket and Chinese does not.
    private static string InBrackets(string text) => string.Format(Strings.Text_WithAside, "", text);
}
