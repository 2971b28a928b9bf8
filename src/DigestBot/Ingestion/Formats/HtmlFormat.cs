using AngleSharp.Dom;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// A page or mail of unknown shape: each link to a paper with the largest element around it that is about no other paper. Titles, authors and abstract by
/// headings, class names and length. Never sure.
/// </summary>
internal sealed class HtmlFormat : IDigestFormat
{
    private const int MostElements = 400_000;

    public string Name => "html";

    public bool IsLastResort => true;

    public int Confidence(DigestText text)
    {
        var head = text.Head(4_096).TrimStart();
        if (head.IsEmpty || head.StartsWith("<?xml") && !head.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return 0;
        // Markdown may hold a page's cards.
        return head[0] == '<' ? HtmlLink.AreMentioned(text.Whole) ? 40 : 0
            : text.Whole.Contains("<a ", StringComparison.OrdinalIgnoreCase) && text.Whole.Contains("class=", StringComparison.OrdinalIgnoreCase) ? 31 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        if (HtmlText.Document(text.Whole) is not { } document)
            return DraftList.TooNested(Name);
        using (document)
        {
            if (document.All.Length > MostElements)
                return DraftList.TooNested(Name);
            var list = new DraftList();
            var page = new HtmlPage(document);
            foreach (var link in page.Papers)
                list.Add(HtmlCard.Read(page.Around(link), link));
            foreach (var item in page.Untaken())
                list.NoEntry(item.SourceReference?.Position.Line ?? 0, item.TextContent);
            return list.ToDigest(Name, HtmlText.DayOf(document));
        }
    }
}
