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
        // Trimmed lines are the lines themselves where there is nothing to trim, and one line joined is that line: most abstracts are not copied.
        var current = new List<string>();
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.Length == 0 || char.IsWhiteSpace(line[0]))
                Close();
            if (text.Length > 0)
                current.Add(text);
        }

        Close();
        return paragraphs;

        void Close()
        {
            if (current.Count > 0)
                paragraphs.Add(string.Join(' ', current));
            current.Clear();
        }
    }
}
