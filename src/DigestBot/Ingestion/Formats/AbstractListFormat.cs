using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// Plain lines <c>Abstract:…</c>, one per paper, without titles, as copied from an author's profile page.
/// A line without the prefix continues the abstract above it (leading blanks or an empty line: a new paragraph). Two kinds do not:
/// what stands before the first abstract, and a short line without a full stop between a finished abstract and the next
/// (an affiliation, a name). Those are notes.
/// </summary>
internal sealed class AbstractListFormat : IDigestFormat
{
    private const string Prefix = "Abstract:";
    private const int LongestPreamble = 5;
    private const int LongestCaption = 100;

    public string Name => "abstract-list";

    public int Confidence(DigestText text)
    {
        var before = 0;
        foreach (var raw in text.Lines)
        {
            if (string.IsNullOrWhiteSpace(raw))
                continue;
            var line = BrokenEscapes.Mend(raw, out _);
            if (IsStart(line))
                return 95;
            // Feeds, JSON and Markdown hold "Abstract:" lines too; they start with a mark of their own.
            if (line.TrimStart() is ['<' or '{' or '#' or '|', ..] || ++before > LongestPreamble)
                return 0;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var entries = new List<Entry>();
        var rejected = new List<LineNote>();
        var notes = new List<LineNote>();
        var repairs = new List<LineNote>();
        List<string>? current = null;
        var start = 0;
        var mended = BrokenEscapes.Mended.Nothing;

        for (var i = 0; i < text.Lines.Count; i++)
        {
            var line = BrokenEscapes.Mend(text.Lines[i], out var what);
            if (IsStart(line))
            {
                Close();
                (current, start, mended) = ([line[Prefix.Length..].TrimStart()], i + 1, what);
            }
            else if (current is not null && !IsCaption(line, current, text.Lines, i))
            {
                current.Add(line);
                mended |= what;
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                notes.Add(LineNote.NoEntry(i + 1, line));
            }
        }

        Close();
        return new ParsedDigest(Name, entries) { Rejected = rejected, Notes = notes, Repairs = repairs };

        void Close()
        {
            if (current is null)
                return;
            if (Paragraphs.Of(current) is { Count: > 0 } paragraphs)
                entries.Add(new Entry(start) { Abstract = paragraphs });
            else
                rejected.Add(new LineNote(start, new Remark(nameof(Strings.Note_EmptyAbstract))));
            if (mended.HasFlag(BrokenEscapes.Mended.Latex))
                repairs.Add(new LineNote(start, new Remark(nameof(Strings.Note_MendedLatex))));
            else if (mended.HasFlag(BrokenEscapes.Mended.ControlCharacters))
                repairs.Add(new LineNote(start, new Remark(nameof(Strings.Note_MendedControl))));
        }
    }

    private static bool IsStart(string line) => line.StartsWith(Prefix, StringComparison.Ordinal);

    private static bool IsCaption(string line, List<string> current, IReadOnlyList<string> lines, int index)
    {
        var text = line.AsSpan().Trim();
        if (text.IsEmpty || text.Length > LongestCaption || EndsSentence(text) || text is [.., ',' or ';' or ':'])
            return false;
        var above = current.FindLast(part => !string.IsNullOrWhiteSpace(part));
        return above is not null && EndsSentence(above.AsSpan().TrimEnd()) && NextIsStart(lines, index);
    }

    private static bool NextIsStart(IReadOnlyList<string> lines, int index)
    {
        // An empty line or two at most, so that a file of empty lines stays linear.
        for (var i = index + 1; i < Math.Min(lines.Count, index + 4); i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
                return IsStart(BrokenEscapes.Mend(lines[i], out _));
        }

        return index + 1 >= lines.Count;
    }

    private static bool EndsSentence(ReadOnlySpan<char> text) => text is [.., '.' or '!' or '?' or '。' or '！' or '？' or ')' or '}'];
}
