using System.Text.RegularExpressions;
using AngleSharp.Dom;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>A Google Scholar alert: a heading with a wrapped link, a green line of authors, place and year, and a snippet.</summary>
internal sealed partial class ScholarAlertFormat : IDigestFormat
{
    private const int MostBetween = 4;

    public string Name => "scholar-alert";

    public int Confidence(DigestText text) => text.Head(4_096).TrimStart() is ['<', ..] && text.Whole.Contains("gse_alrt_title", StringComparison.Ordinal) ? 98 : 0;

    public ParsedDigest Parse(DigestText text)
    {
        if (HtmlText.Document(text.Whole) is not { } document)
            return DraftList.TooNested(Name);
        var list = new DraftList();
        using (document)
        {
            foreach (var title in document.QuerySelectorAll("a.gse_alrt_title"))
                list.Add(Read(title));
            return list.ToDigest(Name);
        }
    }

    private static EntryDraft Read(IElement title)
    {
        var draft = new EntryDraft(title.SourceReference?.Position.Line ?? 0);
        draft.Link(title.GetAttribute("href") ?? "");
        draft.Put(FieldKind.Title, "title", title.TextContent);
        var heading = title.Closest("h3") ?? title;
        var next = heading.NextElementSibling;
        for (var i = 0; i < MostBetween && next is not null && next.LocalName != "h3"; i++, next = next.NextElementSibling)
        {
            var line = Folded.White(next.TextContent.Replace('\u00A0', ' '));
            if (next.ClassList.Contains("gse_alrt_sni"))
                draft.Abstract([Folded.White(HtmlText.Of(next).Replace('\n', ' '))]);
            else if (!draft.HasAuthors && Byline().Match(line) is { Success: true } byline)
                Byline(draft, byline);
        }

        return draft;
    }

    /// <summary><c>A Silva, W Li… - Journal of Examples, 2026 - Elsevier</c>.</summary>
    private static void Byline(EntryDraft draft, Match byline)
    {
        draft.Put(FieldKind.Authors, "authors", byline.Groups["authors"].Value);
        var place = byline.Groups["place"].Value;
        draft.Kind(place.Contains("arXiv", StringComparison.OrdinalIgnoreCase) ? Publication.Misc : "article");
        if (byline.Groups["year"].Success)
            draft.Appeared(int.Parse(byline.Groups["year"].ValueSpan), null);
        if (ArxivMention().Match(place) is { Success: true } mention)
            draft.Put(FieldKind.ArxivId, "id", mention.Value);
        else
            draft.Field("journal", place.TrimEnd('…', ',', ' '));
    }

    [GeneratedRegex(@"^(?<authors>.{2,300}?)\s+[-–]\s+(?<place>.*?)(?:,?\s*(?<year>(?:19|20)[0-9]{2}))?(?:\s+[-–]\s+.*)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Byline();

    [GeneratedRegex(@"arXiv:[0-9]{4}\.[0-9]{4,5}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ArxivMention();
}
