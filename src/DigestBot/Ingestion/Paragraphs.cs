using System.Text;

namespace DigestBot.Ingestion;

/// <summary>
/// An abstract's lines as paragraphs. arXiv marks a new paragraph by leading blanks; a bare line break is a soft wrap
/// (its text was wrapped at 80 columns until September 2025, since then a paragraph is one line).
/// </summary>
internal static class Paragraphs
{
    public static IReadOnlyList<string> Of(IReadOnlyList<string> lines)
    {
        var paragraphs = new List<string>();
        var current = new StringBuilder();
        foreach (var line in lines)
        {
            var text = line.AsSpan().Trim();
            if (text.IsEmpty || char.IsWhiteSpace(line[0]))
                Close();
            if (text.IsEmpty)
                continue;
            if (current.Length > 0)
                current.Append(' ');
            current.Append(text);
        }

        Close();
        return paragraphs;

        void Close()
        {
            if (current.Length > 0)
                paragraphs.Add(current.ToString());
            current.Clear();
        }
    }
}
