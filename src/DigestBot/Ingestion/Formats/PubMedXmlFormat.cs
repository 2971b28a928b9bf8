using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DigestBot.Ingestion.Formats;

/// <summary>PubMed's XML: <c>&lt;PubmedArticleSet&gt;&lt;PubmedArticle&gt;</c>.</summary>
/// <remarks>https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html</remarks>
internal sealed partial class PubMedXmlFormat : IDigestFormat
{
    private const int Start = 4_096;
    private static readonly string[] DateParts = ["Year", "Month", "Day"];

    public string Name => "pubmed-xml";

    public int Confidence(DigestText text) =>
        text.Head(Start).Contains("<PubmedArticle", StringComparison.Ordinal) || text.Head(Start).Contains("<MedlineCitation", StringComparison.Ordinal) ? 98 : 0;

    public ParsedDigest Parse(DigestText text) => XmlRecords.Read(Name, text, (name, _) => name == "PubmedArticle", Record(), Read);

    private static EntryDraft Read(XElement record, int line)
    {
        var draft = new EntryDraft(line);
        draft.Kind("article");
        draft.Put(FieldKind.Title, "title", XmlRecords.Text(XmlRecords.Find(record, "ArticleTitle")).TrimEnd('.').Trim('[', ']'));
        draft.Authors([.. (XmlRecords.Find(record, "AuthorList")?.Elements() ?? []).Select(Author).Where(name => name.Length > 0)]);
        draft.Put(FieldKind.Abstract, "abstract", string.Join("\n\n", XmlRecords.All(record, "AbstractText")
            .Select(part => (string?)part.Attribute("Label") is { Length: > 0 } label ? $"{label}: {XmlRecords.Text(part)}" : XmlRecords.Text(part))));
        foreach (var id in XmlRecords.All(record, "ELocationID").Concat(XmlRecords.All(record, "ArticleId")).Where(id => (string?)id.Attribute("EIdType") == "doi" || (string?)id.Attribute("IdType") == "doi"))
            draft.Doi(XmlRecords.Text(id));
        var journal = XmlRecords.Find(record, "Journal");
        draft.Field("journal", XmlRecords.Text(journal?.Element("Title")));
        draft.Field("volume", XmlRecords.Text(XmlRecords.Find(record, "Volume")));
        draft.Field("number", XmlRecords.Text(XmlRecords.Find(record, "Issue")));
        draft.Field("pages", XmlRecords.Text(XmlRecords.Find(record, "MedlinePgn")));
        foreach (var date in XmlRecords.All(record, "ArticleDate").Concat(XmlRecords.All(record, "PubDate")))
            draft.Put(FieldKind.Published, "date", Date(date));
        if (!draft.HasLink && XmlRecords.Text(XmlRecords.Find(record, "PMID")) is { Length: > 0 } id2)
            draft.Link($"https://pubmed.ncbi.nlm.nih.gov/{id2}/");
        return draft;
    }

    private static string Date(XElement date) => date.Element("MedlineDate") is { } free
        ? XmlRecords.Text(free)
        : string.Join('-', DateParts.Select(part => XmlRecords.Text(date.Element(part))).Where(part => part.Length > 0));

    private static string Author(XElement author) => author.Element("CollectiveName") is { } group
        ? XmlRecords.Text(group)
        : Folded.White($"{XmlRecords.Text(author.Element("ForeName") ?? author.Element("Initials"))} {XmlRecords.Text(author.Element("LastName"))}");

    [GeneratedRegex(@"<(?<name>PubmedArticle)[\s>]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Record();
}
