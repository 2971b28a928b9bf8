using System.Text.RegularExpressions;

namespace DigestBot.Ingestion.Formats;

/// <summary>One paper in unknown Markdown: a head, labelled lines, free text.</summary>
internal static partial class MarkdownEntry
{
    private const int LeastAbstract = 120;
    private const int LeastSentence = 30;
    private const int LongestLabel = 24;

    public static EntryDraft Read(DigestText text, MarkdownStretch stretch)
    {
        var draft = new EntryDraft(stretch.Start + 1);
        Head(draft, text.Line(stretch.Start));
        // A bare link below its title.
        if (stretch.IsLink && !draft.HasTitle && stretch.Start > 0 && text.Line(stretch.Start - 1) is { Length: > 0 and < 300 } above && PaperLinks.Find(above) is null)
            draft.Put(FieldKind.Title, "title", above.Trim("*#-_ ").ToString());
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

            // <div class="daily-paper-summary">: a label in the markup.
            if (bare[0] == '<' && Class().Match(bare.ToString()) is { Success: true } named)
            {
                Flush();
                // A model's, as there is no word of an abstract.
                label = named.Groups["name"].Value is var name && name.Equals("abstract", StringComparison.OrdinalIgnoreCase) ? name : "tldr";
                continue;
            }

            if (label is not null && bare is "</div>" or "</p>" or "</section>")
            {
                Flush();
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
        var text = Number().Replace(line.Trim().TrimStart("#-+•▪◦· \t").ToString(), "").Trim();
        text = text.StartsWith("* ", StringComparison.Ordinal) ? text[2..].Trim() : text;
        // "**Title** — Authors — [arXiv](…)": what is bold is the title.
        if (BoldStart().Match(text) is { Success: true } bold && !bold.Groups["title"].Value.Contains("](", StringComparison.Ordinal) && PaperLinks.Id(bold.Groups["title"].Value) is null)
        {
            draft.Put(FieldKind.Title, "title", bold.Groups["title"].Value.TrimEnd(':', '：', '.', ' '));
            Rest(draft, text[bold.Length..]);
        }
        else if (MarkdownLink.Find(text, out var label, out var target))
        {
            draft.Link(target.ToString());
            var name = label.Trim().Trim('*').Trim();
            var before = text.AsSpan()[..Math.Max(text.AsSpan().IndexOf("["), 0)].Trim(" *:–—-|,").ToString();
            var isName = !PaperLinks.Id(name.ToString()).HasValue && FieldNames.Of(name) is null && name.Length > 8 && !name.StartsWith("http") && !IsOnlyLink(name);
            var behind = text[(text.IndexOf(target.ToString(), StringComparison.Ordinal) + target.Length)..];
            draft.Put(FieldKind.Title, "title", isName ? name.ToString() : before.Length > 0 ? before : Links().Replace(behind.TrimStart(')'), "").Trim(' ', ':', '-', '–', '—', '|', '*'));
            if (isName)
                Rest(draft, behind);
        }
        else
        {
            Bare(draft, text);
        }
    }

    /// <summary>A link without a label: the title is before it, or behind it.</summary>
    private static void Bare(EntryDraft draft, string text)
    {
        if (PaperLinks.Find(text) is { } link)
        {
            draft.Link(link);
            var at = text.IndexOf(link, StringComparison.OrdinalIgnoreCase);
            var behind = at < 0 ? "" : text[Math.Min(text.Length, at + link.Length)..].Trim(' ', ')', '>', ']', ':', '：', '-', '–', '—', '|', ',', '.', '`', '*');
            text = text[..Math.Max(0, at)].TrimEnd(' ', '(', '<', ':', '-', '–', '—', '[', ',', '|', '`', '.');
            text = text.EndsWith("arXiv", StringComparison.OrdinalIgnoreCase) ? text[..^5].TrimEnd(' ', '(', ':', '-', '–', '—', '[', ',') : text;
            // "(the sparse one)" is a remark.
            if (text.Trim('*', ' ').Length == 0 && !behind.StartsWith('('))
                text = behind;
        }

        draft.Put(FieldKind.Title, "title", text.Trim('*').Trim());
    }

    /// <summary>Behind the title: authors, an abstract, or a sentence about the paper.</summary>
    private static void Rest(EntryDraft draft, string text)
    {
        if (PaperLinks.Find(text) is { } link)
            draft.Link(link);
        var rest = Links().Replace(YearAlone().Replace(text, ""), "").Trim(' ', ')', '(', '-', '–', '—', ':', ',', '.', '|', '*', '_', ';', '·');
        var parts = Dash().Split(rest);
        if (NameLine.Is(parts[0]) && (parts[0].Contains(',', StringComparison.Ordinal) || parts.Length > 1 || parts[0].Contains(" et al", StringComparison.Ordinal) || text.TrimStart(' ', ')').StartsWith('*') || !rest.Contains('.', StringComparison.Ordinal)))
        {
            draft.Put(FieldKind.Authors, "authors", parts[0]);
            rest = string.Join(" – ", parts.Skip(1)).Trim();
        }

        if (rest.Length >= LeastAbstract)
            draft.Put(FieldKind.Abstract, "abstract", rest);
        else if (rest.Length >= LeastSentence && rest.AsSpan().Count(' ') >= 5 || rest.Length > 12 && SummaryLanguage.Of(rest) != "en")
            draft.Put(FieldKind.Tldr, "summary", rest);
    }

    private static bool IsOnlyLink(ReadOnlySpan<char> name) => !HtmlLink.IsTitle(name.ToString()) && name.IndexOf(' ') < 0;

    /// <summary>A line in italics with commas in it is the authors; the rest waits whether an abstract comes.</summary>
    private static void Free(EntryDraft draft, string line, List<string> free)
    {
        if (!draft.HasAuthors && free.TrueForAll(string.IsNullOrWhiteSpace) && NameLine.Is(line) && line.Contains(',', StringComparison.Ordinal))
            draft.Put(FieldKind.Authors, "authors", line);
        else if (line.Length > 4 && ((line[0] == '*' && line[^1] == '*') || (line[0] == '_' && line[^1] == '_')) && line.Contains(',', StringComparison.Ordinal))
            draft.Put(FieldKind.Authors, "authors", line.Trim('*', '_'));
        else if (line[0] is not ('<' or '!' or '['))
            free.Add(line);
    }

    /// <summary>The longest paragraph, if it is one: a list of links is none.</summary>
    private static void Abstract(EntryDraft draft, List<string> free)
    {
        var paragraphs = string.Join('\n', free).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var longest = paragraphs.MaxBy(paragraph => paragraph.Length);
        if (longest is { Length: >= LeastAbstract } && Links().Replace(longest, "").Length >= LeastAbstract)
            draft.Put(FieldKind.Abstract, "abstract", longest);
    }

    [GeneratedRegex(@"^(?:\[[0-9]{1,4}\]|\(?[0-9]{1,4}[.)、]|[0-9]{1,4}\s*[:|-])\s+", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    // "[一作]", "[First author]", "¹".
    [GeneratedRegex(@"\s*\[[^\]]{1,12}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹†‡]", RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(?:\*\*|__)(?<title>[^*]{6,400}?)(?:\*\*|__)", RegexOptions.ExplicitCapture)]
    private static partial Regex BoldStart();

    [GeneratedRegex(@"\[[^\[\]]{0,100}\]\([^()\s]{0,500}\)|https?://[^\s)]+|\barXiv:\s*[0-9.v]+|\bdoi:\s*\S+|\b[0-9]{4}\.[0-9]{5}(?:v[0-9]+)?\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Links();

    [GeneratedRegex(@"\(\s*(?:19|20)[0-9]{2}\s*\)|,\s*(?:19|20)[0-9]{2}(?=\s*[.)]|\s*$)", RegexOptions.ExplicitCapture)]
    private static partial Regex YearAlone();

    [GeneratedRegex(@"\s+[–—-]{1,2}\s+|\s+\|\s+|\.\s+(?=\*|\[)", RegexOptions.ExplicitCapture)]
    private static partial Regex Dash();

    [GeneratedRegex(@"^<(?:div|p|section)\b[^>]{0,200}\bclass=[""'][^""'>]{0,80}?(?<name>summary|tldr|abstract)[^""'>]{0,40}[""']", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Class();
}
