namespace DigestBot.Ingestion.Formats;

/// <summary>A field's label in the daily Markdown. A plain one counts only in the template's order; a bold one anywhere, once.</summary>
internal sealed record DailyMarkdownLabel(string Text, FieldKind Kind, int Order, bool Bold);

/// <summary>
/// The labels one file uses. Those of the upstream template are known; a line start that most of the file's entries have before
/// the abstract is a label, too, whatever it says: forks rename, translate and add fields.
/// </summary>
internal sealed class DailyMarkdownLabels
{
    private const int LongestLabel = 24;
    private const int Step = 100;

    // The three spellings of the first are three generations of the template.
    private static readonly IReadOnlyList<DailyMarkdownLabel> Template =
    [
        Plain("TL;DR", FieldKind.Tldr, 0), Plain("TLDR", FieldKind.Tldr, 0), Plain("Task", FieldKind.Tldr, 0),
        Plain("Motivation", FieldKind.Motivation, 1), Plain("Method", FieldKind.Method, 2), Plain("Result", FieldKind.Result, 3),
        Plain("Conclusion", FieldKind.Conclusion, 4), Plain("Abstract", FieldKind.Abstract, 5),
    ];

    private readonly List<DailyMarkdownLabel> _plain = [.. Template];
    private readonly HashSet<string> _bold = new(StringComparer.Ordinal);
    private bool _isBoldFile;
    private ulong _starts = Starts(Template);

    public static DailyMarkdownLabels Learn(DigestText text)
    {
        var labels = new DailyMarkdownLabels();
        var plain = new Dictionary<string, Use>(StringComparer.Ordinal);
        var bold = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = 0;
        var (after, inAbstract) = ("", true);
        for (var i = 0; i < text.LineCount; i++)
        {
            var line = text.Line(i);
            if (line.IsEmpty)
                continue;
            if (line[0] == '#' && line.StartsWith("### "))
                (entries, after, inAbstract) = (entries + 1, "", false);
            else if (line.StartsWith("</details>") || line.StartsWith("Abstract:"))
                inAbstract = true;
            else if (line[0] is '*' or '>' && BoldLabel(line, out var name, out _))
                Count(bold, name);
            else if (!inAbstract && (i == 0 || text.Line(i - 1).IsEmpty || text.Line(i - 1)[^1] == '>') && PlainLabel(line, out name))
                after = Count(plain, name, after);
        }

        labels.Adopt(plain, bold, entries);
        return labels;
    }

    /// <summary>The label a line begins with, and where its text starts; null for a line of text.</summary>
    public DailyMarkdownLabel? Find(ReadOnlySpan<char> line, out int textStart)
    {
        textStart = 0;
        if (line[0] is '*' or '>')
        {
            if (!BoldLabel(line, out var name, out textStart))
                return null;
            var kind = FieldNames.Of(name);
            return (_isBoldFile && kind is not null) || _bold.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name)
                ? new DailyMarkdownLabel(name.ToString(), kind ?? FieldKind.Other, 0, Bold: true)
                : null;
        }

        if (line[0] < 64 * 2 && (_starts & (1UL << (line[0] & 63))) == 0)
            return null;
        foreach (var label in _plain)
        {
            if (line.Length > label.Text.Length && line[label.Text.Length] is ':' or '：' && line.StartsWith(label.Text))
            {
                textStart = label.Text.Length + 1;
                return label;
            }
        }

        return null;
    }

    private void Adopt(Dictionary<string, Use> plain, Dictionary<string, int> bold, int entries)
    {
        var most = Math.Max(2, (entries + 1) / 2);
        foreach (var (name, use) in plain.OrderBy(pair => pair.Value.First))
        {
            if (use.Count < most && !(use.Count == entries && FieldNames.Of(name) is not null))
                continue;
            var order = (_plain.Find(label => label.Text == use.After)?.Order ?? -1) + 1;
            // Beside a label of the template the same field is kept under its own name.
            _plain.Add(new DailyMarkdownLabel(name, KindOf(name), order, Bold: false));
        }

        _isBoldFile = bold.Any(pair => pair.Value >= (entries + 1) / 2 && FieldNames.Of(pair.Key) is not null);
        foreach (var (name, count) in bold)
        {
            if (count >= most)
                _bold.Add(name);
        }

        _starts = Starts(_plain);
    }

    private static FieldKind KindOf(string name) => FieldNames.Of(name) switch
    {
        FieldKind.Tldr or FieldKind.Motivation or FieldKind.Method or FieldKind.Result or FieldKind.Conclusion or FieldKind.Comment
            or FieldKind.Code or FieldKind.TranslatedAbstract or FieldKind.TranslatedTitle => FieldNames.Of(name)!.Value,
        _ => FieldKind.Other,
    };

    /// <summary><c>**TL;DR**: …</c>, <c>**Motivation:** …</c>, <c>> **摘要翻译:** …</c>.</summary>
    private static bool BoldLabel(ReadOnlySpan<char> line, out ReadOnlySpan<char> name, out int textStart)
    {
        name = default;
        textStart = 0;
        var start = line.StartsWith("> **") ? 4 : line.StartsWith("**") ? 2 : -1;
        if (start < 0)
            return false;
        var length = line[start..].IndexOf("**");
        if (length is < 1 or > LongestLabel + 1)
            return false;
        name = line.Slice(start, length);
        textStart = start + length + 2;
        if (name[^1] is ':' or '：')
            name = name[..^1];
        else if (textStart < line.Length && line[textStart] is ':' or '：')
            textStart++;
        else
            return false;
        return !name.IsEmpty;
    }

    private static bool PlainLabel(ReadOnlySpan<char> line, out ReadOnlySpan<char> name)
    {
        name = default;
        if (!char.IsLetter(line[0]))
            return false;
        var end = line[..Math.Min(line.Length, LongestLabel + 1)].IndexOfAny(':', '：');
        if (end < 1 || line.StartsWith("Main category:"))
            return false;
        name = line[..end];
        foreach (var character in name)
        {
            if (!char.IsLetter(character) && character is not (' ' or ';' or '-' or '&' or '/'))
                return false;
        }

        foreach (var label in Template)
        {
            if (name.SequenceEqual(label.Text))
                return true;
        }

        return name.Count(' ') <= 2;
    }

    private static void Count(Dictionary<string, int> uses, ReadOnlySpan<char> name)
    {
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            uses.GetAlternateLookup<ReadOnlySpan<char>>(), name, out _);
        count++;
    }

    private static string Count(Dictionary<string, Use> uses, ReadOnlySpan<char> name, string after)
    {
        var lookup = uses.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var text, out var use))
        {
            if (!IsTemplate(text))
                uses[text] = use with { Count = use.Count + 1 };
            return text;
        }

        text = name.ToString();
        if (!IsTemplate(text))
            uses[text] = new Use(1, after, uses.Count);
        return text;
    }

    private static bool IsTemplate(string name) => Template.Any(label => label.Text == name);

    private static ulong Starts(IEnumerable<DailyMarkdownLabel> labels) =>
        labels.Aggregate(0UL, (bits, label) => bits | (1UL << (label.Text[0] & 63)));

    private static DailyMarkdownLabel Plain(string text, FieldKind kind, int place) => new(text, kind, place * Step, Bold: false);

    /// <summary>How often a line start was met, and which label stood before it the first time.</summary>
    private sealed record Use(int Count, string After, int First);
}
