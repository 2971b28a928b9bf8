using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// The Markdown that daily-arXiv-ai-enhanced writes, in its four generations (March 2025 to today), and what its forks make of it: other
/// labels, bold labels, translated titles, sections of another depth. Read line by line, not as Markdown:
/// <c>&lt;details&gt;</c>, <c>*</c> in names and <c>$</c> in titles would mislead a renderer. Linear in the size of the file.
/// </summary>
internal sealed class DailyMarkdownFormat : IDigestFormat
{
    public string Name => "daily-markdown";

    public bool MayBeEmpty => true;

    // Enough for the longest table of contents; a file that shows none of the marks by then is something else.
    private const int LinesLookedAt = 2_000;
    private const int LinesOfFirstEntry = 12;

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            var line = BrokenEscapes.Mend(text.Line(i), out _);
            if (DailyMarkdownSections.IsToc(line) || DailyMarkdownSections.Heading(line) is not null)
                return 100;
            if (DailyMarkdownHead.IsMeant(line) && DailyMarkdownHead.Read(line, out _) is not null)
                return text.Lines.Skip(i + 1).Take(LinesOfFirstEntry).Any(IsMark) ? 90 : 0;
        }

        // "# AI-Enhanced arXiv Daily 2025-06-18" over nothing but a heading: a day without papers.
        return text.LineCount < 20 && text.FirstLine() is var first && first.StartsWith("# AI-Enhanced arXiv Daily") ? 90 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var reading = new Reading(text);
        reading.Run();
        return new ParsedDigest(Name, reading.Entries)
        {
            Day = reading.Day,
            Sections = reading.Sections,
            Rejected = reading.Rejected,
            Notes = [.. reading.Notes.OrderBy(note => note.Line)],
            Repairs = reading.Repairs,
        };
    }

    private static bool IsMark(string line) =>
        line.AsSpan().Trim() is "<details>"
        || line.StartsWith("**TL;DR", StringComparison.Ordinal) || line.StartsWith("> **TL;DR", StringComparison.Ordinal)
        || line.StartsWith("TL;DR:", StringComparison.Ordinal) || line.StartsWith("TLDR:", StringComparison.Ordinal)
        || line.StartsWith("Task:", StringComparison.Ordinal) || line.StartsWith("Abstract:", StringComparison.Ordinal);

    private sealed class Reading(DigestText text)
    {
        private readonly DailyMarkdownSections _sections = new();
        private readonly DailyMarkdownLabels _labels = DailyMarkdownLabels.Learn(text);
        private DailyMarkdownEntry? _entry;
        private bool _inRejected;
        private bool _inDetails;

        public DateOnly? Day => _sections.Day;
        public IReadOnlyList<SectionCount> Sections => _sections.Counts;
        public List<Entry> Entries { get; } = [];
        public List<LineNote> Rejected { get; } = [];
        public List<LineNote> Notes { get; } = [];
        public List<LineNote> Repairs { get; } = [];

        public void Run()
        {
            for (var i = 0; i < text.LineCount; i++)
            {
                // Half of all lines.
                if (text.Line(i).IsEmpty)
                {
                    _entry?.Add(i + 1, "");
                    continue;
                }

                var line = BrokenEscapes.Mend(text.Line(i), out var mended);
                // It was nothing but control characters.
                if (line.IsEmpty)
                {
                    _entry?.Add(i + 1, "");
                    continue;
                }

                // A plain heading between <details> and </details> is part of a summary; anywhere else it is an entry without its link.
                if (DailyMarkdownHead.IsMeant(line) || (DailyMarkdownHead.IsHeading(line) && !_inDetails && (_entry is not null || _inRejected || Entries.Count > 0 || _sections.Current is not null)))
                    i = Open(i, line, ref mended);
                else if (_sections.Section(line) is { } section)
                    EnterSection(section);
                else if ((_inDetails && _entry is not null) || !DailyMarkdownSections.IsFurniture(line))
                    Body(i + 1, line);

                if (mended.HasFlag(BrokenEscapes.Mended.Latex))
                    _entry?.Mended(nameof(Strings.Note_MendedLatex));
                if (mended.HasFlag(BrokenEscapes.Mended.ControlCharacters))
                    _entry?.Mended(nameof(Strings.Note_MendedControl));
            }

            Close(atEnd: true);
            Notes.AddRange(_sections.Mismatches());
            if (Entries.Count + Rejected.Count == 0)
                Notes.Add(new LineNote(0, new Remark(nameof(Strings.Note_NoEntries))));
        }

        private int Open(int index, ReadOnlySpan<char> line, ref BrokenEscapes.Mended mended)
        {
            Close(atEnd: false);
            _inDetails = false;
            _sections.Count();
            var head = DailyMarkdownHead.Read(line, out var reason);
            var last = index;
            var joined = false;
            if (head is null && index + 1 < text.LineCount && DailyMarkdownHead.IsSecondHalf(text.Line(index + 1)))
            {
                var first = line.ToString();
                var second = BrokenEscapes.Mend(text.Line(index + 1), out var also).ToString();
                var whole = first + (BrokenEscapes.IsLostNewline(first, second) ? @"\n" : " ") + second;
                if (DailyMarkdownHead.Read(whole, out _) is { } mendedHead)
                {
                    head = mendedHead;
                    mended |= also;
                    last = index + 1;
                    joined = true;
                }
            }

            _inRejected = head is null;
            if (head is null)
            {
                Rejected.Add(new LineNote(index + 1, new Remark(reason)));
                return last;
            }

            _entry = new DailyMarkdownEntry(index + 1, head, _sections.Current, _labels);
            if (joined)
                _entry.Mended(nameof(Strings.Note_MendedTitle));
            return last;
        }

        private void EnterSection(string section)
        {
            Close(atEnd: false);
            _inRejected = _inDetails = false;
            _sections.Enter(section);
        }

        private void Body(int number, ReadOnlySpan<char> line)
        {
            if (line.Trim() is "<details>" or "</details>")
                _inDetails = line.Trim() is "<details>";
            if (_entry is not null)
                _entry.Add(number, line);
            else if (!_inRejected && !_sections.ReadHead(number, line) && !line.IsWhiteSpace())
                Notes.Add(LineNote.NoEntry(number, line.ToString()));
        }

        private void Close(bool atEnd)
        {
            if (_entry is not { } entry)
                return;
            _entry = null;
            if (!entry.IsClosed)
            {
                Notes.Add(atEnd
                    ? entry.CutOff()
                    : new LineNote(entry.Line, new Remark(nameof(Strings.Note_NotClosed))));
            }

            Entries.Add(entry.ToEntry());
            Repairs.AddRange(entry.Repairs);
            if (entry.Strays is [var first, ..] strays)
            {
                var (excerpt, of) = (LineNote.Excerpt(first.Note), $"{entry.Line}");
                Notes.Add(new LineNote(
                    first.Line,
                    strays.Count == 1
                        ? new Remark(nameof(Strings.Note_StrayLine), of, excerpt)
                        : new Remark(nameof(Strings.Note_StrayLines), of, excerpt, $"{strays.Count}")));
            }
        }
    }
}
