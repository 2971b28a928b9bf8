using AngleSharp.Dom;
using DigestBot.Messages;

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
        var list = new DraftList();
        if (HtmlText.Document(text.Whole) is not { } document || document.All.Length > MostElements)
        {
            list.Reject(0, nameof(Strings.Note_TooNested));
            return list.ToDigest(Name);
        }

        using (document)
        {
            var page = new HtmlPage(document);
            foreach (var link in page.Papers)
                list.Add(HtmlCard.Read(page.Around(link), link));
            foreach (var item in page.Untaken())
                list.NoEntry(item.SourceReference?.Position.Line ?? 0, item.TextContent);
            var day = DayText.Find(document.QuerySelector("h1")?.TextContent) ?? DayText.Find(document.Title);
            return list.ToDigest(Name, day);
        }
    }
}
