using AngleSharp.Dom;

namespace DigestBot.Ingestion.Formats;

/// <summary>One paper on a page: what is in the element around its link.</summary>
internal static class HtmlCard
{
    private const int LeastAbstract = 120;

    public static EntryDraft Read(IElement box, HtmlLink link)
    {
        var draft = new EntryDraft(link.Anchor.SourceReference?.Position.Line ?? 0);
        draft.Link(link.Target);
        var around = box.LocalName == "dt" && box.NextElementSibling is { LocalName: "dd" } next ? next : box;
        foreach (var other in around.QuerySelectorAll("a[href]").Select(HtmlLink.Of).OfType<HtmlLink>())
            draft.Link(other.Target);
        draft.Put(FieldKind.Title, "title", Title(around, link) ?? link.Anchor.TextContent);
        if (around.QuerySelector("[class*=author]") is { } authors)
            draft.Put(FieldKind.Authors, "authors", Without(authors.TextContent, "Authors:"));
        if (around.QuerySelector("[class*=subject], [class*=categor]") is { } subjects)
            draft.Put(FieldKind.Categories, "categories", Without(subjects.TextContent, "Subjects:"));
        var @abstract = around.QuerySelector("[class*=abstract]") ?? around.QuerySelectorAll("p, blockquote, div, details").Where(block => block.Children.Length < 3).MaxBy(block => block.TextContent.Length);
        if (@abstract is not null && @abstract.TextContent.Trim().Length >= LeastAbstract)
            draft.Put(FieldKind.Abstract, "abstract", Without(HtmlText.Of(@abstract), "Abstract:"));
        else if (around.QuerySelector("[class*=summary], [class*=tldr]") is { LocalName: not "summary" } summary)
            draft.Put(FieldKind.Tldr, "summary", HtmlText.Of(summary));
        if (!draft.HasTitle)
            draft.Put(FieldKind.ArxivId, "id", link.Anchor.TextContent);
        return draft;
    }

    public static bool HasTitle(IElement box, HtmlLink link) => Title(box, link) is not null;

    private static string? Title(IElement box, HtmlLink link)
    {
        var element = box.QuerySelector("[class*=title]") ?? box.QuerySelector("h1, h2, h3, h4, h5, h6") ?? (link.IsTitled ? link.Anchor : null) ?? box.QuerySelector("strong, b")
            ?? box.QuerySelectorAll("a").FirstOrDefault(other => HtmlLink.IsTitle(other.TextContent));
        var text = element is null ? Before(box, link.Anchor) : Without(element.TextContent, "Title:");
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The text in front of a link that says no more than "PDF".</summary>
    private static string? Before(IElement box, IElement anchor)
    {
        var text = string.Concat(box.Descendants<IText>().TakeWhile(part => !anchor.Contains(part)).Select(part => part.Data)).Trim(' ', '\n', '\t', ',', ':', '-', '–', '—', '(', '[', '.', '|');
        return HtmlLink.IsTitle(text) ? text : null;
    }

    private static string Without(string text, string label)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith(label, StringComparison.OrdinalIgnoreCase) ? trimmed[label.Length..].Trim() : trimmed;
    }
}
