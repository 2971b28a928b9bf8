using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DigestBot.Ingestion.Formats;

/// <summary>EndNote's XML: <c>&lt;xml&gt;&lt;records&gt;&lt;record&gt;</c>, texts in pieces of one style each.</summary>
internal sealed partial class EndNoteXmlFormat : IDigestFormat
{
    private const int Start = 4_096;

    public string Name => "endnote-xml";

    public int Confidence(DigestText text)
    {
        var head = text.Head(Start);
        return head.Contains("<records>", StringComparison.Ordinal) && head.Contains("<record>", StringComparison.Ordinal) ? 97 : 0;
    }

    public ParsedDigest Parse(DigestText text) => XmlRecords.Read(Name, text, (name, _) => name == "record", Record(), Read);

    private static EntryDraft Read(XElement record, int line)
    {
        var draft = new EntryDraft(line);
        draft.Kind(PublicationKinds.Of((string?)XmlRecords.Find(record, "ref-type")?.Attribute("name") ?? ""));
        var titles = XmlRecords.Find(record, "titles");
        draft.Put(FieldKind.Title, "title", XmlRecords.Text(titles?.Element("title")));
        draft.Authors([.. (XmlRecords.Find(record, "authors")?.Elements() ?? []).Select(author => AuthorNames.One(XmlRecords.Text(author).TrimEnd(','))).Where(name => name.Length > 0)]);
        draft.Put(FieldKind.Abstract, "abstract", XmlRecords.Find(record, "abstract")?.Value ?? "");
        draft.Doi(XmlRecords.Text(XmlRecords.Find(record, "electronic-resource-num")));
        foreach (var url in XmlRecords.Find(record, "urls") is { } urls ? XmlRecords.All(urls, "url") : [])
            draft.Link(XmlRecords.Text(url));
        draft.Field("journal", XmlRecords.Text(titles?.Element("secondary-title") ?? XmlRecords.Find(record, "full-title")));
        draft.Field("volume", XmlRecords.Text(record.Element("volume")));
        draft.Field("number", XmlRecords.Text(record.Element("number")));
        draft.Field("pages", XmlRecords.Text(record.Element("pages")));
        draft.Field("publisher", XmlRecords.Text(record.Element("publisher")));
        draft.Field("issn", XmlRecords.Text(record.Element("isbn")));
        var year = XmlRecords.Text(XmlRecords.Find(record, "year"));
        draft.Put(FieldKind.Published, "date", $"{XmlRecords.Text(XmlRecords.Find(record, "date"))} {year}".Trim());
        draft.Put(FieldKind.Published, "year", year);
        draft.Put(FieldKind.Other, "Keywords", string.Join(", ", XmlRecords.All(record, "keyword").Select(XmlRecords.Text)));
        return draft;
    }

    [GeneratedRegex(@"<(?<name>record)[\s>]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Record();
}
