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
        Add("TY", "UNPB");
        Add("TI", ReferenceFormat.Title(paper));
        foreach (var author in paper.Authors)
            Add("AU", ReferenceFormat.NameOf(author) is (var family, { } given, var suffix) ? string.Join(", ", new[] { family, given, suffix }.OfType<string>()) : author);
        Add("PY", year.ToString(CultureInfo.InvariantCulture));
        Add("DA", string.Create(CultureInfo.InvariantCulture, $"{year}/{month:D2}//"));
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
