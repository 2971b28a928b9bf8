using System.Globalization;
using DigestBot.Messages;

namespace DigestBot.Ingestion.Formats;

/// <summary>The daily Markdown's sections (categories) and what its table of contents promises of each.</summary>
internal sealed class DailyMarkdownSections
{
    private const string Back = "](#toc)";
    private readonly Dictionary<string, (int Line, int Total)> _promised = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _met = new(StringComparer.Ordinal);
    private (int Line, int Total)? _total;
    private int _entries;

    /// <summary>The section being read; null before the first, and in the generations without sections.</summary>
    public string? Current { get; private set; }

    /// <summary>The day a heading or a label before the first section says.</summary>
    public DateOnly? Day { get; private set; }

    public IReadOnlyList<SectionCount> Counts => [.. _met.Select(pair => new SectionCount(pair.Key, pair.Value, _promised.TryGetValue(pair.Key, out var promised) ? promised.Total : null))];

    public static bool IsToc(ReadOnlySpan<char> line) => line.Trim() is "<div id=toc></div>" or "<a id='toc'></a>";

    /// <summary>Lines the template adds around entries and that say nothing.</summary>
    public static bool IsFurniture(ReadOnlySpan<char> line) =>
        (line.StartsWith("<div id=") && line.TrimEnd().EndsWith("></div>"))
        || (line.StartsWith("<a id=") && line.TrimEnd().EndsWith("></a>"))
        || line.TrimEnd() is "# Table of Contents" or "### 目录" or "---";

    /// <summary>Rules and links back, as they stand between entries.</summary>
    public static bool IsFooter(ReadOnlySpan<char> line) =>
        line.TrimEnd() is "---" || (line.StartsWith("[⬆") && line.Contains("](#", StringComparison.Ordinal));

    /// <summary>The name in <c># cs.CL [[Back]](#toc)</c>, <c>## &lt;div id='cs.CL'>&lt;/div> cs.CL [[Back]](#toc)</c>.</summary>
    public static string? Heading(ReadOnlySpan<char> line)
    {
        var text = line.TrimEnd();
        var start = text.StartsWith("# ") ? 2 : text.StartsWith("## ") ? 3 : -1;
        if (start < 0 || !text.EndsWith(Back))
            return null;
        var end = text.LastIndexOf("[[");
        var name = end < start ? default : text[start..end].Trim();
        if (name.StartsWith("<div ") && name.IndexOf("</div>") is >= 0 and var close)
            name = name[(close + 6)..].Trim();
        return name.IsEmpty ? null : name.ToString();
    }

    /// <summary>As <see cref="Heading"/>; also a bare <c>## cs.CL</c> that the table of contents promised.</summary>
    public string? Section(ReadOnlySpan<char> line)
    {
        if (line[0] != '#')
            return null;
        if (Heading(line) is { } name)
            return name;
        return line.StartsWith("## ") && _promised.Count > 0 && line.Length < 200 && line[3..].Trim().ToString() is var bare && _promised.ContainsKey(bare) ? bare : null;
    }

    /// <summary>What a file says of itself before its first section: totals, its day, that there is nothing.</summary>
    public bool ReadHead(int number, ReadOnlySpan<char> line) =>
        Current is null && (ReadTotal(number, line) || ReadTitle(number, line));

    public void Enter(string name)
    {
        Current = name;
        _met.TryAdd(name, 0);
    }

    public void Count()
    {
        _entries++;
        if (Current is not null)
            _met[Current]++;
    }

    public IEnumerable<LineNote> Mismatches()
    {
        if (_total is { } whole && whole.Total != _entries)
            yield return new LineNote(whole.Line, new Remark(nameof(Strings.Note_Total), $"{whole.Total}", $"{_entries}"));
        foreach (var (name, (line, total)) in _promised)
        {
            var found = _met.GetValueOrDefault(name);
            if (found != total)
                yield return new LineNote(line, new Remark(nameof(Strings.Note_ContentsCount), name, $"{total}", $"{found}"));
        }

        if (_promised.Count == 0)
            yield break;
        foreach (var (name, found) in _met)
        {
            if (!_promised.ContainsKey(name))
                yield return new LineNote(0, new Remark(nameof(Strings.Note_ContentsMissing), name, $"{found}"));
        }
    }

    /// <summary>Takes <c>- [cs.CL](#cs.CL) [Total: 39]</c> and <c>- [cs.CL](#cscl) (39 篇)</c>.</summary>
    private bool ReadTotal(int number, ReadOnlySpan<char> line)
    {
        var text = line.TrimEnd();
        if (!text.StartsWith("- [") || text[^1] is not (']' or ')'))
            return false;
        var nameEnd = text.IndexOf("](");
        var (mark, end) = text[^1] == ']' ? ("[Total:", 1) : ("(", " 篇)".Length);
        var total = text.LastIndexOf(mark);
        if (nameEnd < 3 || total <= nameEnd + 1 || total + mark.Length > text.Length - end
            || !int.TryParse(text[(total + mark.Length)..^end].Trim(), NumberStyles.None, null, out var count))
        {
            return false;
        }

        _promised[text[3..nameEnd].ToString()] = (number, count);
        return true;
    }

    /// <summary><c># AI-Enhanced arXiv Daily 2025-06-12</c>, <c>**Report Date:** 2025-06-08</c>, <c>## 今日总计: 483 篇论文</c>, <c>## Total Papers Today: 627</c>.</summary>
    private bool ReadTitle(int number, ReadOnlySpan<char> line)
    {
        if (line[0] is not ('#' or '*') || line.Length > 200)
            return false;
        if (DayText.Find(line) is { } day)
        {
            Day ??= day;
            return true;
        }

        if (!line.StartsWith("## ") || (!line.Contains("Total", StringComparison.Ordinal) && !line.Contains("总计", StringComparison.Ordinal)))
            return false;
        var colon = line.LastIndexOfAny(':', '：');
        var digits = line[(colon + 1)..].TrimStart();
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        if (colon < 0 || !int.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, null, out var total))
            return false;
        _total = (number, total);
        return true;
    }
}
