using AngleSharp.Dom;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// A page or mail of unknown shape: each arXiv link with the largest element around it that holds no other paper. Titles, authors and abstract by
/// headings, class names and length. Never sure.
/// </summary>
internal sealed class HtmlFormat : IDigestFormat
{
    private const int LeastAbstract = 120;
    private const int MostElements = 400_000;

    public string Name => "html";

    public bool IsLastResort => true;

    public int Confidence(DigestText text)
    {
        var head = text.Head(4_096).TrimStart();
        if (head.IsEmpty || head[0] != '<' || head.StartsWith("<?xml") && !head.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return 0;
        return text.Whole.Contains("arxiv.org/", StringComparison.OrdinalIgnoreCase) ? 40 : 0;
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
            var ids = new Dictionary<IElement, HashSet<ArxivId>>();
            var anchors = new List<(IElement Anchor, ArxivId Id)>();
            foreach (var anchor in document.QuerySelectorAll("a[href]"))
            {
                if (!ArxivId.TryParse(anchor.GetAttribute("href"), out var id))
                    continue;
                anchors.Add((anchor, id));
                for (var element = anchor; element is not null; element = element.ParentElement)
                {
                    if (!ids.TryGetValue(element, out var known))
                        ids[element] = known = [];
                    // Two are as many as a thousand: this element is about more than one paper.
                    if (known.Count < 2)
                        known.Add(id);
                    else
                        break;
                }
            }

            foreach (var (anchor, id) in anchors.DistinctBy(pair => pair.Id))
            {
                var box = anchor;
                while (box.ParentElement is { } parent && parent.LocalName is not ("body" or "html") && ids[parent].Count == 1)
                    box = parent;
                list.Add(Read(box, anchor, id));
            }

            var day = DayText.Find(document.QuerySelector("h1")?.TextContent) ?? DayText.Find(document.Title);
            return list.ToDigest(Name, day);
        }
    }

    private static EntryDraft Read(IElement box, IElement anchor, ArxivId id)
    {
        var draft = new EntryDraft(anchor.SourceReference?.Position.Line ?? 0);
        draft.Link(anchor.GetAttribute("href")!);
        var around = box.LocalName == "dt" && box.NextElementSibling is { LocalName: "dd" } next ? next : box;
        var title = around.QuerySelector("[class*=title]") ?? around.QuerySelector("h1, h2, h3, h4, h5, h6") ?? around.QuerySelector("strong, b")
            ?? around.QuerySelectorAll("a").FirstOrDefault(link => link.TextContent.Trim().Length > 15);
        draft.Put(FieldKind.Title, "title", Without(title?.TextContent ?? anchor.TextContent, "Title:"));
        if (around.QuerySelector("[class*=author]") is { } authors)
            draft.Put(FieldKind.Authors, "authors", Without(authors.TextContent, "Authors:"));
        if (around.QuerySelector("[class*=subject], [class*=categor]") is { } subjects)
            draft.Put(FieldKind.Categories, "categories", Without(subjects.TextContent, "Subjects:"));
        var @abstract = around.QuerySelector("[class*=abstract]") ?? around.QuerySelectorAll("p, blockquote, div, details").Where(block => block.Children.Length < 3).MaxBy(block => block.TextContent.Length);
        if (@abstract is not null && @abstract.TextContent.Trim().Length >= LeastAbstract)
            draft.Put(FieldKind.Abstract, "abstract", Without(HtmlText.Of(@abstract), "Abstract:"));
        if (!draft.HasTitle)
            draft.Link(id.Value);
        return draft;
    }

    private static string Without(string text, string label)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith(label, StringComparison.OrdinalIgnoreCase) ? trimmed[label.Length..].Trim() : trimmed;
    }
}
