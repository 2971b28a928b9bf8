using System.Globalization;
using System.Text;
using DigestBot.Papers;

namespace DigestBot.Messages.References;

/// <summary>References as a table: CSV for spreadsheets, TSV for programs. A cell that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
/// <remarks>RFC 4180; https://owasp.org/www-community/attacks/CSV_Injection</remarks>
public static class Sheet
{
    private static readonly string[] Columns = ["Title", "Authors", "Year", "Journal", "Volume", "Issue", "Pages", "DOI", "arXiv", "Link", "Categories", "Abstract"];

    public static string Of(IReadOnlyList<Paper> papers, char separator)
    {
        var text = new StringBuilder();
        Add(text, Columns, separator);
        foreach (var paper in papers)
        {
            Add(text,
            [
                ReferenceFormat.Title(paper), string.Join("; ", paper.Authors), ReferenceFormat.Appeared(paper).Year.ToString(CultureInfo.InvariantCulture), paper.Publication?.Container,
                paper.Publication?["volume"], paper.Publication?["number"], paper.Publication?["pages"], paper.Doi?.Value, paper.ArxivId?.Value, paper.Link,
                string.Join("; ", paper.Categories), string.Join(' ', paper.Abstract),
            ], separator);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, IReadOnlyList<string?> cells, char separator) =>
        text.AppendJoin(separator, cells.Select(cell => Cell(CleanText.Line(cell ?? "").Replace('\t', ' '), separator))).Append('\n');

    private static string Cell(string text, char separator)
    {
        if (text is ['=' or '+' or '-' or '@', ..])
            text = "'" + text;
        return text.Contains(separator, StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
