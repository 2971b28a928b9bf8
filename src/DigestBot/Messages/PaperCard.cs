using System.Globalization;
using DigestBot.Papers;
using DigestBot.Papers.Generated;

namespace DigestBot.Messages;

/// <summary>
/// The summary card of a paper. <c>reference</c> is what commands call it by (<c>2601.18899</c>, <c>p:123</c>); texts are in the UI language,
/// the summary in the language asked for, or it says in which instead.
/// </summary>
public static class PaperCard
{
    private const int MostAuthors = 10;
    private const int AuthorsWhenFolded = 3;
    private const int MostDaysAgain = 3;
    private const int LongestComment = 200;

    /// <param name="paper">What it shows.</param>
    /// <param name="reference">What commands call the paper by.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="withAbstract">All of the abstract, too.</param>
    /// <param name="extras">What is known of it besides.</param>
    public static Message Compose(Paper paper, string reference, string language, bool withAbstract = false, CardExtras? extras = null)
    {
        extras ??= CardExtras.None;
        var title = Title(paper);
        var summary = ReaderSummary.For(paper, language);
        if (extras.Generated is not null)
            summary = summary with { Shown = null, Parts = [] };
        var extract = summary.Parts.Count == 0 && !withAbstract && extras.Generated is null ? AbstractExtract.Of(paper, summary) : null;
        IReadOnlyList<Button> buttons =
        [
            .. summary.Available.Where(code => code != summary.Shown).Select(code => new Button(LanguageName.InItself(code), $"{Strings.Verb_Card} {reference} {code}")),
            .. AbstractButton(paper, reference, language, extract, withAbstract),
            .. extras.Actions,
        ];
        return new Message(
            paper.Authors.Count == 0 ? title : $"{title} — {ShortAuthors.Of(paper.Authors)}",
            [
                new Section(Inline.Link(title, paper.Link, TextStyle.Bold) + InReadersLanguage(paper, summary.Wanted)),
                new SmallPrint(Facts(paper, extras.Days)),
                .. Generated(extras.Generated) ?? Told(summary) ?? extract?.Blocks ?? [],
                .. Notes(paper, summary, extract, extras).Select(note => new SmallPrint(note)),
                .. withAbstract ? Abstract(paper) : [],
                .. buttons.Count > 0 ? [new Actions(buttons)] : Array.Empty<Block>(),
            ])
        {
            Card = new ShownCard(paper.Id, language, withAbstract, UiLanguage.Current, extras),
        };
    }

    public static string Title(Paper paper) => string.IsNullOrWhiteSpace(paper.Title) ? Strings.Card_Untitled : MathText.Readable(CleanText.Line(paper.Title)).Trim();

    /// <summary>Its first day, marked where it is estimated.</summary>
    public static string Day(Paper paper)
    {
        var day = paper.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return paper.DayEstimated ? Format(Strings.Card_DayEstimated, day) : day;
    }

    /// <summary>The title as a digest file translates it, under the title itself.</summary>
    private static RichText InReadersLanguage(Paper paper, string language) =>
        paper.Summaries.GetValueOrDefault(language)?.Title is { } title && MathText.Readable(CleanText.Line(title)).Trim() is { Length: > 0 } translated && translated != Title(paper)
            ? "\n" + (RichText)translated
            : RichText.Empty;

    private static RichText Facts(Paper paper, IReadOnlyList<DateOnly> days)
    {
        var facts = new List<RichText>();
        if (paper.Categories.Count > 0)
            facts.Add(string.Join(", ", paper.Categories));
        facts.Add(Seen(paper, days));
        if (paper.ArxivId is { } id)
            facts.Add(Inline.Link($"arXiv:{id}{(paper.Version is { } version ? $"v{version}" : "")}", id.AbstractUrl));
        else if (Inline.Link("", paper.Url).Url is { } url)
            facts.Add(Inline.Link(new Uri(url).Host, url));
        if (Inline.Link("", paper.CodeUrl).Url is { } code)
            facts.Add(Strings.Card_Code + (Strings.Card_Code[^1] == ':' ? " " : "") + (RichText)Inline.Link(new Uri(code).Host, code));

        var line = facts.Aggregate((left, right) => left + " · " + right);
        if (paper.Authors.Count > 0)
            line = Authors(paper.Authors) + "\n" + line;
        if (!string.IsNullOrWhiteSpace(paper.Comment))
            line = line + "\n" + BareLinks.Find(MathText.Readable(OneSentence.Of(CleanText.Line(paper.Comment), sentences: 2, LongestComment)));
        return paper.TitleMade ? Inline.Italic(Strings.Card_TitleMade) + (RichText)"\n" + line : line;
    }

    private static string Authors(IReadOnlyList<string> authors) => authors.Count <= MostAuthors
        ? string.Join(", ", authors)
        : Format(Strings.Card_AuthorsMore, string.Join(", ", authors.Take(AuthorsWhenFolded)), authors.Count - AuthorsWhenFolded);

    /// <summary>Its day, and the later ones it came again.</summary>
    private static string Seen(Paper paper, IReadOnlyList<DateOnly> days)
    {
        var again = days.Where(day => day > paper.Day).Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
        return again.Count switch
        {
            0 => Day(paper),
            <= MostDaysAgain => Format(Strings.Card_SeenAgain, Day(paper), string.Join(Strings.Words_ListSeparator, again)),
            _ => Format(Strings.Card_SeenOften, Day(paper), again.Count, again[^1]),
        };
    }

    private static IReadOnlyList<Block>? Generated(GeneratedSummary? summary) => summary is null ? null
        : [new FieldList([.. new[] { (Strings.Card_What, summary.What), (Strings.Card_How, summary.How), (Strings.Card_Result, summary.Result) }
            .Select(part => new Field(part.Item1, MathText.Readable(part.Item2)))])];

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

    private static IEnumerable<string> Notes(Paper paper, ReaderSummary summary, AbstractExtract? extract, CardExtras extras)
    {
        if ((extras.Generated is { } generated ? Format(Strings.Card_Generated, generated.Model) : Note(paper, summary, extract)) is { } note)
            yield return note;
        if (extras.Remark is { } remark)
            yield return remark;
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
