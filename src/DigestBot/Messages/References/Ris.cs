using System.Globalization;
using System.Text;
using DigestBot.Papers;

namespace DigestBot.Messages.References;

/// <summary>References as RIS: a tag, two blanks, a dash and a value on each line.</summary>
/// <remarks>https://en.wikipedia.org/wiki/RIS_(file_format)</remarks>
public static class Ris
{
    public static string Of(IReadOnlyList<Paper> papers) => string.Join('\n', papers.Select(Entry));

    private static string Entry(Paper paper)
    {
        var (year, month) = ReferenceFormat.Appeared(paper);
        var text = new StringBuilder();
        var publication = paper.Publication;
        Add("TY", publication?.Type switch
        {
            "article" => "JOUR",
            "inproceedings" or "conference" => "CONF",
            "incollection" or "inbook" => "CHAP",
            "book" => "BOOK",
            "phdthesis" or "mastersthesis" or "thesis" => "THES",
            "techreport" or "report" => "RPRT",
            _ => "UNPB",
        });
        Add("TI", ReferenceFormat.Title(paper));
        foreach (var author in paper.Authors)
            Add("AU", ReferenceFormat.NameOf(author) is (var family, { } given, var suffix) ? string.Join(", ", new[] { family, given, suffix }.OfType<string>()) : author);
        Add("PY", year.ToString(CultureInfo.InvariantCulture));
        if (month is { } known)
            Add("DA", string.Create(CultureInfo.InvariantCulture, $"{year}/{known:D2}//"));
        Add(publication?["journal"] is null ? "T2" : "JO", publication?.Container ?? "");
        Add("VL", publication?["volume"] ?? "");
        Add("IS", publication?["number"] ?? "");
        var pages = (publication?["pages"] ?? "").Split('-', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Add("SP", pages.Length > 0 ? pages[0] : "");
        Add("EP", pages.Length > 1 ? pages[^1] : "");
        Add("PB", publication?["publisher"] ?? "");
        Add("CY", publication?["address"] ?? "");
        Add("SN", publication?["issn"] ?? publication?["isbn"] ?? "");
        Add("DO", paper.Doi?.Value ?? "");
        if (paper.ArxivId is { } id)
            Add("M1", $"arXiv:{id}");
        foreach (var category in paper.Categories)
            Add("KW", category);
        Add("AB", string.Join(' ', paper.Abstract));
        Add("UR", Inline.Link("", paper.Link).Url ?? "");
        return text.Append("ER  - \n").ToString();

        void Add(string tag, string value)
        {
            // Some readers take two blanks and a dash for a tag wherever they stand.
            var line = string.Join(' ', CleanText.Line(value).Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (line.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"{tag}  - {line}\n");
        }
    }
}
