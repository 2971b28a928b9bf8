using System.Text.RegularExpressions;
using System.Xml.Linq;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>One item of RSS or entry of Atom. Elements go by their local names, as prefixes differ from publisher to publisher; those of media extensions are no text of the paper.</summary>
internal static partial class FeedItem
{
    private const int LongestAbstract = 8_000;

    /// <param name="item">The element.</param>
    /// <param name="line">Counts from 1.</param>
    /// <param name="address">What relative links are relative to.</param>
    public static EntryDraft Read(XElement item, int line, Uri? address)
    {
        var draft = new EntryDraft(line);
        var isAtom = item.Name.LocalName == "entry";
        address = Base(item, address);
        DateOnly? day = null;
        foreach (var element in item.Elements().Where(element => !IsMedia(element)))
        {
            switch (element.Name.LocalName)
            {
                case "title":
                    Title(draft, element, isAtom);
                    break;
                case "link":
                    Link(draft, element, Base(element, address));
                    break;
                case "id" or "guid" or "identifier":
                    draft.Link(element.Value);
                    break;
                case "primary_category":
                    draft.MainCategory((string?)element.Attribute("term") ?? element.Value);
                    break;
                case "category" or "subject":
                    Category(draft, (string?)element.Attribute("term") ?? element.Value);
                    break;
                case "announce_type":
                    draft.Announced(element.Value);
                    break;
                case "comment":
                    draft.Put(FieldKind.Comment, "comment", element.Value);
                    break;
                case "journal_reference" or "journal_ref":
                    draft.Put(FieldKind.Other, "Journal-ref", element.Value);
                    break;
                case "doi" or "DOI":
                    draft.Doi(element.Value);
                    break;
                case "publicationName":
                    draft.Field("journal", element.Value);
                    break;
                case "volume":
                    draft.Field("volume", element.Value);
                    break;
                case "number":
                    draft.Field("number", element.Value);
                    break;
                case "published" when isAtom:
                    draft.Published(DayText.OfMoment(element.Value));
                    break;
                case "pubDate" or "date" or "updated" or "publicationDate":
                    day = DayText.OfMoment(element.Value) ?? day;
                    break;
            }
        }

        draft.Published(day);
        draft.Authors(Names(item));
        if (Body(item) is { } text)
            Text(draft, text);
        return draft;
    }

    /// <summary>What arXiv's API says instead of an entry; null where it is one.</summary>
    public static string? Error(XElement item) =>
        item.Elements().Any(element => element.Name.LocalName == "id" && element.Value.Contains("arxiv.org/api/errors", StringComparison.OrdinalIgnoreCase))
            ? item.Elements().FirstOrDefault(element => element.Name.LocalName == "summary")?.Value.Trim() ?? "Error"
            : null;

    public static Uri? Base(XElement element, Uri? address) =>
        (string?)element.Attribute(XNamespace.Xml + "base") is { } own && Uri.TryCreate(address, own, out var inner) && inner.IsAbsoluteUri ? inner : address;

    private static bool IsMedia(XElement element) =>
        element.Name.NamespaceName is "m" || element.Name.NamespaceName.Contains("mrss", StringComparison.OrdinalIgnoreCase) || element.Name.NamespaceName.Contains("itunes", StringComparison.OrdinalIgnoreCase);

    /// <summary>Until 2024 arXiv wrote <c>Title. (arXiv:2306.07662v1 [cs.AI] UPDATED)</c>.</summary>
    private static void Title(EntryDraft draft, XElement element, bool isAtom)
    {
        var isLiteral = isAtom && (string?)element.Attribute("type") is null or "text";
        var title = TexText.Plain(Folded.White(isLiteral ? element.Value : MarkupText.Line(element.Value)));
        if (OldTitle().Match(title) is { Success: true } old)
        {
            title = old.Groups["title"].Value;
            draft.Put(FieldKind.ArxivId, "id", old.Groups["id"].Value);
            draft.MainCategory(old.Groups["category"].Value);
            if (old.Groups["updated"].Success)
                draft.Announced("replace");
        }

        draft.Title(title);
    }

    private static void Link(EntryDraft draft, XElement element, Uri? address)
    {
        var target = ((string?)element.Attribute("href") ?? element.Value).Trim();
        if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(address, target, out var absolute) && absolute.IsAbsoluteUri)
            target = absolute.AbsoluteUri;
        if ((string?)element.Attribute("rel") is null or "alternate" || ArxivId.TryParse(target, out _))
            draft.Link(target);
    }

    /// <summary>The whole text where there is one beside a teaser, unless it is an article rather than an abstract.</summary>
    private static string? Body(XElement item)
    {
        var texts = item.Elements().Where(element => !IsMedia(element) && element.Name.LocalName is "description" or "summary" or "content" or "encoded")
            .Select(element => (IsWhole: element.Name.LocalName is "content" or "encoded", Text: Of(element)))
            .Where(text => !string.IsNullOrWhiteSpace(text.Text)).ToList();
        return texts.FirstOrDefault(text => text.IsWhole && (text.Text.Length <= LongestAbstract || texts.Count == 1)).Text ?? texts.FirstOrDefault(text => !text.IsWhole).Text ?? texts.FirstOrDefault().Text;
    }

    /// <summary>XHTML comes as elements: its paragraphs are kept apart.</summary>
    private static string Of(XElement element) => element.HasElements
        ? string.Join("\n\n", element.DescendantNodes().OfType<XText>()
            .GroupBy(text => text.Ancestors().TakeWhile(ancestor => ancestor != element).FirstOrDefault(ancestor => ancestor.Name.LocalName is "p" or "li" or "div"))
            .Select(block => string.Concat(block.Select(text => text.Value))))
        : element.Value;

    /// <summary><c>arXiv:2509.13338v1 Announce Type: new \nAbstract: …</c>; elsewhere it is HTML.</summary>
    private static void Text(EntryDraft draft, string text)
    {
        var trimmed = text.Trim();
        if (Announcement().Match(trimmed) is { Success: true } match)
        {
            draft.Put(FieldKind.ArxivId, "id", match.Groups["id"].Value);
            draft.Announced(match.Groups["type"].Value);
            trimmed = trimmed[match.Length..];
        }
        else if (trimmed.StartsWith('<') || trimmed.Contains("</p>", StringComparison.OrdinalIgnoreCase))
        {
            trimmed = HtmlText.Of(trimmed);
        }

        draft.Put(FieldKind.Abstract, "abstract", Imprint().Replace(trimmed, "").Trim());
    }

    /// <summary>An element a name, or one for all of them.</summary>
    private static IReadOnlyList<string> Names(XElement item)
    {
        var creators = item.Elements().Where(element => element.Name.LocalName == "creator" && !IsMedia(element)).Select(element => element.Value);
        var authors = item.Elements().Where(element => element.Name.LocalName == "author" && !IsMedia(element))
            .Select(author => Mail().Replace(author.Elements().FirstOrDefault(element => element.Name.LocalName == "name")?.Value ?? author.Value, "${name}"));
        var names = creators.Select(TexText.Plain).Where(name => !string.IsNullOrWhiteSpace(name)).ToList() is { Count: > 0 } some ? some : [.. authors.Select(TexText.Plain).Where(name => !string.IsNullOrWhiteSpace(name))];
        return names is [var all] ? AuthorNames.Of(all, out _) : [.. names.Select(AuthorNames.One).Where(name => name.Length > 0)];
    }

    /// <summary>Subject classes of other schemes stand among arXiv's categories: <c>I.2.7; H.3</c>, <c>68T05</c>.</summary>
    private static void Category(EntryDraft draft, string text)
    {
        if (text.Length <= 60 && !ForeignClass().IsMatch(text))
            draft.Category(MarkupText.Line(text).Trim());
    }

    [GeneratedRegex(@"^(?<title>.*?)\.?\s*\(arXiv:(?<id>[^\s\)]+)\s+\[(?<category>[^\]]+)\](?<updated>\s+UPDATED)?[^)]*\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OldTitle();

    [GeneratedRegex(@"^(?:arXiv:(?<id>\S+)\s+)?Announce Type:\s*(?<type>[a-z-]+)\s*(?:Abstract:\s*)?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Announcement();

    // "Nature, Published online: 25 November 2026; doi:10.1038/…" before the abstract.
    [GeneratedRegex(@"^[^\n]{0,100}?Published online: [^;\n]{0,40};\s*doi:\s*10\.[0-9]{4,9}/[0-9A-Za-z./-]*?[0-9a-z](?=[A-Z]|\s|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Imprint();

    // RSS 2.0: an address with a name behind it.
    [GeneratedRegex(@"^\s*\S{1,100}@\S{1,100}\s+\((?<name>[^()]{1,200})\)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Mail();

    [GeneratedRegex(@"^\s*(?:[A-K]\.[0-9m]|[0-9]{2}[A-Z-]|[0-9]{2}\.)|[;,]", RegexOptions.ExplicitCapture)]
    private static partial Regex ForeignClass();
}
