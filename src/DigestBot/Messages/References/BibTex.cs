using System.Globalization;
using System.Text;
using DigestBot.Papers;

namespace DigestBot.Messages.References;

/// <summary>
/// References as BibTeX. LaTeX that is well formed stays; anything else is escaped, braces so that they balance: BibTeX counts them even
/// after a backslash.
/// </summary>
public static class BibTex
{
    public static string Of(IReadOnlyList<Paper> papers)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return string.Join('\n', papers.Select(paper => Entry(paper, Key(paper, used))));
    }

    private static string Entry(Paper paper, string key)
    {
        var (year, month) = ReferenceFormat.Appeared(paper);
        var publication = paper.Publication;
        var text = new StringBuilder($"@{publication?.Type ?? Publication.Misc}{{{key},\n");
        Add("title", $"{{{Escape(RawTitle(paper))}}}");
        Add("author", string.Join(" and ", paper.Authors.Select(Author)));
        foreach (var (field, value) in publication?.Fields ?? new Dictionary<string, string>())
        {
            if (field is not ("year" or "month") && IsName(field))
                Add(field, Escape(CleanText.Line(value)));
        }

        Add("year", year.ToString(CultureInfo.InvariantCulture));
        if (month is { } known)
            Add("month", CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(known).ToLowerInvariant(), braces: false);
        if (paper.ArxivId is { } id)
        {
            Add("eprint", id.Value);
            Add("archivePrefix", "arXiv");
            if (paper.Categories.Count > 0)
                Add("primaryClass", Escape(paper.Categories[0]));
        }

        Add("doi", paper.Doi is { } doi ? Escape(doi.Value) : "");
        // A bibliography's own address, unless the DOI says it.
        if (paper.Doi is null || paper.Link != paper.Doi.Value.Url)
            Add("url", Inline.Link("", paper.Link).Url?.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal) ?? "");
        if (publication is not null)
            Add("abstract", Escape(string.Join(' ', paper.Abstract.Select(paragraph => CleanText.Line(paragraph)))));
        return text.Append("}\n").ToString();

        void Add(string field, string value, bool braces = true)
        {
            if (value.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"  {field} = {(braces ? $"{{{value}}}" : value)},\n");
        }
    }

    /// <summary>LaTeX is what BibTeX wants.</summary>
    private static string RawTitle(Paper paper) => string.IsNullOrWhiteSpace(paper.Title) ? ReferenceFormat.Title(paper) : CleanText.Line(paper.Title).Trim();

    /// <summary>"Family, Jr., Given"; a group is braced, or its words would become names.</summary>
    private static string Author(string author) => ReferenceFormat.NameOf(author) is (var family, { } given, var suffix)
        ? string.Join(", ", new[] { family, suffix, given }.OfType<string>().Select(Escape))
        : $"{{{Escape(author)}}}";

    /// <summary>Fields come from files.</summary>
    private static bool IsName(string field) => field.Length < 40 && field.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string Key(Paper paper, HashSet<string> used)
    {
        if (paper.Publication?.Key is { Length: > 0 } own && own.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '.' or '/' or '+') && used.Add(own))
            return own;
        var name = paper.Authors.Count > 0 ? Ascii(ReferenceFormat.NameOf(paper.Authors[0]).Family) : "";
        var word = ReferenceFormat.Title(paper).Split(' ', '-', ':').Select(Ascii).FirstOrDefault(w => w.Length > 3) ?? "";
        var key = name.Length > 0 ? $"{name}{ReferenceFormat.Appeared(paper).Year}{word}" : Ascii(PaperReference.Of(paper).Replace('.', '-'));
        var unique = key;
        for (var i = 2; !used.Add(unique); i++)
            unique = $"{key}{i}";
        return unique;
    }

    private static string Ascii(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')).ToLowerInvariant();

    internal static string Escape(string text)
    {
        var math = new MathSpans(IsBalanced);
        var hidden = math.Hide(text);
        var isLatex = hidden.Contains('\\') && IsBalanced(hidden);
        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < hidden.Length; i++)
        {
            if (isLatex && hidden[i] == '\\' && i + 1 < hidden.Length)
            {
                result.Append(hidden[i]).Append(hidden[++i]);
                continue;
            }

            result.Append(hidden[i] switch
            {
                '&' => "\\&",
                '%' => "\\%",
                '#' => "\\#",
                '_' => "\\_",
                '$' => "\\$",
                // In LaTeX's usual text encoding these are other signs: ¡, ¿ and a dash.
                '<' => "\\textless{}",
                '>' => "\\textgreater{}",
                '|' => "\\textbar{}",
                '\\' => "\\textbackslash{}",
                '~' when !isLatex => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '{' when !isLatex => "\\textbraceleft{}",
                '}' when !isLatex => "\\textbraceright{}",
                '\n' => " ",
                var other => other.ToString(),
            });
        }

        return math.Restore(result.ToString());
    }

    private static bool IsBalanced(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth < 0)
                return false;
        }

        return depth == 0 && !text.EndsWith('\\');
    }
}
