using System.Text.RegularExpressions;

namespace DigestBot.Ingestion.Formats;

/// <summary>One paper in unknown Markdown: a head, labelled lines, free text.</summary>
internal static partial class MarkdownEntry
{
    private const int LeastAbstract = 120;
    private const int LongestLabel = 24;

    public static EntryDraft Read(DigestText text, MarkdownStretch stretch)
    {
        var draft = new EntryDraft(stretch.Start + 1);
        Head(draft, text.Line(stretch.Start));
        string? label = null;
        var field = new List<string>();
        var free = new List<string>();
        for (var i = stretch.Start + 1; i < stretch.End; i++)
        {
            var line = text.Line(i);
            var bare = line.TrimStart(" \t>").TrimEnd();
            if (bare.IsEmpty || bare is "---" or "***")
            {
                (label is null ? free : field).Add("");
                continue;
            }

            // "## 摘要（原文）" below a heading is a label like any other.
            if (bare[0] == '#' && FieldNames.Of(bare.TrimStart('#').Trim()) is not null)
            {
                Flush();
                label = bare.TrimStart('#').Trim().ToString();
                continue;
            }

            // Several fields may share a line: "**arXiv ID:** 2601.18899 | [PDF](…) | **Date:** …".
            foreach (var part in bare.Contains(" | ", StringComparison.Ordinal) && LabelOf(bare, out _) is not null ? bare.ToString().Split(" | ") : [bare.ToString()])
            {
                if (LabelOf(part, out var start) is { } next)
                {
                    Flush();
                    label = next;
                    field.Add(part[start..].Trim());
                }
                else if (label is not null && FieldNames.Of(label) is FieldKind.Abstract or FieldKind.TranslatedAbstract or FieldKind.Tldr or FieldKind.Motivation or FieldKind.Method or FieldKind.Result or FieldKind.Conclusion or FieldKind.Other)
                {
                    field.Add(part);
                }
                else
                {
                    Flush();
                    Free(draft, part, free);
                }
            }

            if (!draft.HasLink && PaperLinks.Find(line) is { } link)
                draft.Link(link);
        }

        Flush();
        if (!draft.HasText)
            Abstract(draft, free);
        return draft;

        void Flush()
        {
            if (label is not null)
                Put(draft, label, string.Join('\n', field).Trim());
            label = null;
            field.Clear();
        }
    }

    /// <summary><c>**Label:** text</c>, <c>- **Label**: text</c>, <c>Label: text</c> or <c>作者 text</c>; null where the line is none. Plain labels must be known.</summary>
    public static string? LabelOf(ReadOnlySpan<char> line, out int start)
    {
        start = 0;
        var text = line.TrimStart();
        var skipped = line.Length - text.Length;
        if (text.Length > 2 && text[0] is '-' or '*' or '+' or '•' && text[1] == ' ')
        {
            text = text[2..];
            skipped += 2;
        }

        if (text.StartsWith("**"))
        {
            var end = text[2..].IndexOf("**");
            if (end is < 1 or > LongestLabel + 1)
                return null;
            var name = text.Slice(2, end);
            start = skipped + end + 4;
            if (name[^1] is ':' or '：')
                name = name[..^1];
            else if (start < line.Length && line[start] is ':' or '：')
                start++;
            else
                return null;
            return name.IsEmpty ? null : name.Trim().ToString();
        }

        var colon = text[..Math.Min(text.Length, LongestLabel + 1)].IndexOfAny(':', '：');
        if (colon < 1 && (text.StartsWith("作者 ") || text.StartsWith("日期 ") || text.StartsWith("链接 ")))
            colon = 2;
        if (colon < 1 || FieldNames.Of(text[..colon]) is null or FieldKind.Nothing || text[..colon].Equals("http", StringComparison.OrdinalIgnoreCase) || (colon + 1 < text.Length && text[colon + 1] == '/')
            // An id's own prefix is no label.
            || (text[..colon].Equals("arXiv", StringComparison.OrdinalIgnoreCase) && colon + 1 < text.Length && char.IsAsciiDigit(text[colon + 1])))
            return null;
        start = skipped + colon + 1;
        return text[..colon].Trim().ToString();
    }

    private static void Put(EntryDraft draft, string label, string text)
    {
        switch (FieldNames.Of(label))
        {
            case FieldKind.Authors:
                draft.Put(FieldKind.Authors, label, Marks().Replace(text, ""));
                break;
            case FieldKind.ArxivId or FieldKind.Link or FieldKind.Pdf:
                draft.Link(PaperLinks.Find(text) ?? text);
                break;
            case FieldKind.Categories or FieldKind.MainCategory:
                draft.Put(FieldKind.Categories, label, text.Replace("`", "", StringComparison.Ordinal));
                break;
            case var kind:
                draft.Put(kind ?? FieldKind.Other, label, text);
                break;
        }
    }

    private static void Head(EntryDraft draft, ReadOnlySpan<char> line)
    {
        var text = Number().Replace(line.Trim().TrimStart("#-*+ \t").ToString(), "").Trim();
        if (MarkdownLink.Find(text, out var label, out var target))
        {
            draft.Link(target.ToString());
            var name = label.Trim().Trim('*').Trim();
            var before = text.AsSpan()[..Math.Max(text.AsSpan().IndexOf("["), 0)].Trim(" *:–—-|").ToString();
            var isName = !PaperLinks.Id(name.ToString()).HasValue && FieldNames.Of(name) is null && name.Length > 8 && !name.StartsWith("http");
            draft.Put(FieldKind.Title, "title", isName ? name.ToString() : before);
            var rest = text.AsSpan()[(text.AsSpan().IndexOf(target) + target.Length)..].TrimStart(") -–—:,.").ToString();
            if (isName && rest.Length >= LeastAbstract)
                draft.Put(FieldKind.Abstract, "abstract", rest);
            else if (isName && rest.Contains(',', StringComparison.Ordinal) && rest.StartsWith('*'))
                draft.Put(FieldKind.Authors, "authors", rest);
        }
        else
        {
            if (PaperLinks.Find(text) is { } link)
            {
                draft.Link(link);
                text = text[..Math.Max(0, text.IndexOf(link, StringComparison.OrdinalIgnoreCase))].TrimEnd(' ', '(', '<', ':', '-', '–', '—', '[');
                text = text.EndsWith("arXiv", StringComparison.OrdinalIgnoreCase) ? text[..^5].TrimEnd(' ', '(', ':', '-', '[') : text;
            }

            draft.Put(FieldKind.Title, "title", text.Trim('*').Trim());
        }
    }

    /// <summary>A line in italics with commas in it is the authors; the rest waits whether an abstract comes.</summary>
    private static void Free(EntryDraft draft, string line, List<string> free)
    {
        if (line.Length > 4 && ((line[0] == '*' && line[^1] == '*') || (line[0] == '_' && line[^1] == '_')) && line.Contains(',', StringComparison.Ordinal))
            draft.Put(FieldKind.Authors, "authors", line.Trim('*', '_'));
        else if (line[0] is not ('<' or '!' or '['))
            free.Add(line);
    }

    private static void Abstract(EntryDraft draft, List<string> free)
    {
        var paragraphs = string.Join('\n', free).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (paragraphs.MaxBy(paragraph => paragraph.Length) is { Length: >= LeastAbstract } longest)
            draft.Put(FieldKind.Abstract, "abstract", longest);
    }

    [GeneratedRegex(@"^(?:\[[0-9]{1,4}\]|\(?[0-9]{1,4}[.)、]|[0-9]{1,4}\s*[:|-])\s+", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    // "[一作]", "[First author]", "¹".
    [GeneratedRegex(@"\s*\[[^\]]{1,12}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹†‡]", RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();
}
