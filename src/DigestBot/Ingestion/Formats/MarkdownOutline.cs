using System.Text.RegularExpressions;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>Lines <c>Start</c> to <c>End</c> (not with it) that are about one paper, from 0. <c>IsLink</c>: it begins with the link, and the title may stand above.</summary>
internal sealed record MarkdownStretch(int Start, int End, string? Section, bool IsLink = false);

/// <summary>Where the entries of unknown Markdown begin: at headings of one level, at bold lines, at list items, or at lines with a link.</summary>
internal sealed partial record MarkdownOutline(IReadOnlyList<MarkdownStretch> Entries, int Heads, DateOnly? Day)
{
    private const int Bold = 7, Item = 8, Link = 9, Kinds = 10;

    /// <summary>Entries whose first line has both their link and their title.</summary>
    public int Titled { get; private init; }

    /// <summary>Lines with links to the web that are part of no entry, from 0.</summary>
    public IEnumerable<int> Untaken(DigestText text)
    {
        var next = 0;
        for (var i = 0; i < text.LineCount; i++)
        {
            while (next < Entries.Count && Entries[next].End <= i)
                next++;
            if ((next >= Entries.Count || i < Entries[next].Start) && text.Line(i).Contains("](http", StringComparison.OrdinalIgnoreCase) && text.Line(i).TrimStart() is ['-' or '*' or '+' or (>= '0' and <= '9'), ..])
                yield return i;
        }
    }

    public static MarkdownOutline Of(DigestText text)
    {
        var kinds = new byte[text.LineCount];
        var papers = new ArxivOrLink?[text.LineCount];
        var head = FrontMatter.Of(text);
        var day = head.Day;
        var fenced = false;
        var entriesBegin = -1;
        for (var i = head.End; i < text.LineCount; i++)
        {
            var line = text.Line(i);
            if (line.StartsWith("```"))
                fenced = !fenced;
            kinds[i] = fenced ? (byte)0 : (byte)Kind(line);
            papers[i] = PaperLinks.Find(line) is { } link ? new ArxivOrLink(PaperLinks.Id(link), link) : null;
            if (kinds[i] == 0 && papers[i] is { } found && !fenced && IsLinkLine(line, found.Link) && MarkdownEntry.LabelOf(line, out _) is null)
                kinds[i] = Link;
            // The file's own headings and "Last update" say its day; the title of an entry does not.
            if ((kinds[i] is > 0 and < Bold && papers[i] is null && entriesBegin < 0) || (papers[i] is null && UpdatedLine.Is(line) && entriesBegin < 0))
                day ??= DayText.Find(line);
            if (papers[i] is not null && entriesBegin < 0)
                entriesBegin = i;
        }

        MarkdownOutline? best = null;
        for (var kind = 1; kind < Kinds; kind++)
        {
            var outline = With(text, kinds, papers, kind, day);
            if ((outline.Entries.Count, outline.Titled).CompareTo((best?.Entries.Count ?? 0, best?.Titled ?? 0)) > 0)
                best = outline;
        }

        return best ?? new MarkdownOutline([], 0, day);
    }

    private static MarkdownOutline With(DigestText text, byte[] kinds, ArxivOrLink?[] papers, int kind, DateOnly? day)
    {
        var entries = new List<MarkdownStretch>();
        var (heads, titled) = (0, 0);
        string? section = null;
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] is > 0 and < Bold && kinds[i] < kind)
                section = Section(text.Line(i));
            if (kinds[i] != kind)
                continue;
            heads++;
            var end = i + 1;
            ArxivOrLink? paper = papers[i];
            var one = true;
            while (end < kinds.Length && kinds[end] != kind && !(kinds[end] > 0 && kinds[end] < Math.Min(kind, Bold)))
            {
                // One paper may have several links; two ids are two papers.
                if (papers[end] is { } other)
                {
                    one &= paper?.Id is null || other.Id is null || paper.Id == other.Id;
                    paper = paper?.Id is null ? other.Id is null ? paper ?? other : other : paper;
                }

                end++;
            }

            // Under a list item everything up to the next heading may follow: only what is indented is its own.
            if (kind == Item)
                end = EndOfItem(text, kinds, i, end);
            if (kind == Link)
                end = EndOfLink(text, i, end);
            if (paper is not null && (one || papers[i] is not null) && (kind != Item || Holds(papers, i, end)))
            {
                entries.Add(new MarkdownStretch(i, end, section, kind == Link));
                titled += papers[i] is not null && IsTitled(text.Line(i)) ? 1 : 0;
            }
        }

        return new MarkdownOutline(entries, heads, day) { Titled = titled };
    }

    /// <summary>The line is a link, maybe with a remark behind it, or a title with its link at the end; a link within a sentence is neither.</summary>
    private static bool IsLinkLine(ReadOnlySpan<char> line, string link)
    {
        var text = line.Trim();
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.StartsWith('<') && text[1..].StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.StartsWith("arXiv:", StringComparison.OrdinalIgnoreCase) || text.StartsWith(link))
            return true;
        if (line[0] is ' ' or '\t' or '>' or '|' or '<' || !(char.IsUpper(text[0]) || char.IsDigit(text[0]) || text[0] is '[' or '"' or '“' or '*' || text[0] > '\u2E80'))
            return false;
        var at = text.IndexOf("http", StringComparison.OrdinalIgnoreCase) is >= 0 and var web ? web : text.LastIndexOf(link);
        return at > 0 && text[at..].TrimEnd(" .)>]").IndexOf(' ') < 0 && IsTitled(text[..at]);
    }

    /// <summary>There is a title beside the link: words that are neither the address nor "PDF".</summary>
    private static bool IsTitled(ReadOnlySpan<char> line)
    {
        var text = line.ToString();
        return MarkdownLink.Find(text, out var label, out _) && HtmlLink.IsTitle(label.ToString()) || HtmlLink.IsTitle(Address().Replace(text.TrimStart('-', '*', '+', '#', ' '), "").Trim());
    }

    /// <summary>Text right below a bare link belongs to it, up to an empty line.</summary>
    private static int EndOfLink(DigestText text, int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (text.Line(i).IsWhiteSpace())
                return i;
        }

        return end;
    }

    private static bool Holds(ArxivOrLink?[] papers, int start, int end) => papers.AsSpan(start, end - start).ContainsAnyExcept((ArxivOrLink?)null);

    private static int EndOfItem(DigestText text, byte[] kinds, int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (kinds[i] is > 0 and < Bold || (!text.Line(i).IsEmpty && text.Line(i)[0] is not (' ' or '\t' or '>') && text.Line(i - 1).IsWhiteSpace()))
                return i;
        }

        return end;
    }

    private static string? Section(ReadOnlySpan<char> heading)
    {
        var name = Count().Replace(Folded.White(heading.Trim('#').Trim('*').ToString()), "");
        return name.Length is 0 or > 60 || DayText.Find(name) is not null ? null : name;
    }

    // "LLM Reasoning · 2 篇", "NLP (12 papers)", "Vision [3]".
    [GeneratedRegex(@"\s*(?:[·|:：–—-]\s*)?(?:[(（\[]\s*[0-9]{1,4}\s*(?:篇|件|papers?|entries|articles)?\s*[)）\]]|(?<=[·|:：–—\s-])[0-9]{1,4}\s*(?:篇|件|papers?|entries|articles))\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Count();

    [GeneratedRegex(@"\]?\(?(?:https?://\S+|[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?)\)?", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>1–6 a heading, 7 a bold line, 8 a list item, 0 anything else.</summary>
    private static int Kind(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
            return 0;
        switch (line[0])
        {
            case '#':
                var level = line.IndexOfAnyExcept('#');
                return level is > 0 and <= 6 && line[level] == ' ' ? level : 0;
            case '*' when line.StartsWith("**"):
                return MarkdownEntry.LabelOf(line, out _) is null ? Bold : 0;
            case '-' or '*' or '+' or '•' or '▪' or '◦' or '·':
                return line.Length > 2 && line[1] == ' ' && MarkdownEntry.LabelOf(line, out _) is null ? Item : 0;
            default:
                var digits = line.IndexOfAnyExceptInRange('0', '9');
                return digits is > 0 and < 5 && line[digits] is '.' or ')' && digits + 1 < line.Length && line[digits + 1] == ' ' ? Item : 0;
        }
    }

    private sealed record ArxivOrLink(ArxivId? Id, string Link);
}
