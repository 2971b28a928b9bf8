namespace DigestBot.Ingestion;

/// <summary>The head of a Markdown file between two lines of dashes: <c>key: value</c>, lists and folded texts. As much of YAML as people write there.</summary>
/// <param name="End">The first line behind it, from 0; 0 where there is none.</param>
internal sealed record FrontMatter(IReadOnlyList<(string Key, string Value, int Line)> Fields, int End)
{
    private const int MostLines = 300;
    private const int LongestKey = 40;

    public static readonly FrontMatter None = new([], 0);

    /// <summary>The day it states for the whole file.</summary>
    public DateOnly? Day => Fields.Where(pair => pair.Key.Equals("date", StringComparison.OrdinalIgnoreCase)).Select(pair => DayText.Find(pair.Value)).FirstOrDefault(day => day is not null);

    public static FrontMatter Of(DigestText text)
    {
        if (text.LineCount < 3 || text.Line(0).TrimEnd() is not "---")
            return None;
        var fields = new List<(string, string, int)>();
        string? key = null;
        var value = new List<string>();
        var start = 0;
        for (var i = 1; i < Math.Min(text.LineCount, MostLines); i++)
        {
            var line = text.Line(i);
            if (line.TrimEnd() is "---" or "...")
            {
                Close();
                return new FrontMatter(fields, i + 1);
            }

            var colon = line.IndexOf(':');
            if (!line.IsEmpty && !char.IsWhiteSpace(line[0]) && line[0] is not ('-' or '#') && colon is > 0 and < LongestKey)
            {
                Close();
                (key, start) = (line[..colon].Trim().ToString(), i + 1);
                var rest = line[(colon + 1)..].Trim();
                if (rest is not (">" or ">-" or "|" or "|-" or ">+" or "|+") && !rest.IsEmpty)
                    value.Add(Bare(rest));
            }
            else if (key is not null && !line.TrimStart().StartsWith('#'))
            {
                value.Add(Bare(line.Trim().StartsWith("- ") ? line.Trim()[2..] : line.Trim()));
            }
        }

        return None;

        void Close()
        {
            if (key is not null && value.Exists(part => part.Length > 0))
                fields.Add((key, string.Join(IsList(value) ? ", " : " ", value.Where(part => part.Length > 0)), start));
            key = null;
            value.Clear();
        }

        bool IsList(List<string> parts) => parts.Count > 1 && text.Line(start).TrimStart().StartsWith("- ");
    }

    private static string Bare(ReadOnlySpan<char> text)
    {
        var value = text.Trim();
        if (value.Length > 1 && value[0] == '[' && value[^1] == ']' && !value.Contains("](", StringComparison.Ordinal))
            return string.Join(", ", value[1..^1].ToString().Split(',').Select(part => part.Trim().Trim('"', '\'')));
        return (value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value).ToString();
    }
}
