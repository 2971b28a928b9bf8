using System.Text;
using DigestBot.Papers;

namespace DigestBot.Messages.References;

/// <summary>References as a Markdown list: linked title, authors, year.</summary>
public static class MarkdownList
{
    private const string Marks = "\\`*_{}[]<>()#+-!|~&$";

    public static string Of(IReadOnlyList<Paper> papers) => string.Join('\n', papers.Select(Item));

    private static string Item(Paper paper)
    {
        var title = Escape(ReferenceFormat.Title(paper));
        var link = Inline.Link("", paper.Link).Url is { } url ? $"[{title}](<{url}>)" : title;
        var authors = paper.Authors.Count == 0 ? "" : $". {Escape(string.Join(", ", paper.Authors))}";
        return $"- {link}{authors} ({ReferenceFormat.Appeared(paper).Year})";
    }

    /// <summary>Every sign that could be markup.</summary>
    internal static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var c in CleanText.Line(text))
        {
            if (Marks.Contains(c))
                result.Append('\\');
            result.Append(c);
        }

        return result.ToString();
    }
}
