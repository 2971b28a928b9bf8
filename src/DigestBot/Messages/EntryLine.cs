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
    public static Section Compose(int? number, Paper paper, string language, RichText? reason = null, bool compact = false, bool withDay = false)
    {
        var row = Unnumbered(paper, language, reason, compact, withDay);
        return number is { } place ? Numbered(place, row) : row;
    }

    internal static Section Numbered(int number, Section row) => row with { Text = $"{number}. " + row.Text };

    internal static Section Unnumbered(Paper paper, string language, RichText? reason, bool compact, bool withDay = false)
    {
        RichText text = Inline.Link(PaperCard.Title(paper), paper.Link, TextStyle.Bold);
        if (paper.TitleMade)
            text += Aside(Strings.Entry_TitleMade);

        string[] told = [ShortAuthors.Of(paper.Authors), paper.Categories.Count > 0 ? paper.Categories[0] : "", withDay ? PaperCard.Day(paper) : ""];
        var facts = string.Join(" · ", told.Where(f => f.Length > 0));
        if (facts.Length > 0)
            text += "\n" + (RichText)facts;
        if (!compact)
            text += Sentence(paper, language);
        if (reason?.PlainText.Length > 0)
            text += "\n" + reason;
        return new Section(text) { Buttons = [new Button(Strings.Entry_Card, $"{Strings.Verb_Card} {PaperReference.Of(paper)}")] };
    }

    /// <summary>The sentence a row shows, without what is said about it; empty where there is none.</summary>
    public static string SentenceOf(Paper paper, string language) => Told(paper, language).Sentence;

    private static RichText Sentence(Paper paper, string language)
    {
        var (sentence, aside) = Told(paper, language);
        if (sentence.Length == 0)
            return RichText.Empty;
        var line = "\n" + (RichText)sentence;
        return aside is null ? line : line + Aside(aside);
    }

    private static (string Sentence, string? Aside) Told(Paper paper, string language)
    {
        var summary = ReaderSummary.For(paper, language);
        return summary.Lead is { } lead
            ? (OneSentence.Of(MarkdownText.ToPlainText(lead.Text)), lead.Language == summary.Wanted ? null : LanguageName.ForReader(lead.Language))
            : (MathText.Readable(Papers.Titles.PlainText.Of([TellingSentence.Of(paper.Abstract)], OneSentence.MostCharacters * 2)), Strings.Entry_FromAbstract);
    }

    // With the blank English wants before a bracket and Chinese does not.
    private static Inline Aside(string text) => Inline.Italic(string.Format(Strings.Text_WithAside, "", text));
}
