using System.Text.RegularExpressions;
using System.Xml.Linq;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>One item of RSS or entry of Atom. Elements go by their local names: prefixes differ from publisher to publisher.</summary>
internal static partial class FeedItem
{
    /// <summary>The draft, and the day the item was announced on.</summary>
    public static (EntryDraft Draft, DateOnly? Day) Read(XElement item, int line)
    {
        var draft = new EntryDraft(line);
        var isAtom = item.Name.LocalName == "entry";
        DateOnly? day = null;
        foreach (var element in item.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "title":
                    Title(draft, element.Value);
                    break;
                case "link":
                    Link(draft, element);
                    break;
                case "id" or "guid":
                    draft.Link(element.Value);
                    break;
                case "description" or "summary" or "content" or "encoded":
                    Text(draft, element.Value);
                    break;
                case "creator":
                    draft.Put(FieldKind.Authors, "creator", Tag().Replace(element.Value, ""));
                    break;
                case "author" when Names(item) is { Count: > 0 } names:
                    draft.Authors(names);
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
                    draft.Put(FieldKind.Other, "DOI", element.Value);
                    break;
                case "published" when isAtom:
                    draft.Published(DayText.Find(element.Value));
                    break;
                case "pubDate" or "date" or "updated":
                    day = DayText.Find(element.Value) ?? day;
                    break;
            }
        }

        // An announcement is of its day, whenever the paper was first published.
        return (draft, day);
    }

    /// <summary>Until 2024 arXiv wrote <c>Title. (arXiv:2306.07662v1 [cs.AI] UPDATED)</c>.</summary>
    private static void Title(EntryDraft draft, string text)
    {
        var title = Folded.White(text);
        if (OldTitle().Match(title) is { Success: true } old)
        {
            title = old.Groups["title"].Value;
            draft.Put(FieldKind.ArxivId, "id", old.Groups["id"].Value);
            draft.MainCategory(old.Groups["category"].Value);
            if (old.Groups["updated"].Success)
                draft.Announced("replace");
        }

        draft.Put(FieldKind.Title, "title", title);
    }

    private static void Link(EntryDraft draft, XElement element)
    {
        var target = (string?)element.Attribute("href") ?? element.Value;
        if ((string?)element.Attribute("rel") is null or "alternate" || ArxivId.TryParse(target, out _))
            draft.Link(target);
    }

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

        draft.Put(FieldKind.Abstract, "abstract", trimmed);
    }

    private static List<string> Names(XElement item) =>
        [.. item.Elements().Where(element => element.Name.LocalName == "author")
            .Select(author => Folded.White(author.Elements().FirstOrDefault(element => element.Name.LocalName == "name")?.Value ?? author.Value))
            .Where(name => name.Length > 0)];

    /// <summary>Subject classes of other schemes stand among arXiv's categories: <c>I.2.7; H.3</c>, <c>68T05</c>.</summary>
    private static void Category(EntryDraft draft, string text)
    {
        if (text.Length <= 60 && !ForeignClass().IsMatch(text))
            draft.Category(text.Trim());
    }

    [GeneratedRegex(@"^(?<title>.*?)\.?\s*\(arXiv:(?<id>[^\s\)]+)\s+\[(?<category>[^\]]+)\](?<updated>\s+UPDATED)?[^)]*\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OldTitle();

    [GeneratedRegex(@"^(?:arXiv:(?<id>\S+)\s+)?Announce Type:\s*(?<type>[a-z-]+)\s*(?:Abstract:\s*)?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Announcement();

    [GeneratedRegex("<[^<>]{0,200}>", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\s*(?:[A-K]\.[0-9m]|[0-9]{2}[A-Z-]|[0-9]{2}\.)|[;,]", RegexOptions.ExplicitCapture)]
    private static partial Regex ForeignClass();
}
