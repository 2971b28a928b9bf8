using System.Globalization;

namespace DigestBot.Ingestion.Formats;

/// <summary>The daily Markdown's sections (categories) and what its table of contents promises of each.</summary>
internal sealed class DailyMarkdownSections
{
    private const string Back = "](#toc)";
    private readonly Dictionary<string, (int Line, int Total)> _promised = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _met = new(StringComparer.Ordinal);

    /// <summary>The section being read; null before the first, and in the generations without sections.</summary>
    public string? Current { get; private set; }

    public static bool IsToc(ReadOnlySpan<char> line) => line.Trim() is "<div id=toc></div>";

    /// <summary>Lines the template adds around entries and that say nothing.</summary>
    public static bool IsFurniture(ReadOnlySpan<char> line) =>
        (line.StartsWith("<div id=") && line.TrimEnd().EndsWith("></div>"))
        || line.TrimEnd() is "# Table of Contents";

    /// <summary>The name in <c># cs.CL [[Back]](#toc)</c>.</summary>
    public static string? Heading(ReadOnlySpan<char> line)
    {
        var text = line.TrimEnd();
        if (!text.StartsWith("# ") || !text.EndsWith(Back))
            return null;
        var end = text.LastIndexOf("[[");
        var name = end < 0 ? default : text[2..end].Trim();
        return name.IsEmpty ? null : name.ToString();
    }

    /// <summary>Takes <c>- [cs.CL](#cs.CL) [Total: 39]</c>; only before the first section.</summary>
    public bool ReadTotal(int number, ReadOnlySpan<char> line)
    {
        const string Mark = "[Total:";
        var text = line.TrimEnd();
        if (Current is not null || !text.StartsWith("- [") || !text.EndsWith("]"))
            return false;
        var nameEnd = text.IndexOf("](");
        var total = text.LastIndexOf(Mark);
        if (nameEnd < 3 || total < nameEnd || !int.TryParse(text[(total + Mark.Length)..^1].Trim(), NumberStyles.None, null, out var count))
            return false;
        _promised[text[3..nameEnd].ToString()] = (number, count);
        return true;
    }

    public void Enter(string name)
    {
        Current = name;
        _met.TryAdd(name, 0);
    }

    public void Count()
    {
        if (Current is not null)
            _met[Current]++;
    }

    public IEnumerable<LineNote> Mismatches()
    {
        foreach (var (name, (line, total)) in _promised)
        {
            var found = _met.GetValueOrDefault(name);
            if (found != total)
                yield return new LineNote(line, $"{name}: the table of contents says {total}, the section has {found}");
        }

        if (_promised.Count == 0)
            yield break;
        foreach (var (name, found) in _met)
        {
            if (!_promised.ContainsKey(name))
                yield return new LineNote(0, $"{name}: the table of contents does not name it, the section has {found}");
        }
    }
}
