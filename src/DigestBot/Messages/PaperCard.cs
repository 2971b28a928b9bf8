using System.Globalization;
using DigestBot.Papers;

namespace DigestBot.Messages;

/// <summary>
/// The summary card of a paper. <c>reference</c> is what commands call it by (<c>2601.18899</c>, <c>p:123</c>); texts are in the UI language,
/// the summary in the language asked for, or it says in which instead.
/// </summary>
public static class PaperCard
{
    private const int MostAuthors = 10;
    private const int AuthorsWhenFolded = 3;

    /// <param name="paper">What it shows.</param>
    /// <param name="reference">What commands call the paper by.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="withAbstract">All of the abstract, too.</param>
    /// <param name="actions">What else can be done with the paper.</param>
    public static Message Compose(Paper paper, string reference, string language, bool withAbstract = false, IReadOnlyList<Button>? actions = null)
    {
        var title = Title(paper);
        var summary = ReaderSummary.For(paper, language);
        var extract = summary.Parts.Count == 0 && !withAbstract ? AbstractExtract.Of(paper, summary) : null;
        IReadOnlyList<Button> buttons =
        [
            .. summary.Available.Where(code => code != summary.Shown).Select(code => new Button(LanguageName.InItself(code), $"{Strings.Verb_Card} {reference} {code}")),
            .. AbstractButton(paper, reference, language, extract, withAbstract),
            .. actions ?? [],
            new Button(Strings.Button_Why, $"{Strings.Verb_Why} {reference}"),
        ];
        return new Message(
            paper.Authors.Count == 0 ? title : $"{title} — {ShortAuthors.Of(paper.Authors)}",
            [
                new Section(Inline.Link(title, paper.Link, TextStyle.Bold)),
                new SmallPrint(Facts(paper)),
                .. Told(summary) ?? extract?.Blocks ?? [],
                .. Note(paper, summary, extract) is { } note ? [new SmallPrint(note)] : Array.Empty<Block>(),
                .. withAbstract ? Abstract(paper) : [],
                .. buttons.Count > 0 ? [new Actions(buttons)] : Array.Empty<Block>(),
            ])
        {
            Card = new ShownCard(paper.Id, language, withAbstract, UiLanguage.Current, actions ?? []),
        };
    }

    public static string Title(Paper paper) => string.IsNullOrWhiteSpace(paper.Title) ? Strings.Card_Untitled : MathText.Readable(CleanText.Line(paper.Title)).Trim();

    /// <summary>Its first day, marked where it is estimated.</summary>
    public static string Day(Paper paper)
    {
        var day = paper.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return paper.DayEstimated ? Format(Strings.Card_DayEstimated, day) : day;
    }

    private static RichText Facts(Paper paper)
    {
        var facts = new List<RichText>();
        if (paper.Categories.Count > 0)
            facts.Add(string.Join(", ", paper.Categories));
        facts.Add(Day(paper));
        if (paper.ArxivId is { } id)
            facts.Add(Inline.Link($"arXiv:{id}{(paper.Version is { } version ? $"v{version}" : "")}", id.AbstractUrl));
        else if (Inline.Link("", paper.Url).Url is { } url)
            facts.Add(Inline.Link(new Uri(url).Host, url));

        var line = facts.Aggregate((left, right) => left + " · " + right);
        if (paper.Authors.Count > 0)
            line = Authors(paper.Authors) + "\n" + line;
        return paper.TitleMade ? Inline.Italic(Strings.Card_TitleMade) + (RichText)"\n" + line : line;
    }

    private static string Authors(IReadOnlyList<string> authors) => authors.Count <= MostAuthors
        ? string.Join(", ", authors)
        : Format(Strings.Card_AuthorsMore, string.Join(", ", authors.Take(AuthorsWhenFolded)), authors.Count - AuthorsWhenFolded);

    private static IReadOnlyList<Block>? Told(ReaderSummary summary) => summary.Parts.Count == 0 ? null
        : [new FieldList([.. summary.Parts.Select(part => new Field(Label(part, summary), MarkdownText.ToRichText(part.Text)))])];

    private static string Label(ReaderSummary.Part part, ReaderSummary summary)
    {
        var label = part.Kind switch
        {
            SummaryPart.Tldr => Strings.Card_Tldr,
            SummaryPart.Motivation => Strings.Card_Motivation,
            SummaryPart.Method => Strings.Card_Method,
            SummaryPart.Result => Strings.Card_Result,
            _ => Strings.Card_Conclusion,
        };
        return part.Language == summary.Shown ? label : Format(Strings.Text_WithAside, label, LanguageName.ForReader(part.Language));
    }

    private static string? Note(Paper paper, ReaderSummary summary, AbstractExtract? extract) => summary.Shown is { } shown
        ? shown == summary.Wanted ? null : Format(Strings.Card_OtherLanguage, LanguageName.ForReader(summary.Wanted), LanguageName.ForReader(shown))
        : extract?.Note ?? (HasAbstract(paper) ? null : Strings.Card_NothingYet);

    private static IEnumerable<Block> Abstract(Paper paper) =>
        paper.Abstract.Select((paragraph, i) => new Section(
            i == 0 ? Inline.Bold(Strings.Card_Abstract) + (RichText)"\n" + BareLinks.Find(MathText.Readable(paragraph)) : BareLinks.Find(MathText.Readable(paragraph))));

    private static IEnumerable<Button> AbstractButton(Paper paper, string reference, string language, AbstractExtract? extract, bool withAbstract) =>
        !HasAbstract(paper) || extract is { IsWhole: true } ? []
        : withAbstract ? [new Button(Strings.Card_HideAbstract, $"{Strings.Verb_Card} {reference} {language}")]
        : [new Button(Strings.Card_Abstract, $"{Strings.Verb_Abstract} {reference}")];

    private static bool HasAbstract(Paper paper) => paper.Abstract.Any(p => !string.IsNullOrWhiteSpace(p));

    private static string Format(string text, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, text, arguments);
}
