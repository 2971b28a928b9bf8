using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DigestBot.Ingestion.Formats;

/// <summary>Zotero's RDF: items with <c>bib:authors</c>, a title and a date; its attachments, notes and collections are none.</summary>
internal sealed partial class ZoteroRdfFormat : IDigestFormat
{
    private const int Start = 4_096;
    private static readonly string[] None = ["Attachment", "Memo", "Collection", "Journal"];

    public string Name => "zotero-rdf";

    public int Confidence(DigestText text) => text.Head(Start).Contains("http://www.zotero.org/namespaces/export#", StringComparison.Ordinal) ? 97 : 0;

    public ParsedDigest Parse(DigestText text) => XmlRecords.Read(Name, text, (name, depth) => depth == 1 && !None.Contains(name), Record(), (record, line) => record.Elements().Any(element => element.Name.LocalName == "title") && !None.Contains(record.Name.LocalName) ? Read(record, line) : null);

    private static EntryDraft Read(XElement record, int line)
    {
        var draft = new EntryDraft(line);
        draft.Kind(PublicationKinds.Of(Own(record, "itemType") is { Length: > 0 } kind ? kind : record.Name.LocalName));
        draft.Put(FieldKind.Title, "title", Own(record, "title"));
        var authors = record.Elements().FirstOrDefault(element => element.Name.LocalName == "authors");
        draft.Authors([.. (authors is null ? [] : XmlRecords.All(authors, "Person")).Select(Author).Where(name => name.Length > 0)]);
        draft.Put(FieldKind.Abstract, "abstract", record.Elements().FirstOrDefault(element => element.Name.LocalName == "abstract")?.Value ?? "");
        draft.Put(FieldKind.Published, "date", Own(record, "date"));
        draft.Link(record.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "about")?.Value ?? "");
        foreach (var id in record.Elements().Where(element => element.Name.LocalName == "identifier"))
        {
            draft.Doi(XmlRecords.Text(id).Replace("DOI ", "", StringComparison.Ordinal));
            draft.Link(XmlRecords.Text(id));
        }

        if (record.Elements().FirstOrDefault(element => element.Name.LocalName == "isPartOf") is { } part)
        {
            draft.Field("journal", XmlRecords.Text(XmlRecords.Find(part, "title")));
            draft.Field("volume", XmlRecords.Text(XmlRecords.Find(part, "volume")));
            draft.Field("number", XmlRecords.Text(XmlRecords.Find(part, "number")));
            draft.Doi(XmlRecords.Text(XmlRecords.Find(part, "identifier")).Replace("DOI ", "", StringComparison.Ordinal));
        }

        draft.Field("pages", Own(record, "pages"));
        return draft;
    }

    private static string Own(XElement record, string name) => XmlRecords.Text(record.Elements().FirstOrDefault(element => element.Name.LocalName == name));

    private static string Author(XElement person) => Folded.White($"{Own(person, "givenName")}{Own(person, "givenname")} {Own(person, "surname")}");

    [GeneratedRegex(@"<(?<name>bib:(?!Journal|Memo|Collection)[A-Za-z]{1,30}|rdf:Description)\s+rdf:about", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Record();
}
