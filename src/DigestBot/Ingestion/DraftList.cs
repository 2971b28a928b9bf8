using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>Drafts closed one after the other: entries, and what is said about those that are none.</summary>
internal sealed class DraftList
{
    private readonly Dictionary<string, int> _sections = new(StringComparer.Ordinal);

    public List<Entry> Entries { get; } = [];

    public List<LineNote> Rejected { get; } = [];

    public List<LineNote> Notes { get; } = [];

    public List<LineNote> Repairs { get; } = [];

    /// <summary>Of a file that is not read, as its nesting is an attack.</summary>
    public static ParsedDigest TooNested(string format)
    {
        var list = new DraftList();
        list.Reject(0, nameof(Strings.Note_TooNested));
        return list.ToDigest(format);
    }

    public void Add(EntryDraft draft, string? section = null)
    {
        if (section is not null)
            _sections[section] = _sections.GetValueOrDefault(section) + 1;
        if (draft.ToEntry() is not { } entry)
        {
            Rejected.Add(new LineNote(draft.Line, new Remark(nameof(Strings.Note_Nothing))));
            return;
        }

        Entries.Add(entry);
        Repairs.AddRange(draft.Repairs);
    }

    public void Reject(int line, string text, params IReadOnlyList<string> parts) => Rejected.Add(new LineNote(line, new Remark(text, parts)));

    public void NoEntry(int line, ReadOnlySpan<char> text)
    {
        if (!text.IsWhiteSpace())
            Notes.Add(LineNote.NoEntry(line, text.ToString()));
    }

    /// <summary>Sections in the order they were met, with what the file declares of them; what does not agree is noted.</summary>
    public ParsedDigest ToDigest(string format, DateOnly? day = null, IReadOnlyDictionary<string, (int Line, int Total)>? declared = null)
    {
        foreach (var (name, (line, total)) in declared ?? new Dictionary<string, (int, int)>())
        {
            var found = _sections.GetValueOrDefault(name);
            _sections.TryAdd(name, 0);
            if (found != total)
                Notes.Add(new LineNote(line, new Remark(nameof(Strings.Note_SectionCount), name, $"{total}", $"{found}")));
        }

        if (Entries.Count + Rejected.Count == 0)
            Notes.Add(new LineNote(0, new Remark(nameof(Strings.Note_NoEntries))));
        return new ParsedDigest(format, Entries)
        {
            Day = day,
            Sections = [.. _sections.Select(pair => new SectionCount(pair.Key, pair.Value, declared is not null && declared.TryGetValue(pair.Key, out var total) ? total.Total : null))],
            Rejected = Rejected,
            Notes = [.. Notes.OrderBy(note => note.Line)],
            Repairs = Repairs,
        };
    }
}
