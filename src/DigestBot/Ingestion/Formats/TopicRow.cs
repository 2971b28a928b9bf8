namespace DigestBot.Ingestion.Formats;

/// <summary>One paper of a topic table or of its list form, in one line.</summary>
internal static class TopicRow
{
    private const string Separators = "|-: \t";

    /// <summary>A line of cells over a line of dashes.</summary>
    public static bool IsTable(ReadOnlySpan<char> head, ReadOnlySpan<char> rule) => head.TrimStart().StartsWith('|') && IsRule(rule) && !IsRule(head);

    public static bool IsRule(ReadOnlySpan<char> line) => line.TrimStart().StartsWith('|') && line.Contains("--", StringComparison.Ordinal) && line.IndexOfAnyExcept(Separators) < 0;

    /// <summary>What each column holds; null where there are less than two.</summary>
    public static IReadOnlyList<FieldKind>? Columns(ReadOnlySpan<char> head)
    {
        var cells = Cells(head);
        if (cells.Count < 2)
            return null;
        var kinds = cells.Select(cell => FieldNames.Of(cell.Trim('*')) ?? FieldKind.Other).ToList();
        // "| Paper | Link |": the paper is its title.
        if (!kinds.Contains(FieldKind.Title) && cells.ToList().FindIndex(cell => cell.Trim('*', ' ').ToLowerInvariant() is "paper" or "papers" or "论文" or "article" or "work") is >= 0 and var paper)
            kinds[paper] = FieldKind.Title;
        return kinds;
    }

    /// <summary>Cells between bars; a bar behind a backslash, inside math or code is text.</summary>
    public static IReadOnlyList<string> Cells(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        text = text.StartsWith('|') ? text[1..] : text;
        var cells = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                i++;
            else if (text[i] == '|')
            {
                cells.Add(text[start..i].Trim().ToString());
                start = i + 1;
            }
        }

        if (start < text.Length && !text[start..].IsWhiteSpace())
            cells.Add(text[start..].Trim().ToString());
        return cells;
    }

    public static EntryDraft FromTable(ReadOnlySpan<char> line, int number, IReadOnlyList<FieldKind> columns, IReadOnlyList<string> headers, string? topic)
    {
        var draft = new EntryDraft(number);
        var cells = Whole(Cells(line), columns);
        for (var i = 0; i < Math.Min(cells.Count, columns.Count); i++)
            Put(draft, columns[i], headers[i], cells[i].Replace("\\|", "|", StringComparison.Ordinal));
        if (topic is not null)
            draft.Category(topic);
        return draft;
    }

    /// <summary><c>- 2022-11-30, **Title**, First Author et.al., Paper: [url](url), Code: **[url](url)**</c>.</summary>
    public static bool IsListItem(ReadOnlySpan<char> line) =>
        line.Length > 16 && line[0] is '-' or '*' && line[1] == ' ' && line[2..].TrimStart('*') is var text && DayText.Find(text[..Math.Min(text.Length, 10)]) is not null
        && line.IndexOf(", **") is > 0 and < 30;

    public static EntryDraft FromList(ReadOnlySpan<char> line, int number, string? topic)
    {
        var draft = new EntryDraft(number);
        draft.Put(FieldKind.Published, "date", line.Slice(2, Math.Min(14, line.Length - 2)).ToString());
        var rest = line[(line.IndexOf(", **") + 4)..];
        var end = rest.IndexOf("**, ");
        if (end < 0)
            end = rest.LastIndexOf("**") is > 0 and var last ? last : rest.Length;
        draft.Put(FieldKind.Title, "title", rest[..end].ToString());
        rest = rest[Math.Min(rest.Length, end + 2)..].TrimStart(", ");
        var paper = rest.IndexOf("Paper:");
        if (paper >= 0)
        {
            PutAuthors(draft, rest[..paper].TrimEnd(", ").ToString());
            rest = rest[(paper + 6)..];
        }

        var code = rest.IndexOf("Code:");
        if (code >= 0)
            draft.Put(FieldKind.Code, "code", rest[(code + 5)..].Trim().Trim('*').ToString());
        draft.Link(code < 0 ? rest.ToString() : rest[..code].TrimEnd(", ").ToString());
        if (topic is not null)
            draft.Category(topic);
        return draft;
    }

    private static void Put(EntryDraft draft, FieldKind kind, string header, string cell)
    {
        var text = cell.StartsWith("**", StringComparison.Ordinal) && cell.EndsWith("**", StringComparison.Ordinal) && cell.Length > 4 ? cell[2..^2] : cell;
        if (text is "null" or "-" or "None" or "")
            return;
        switch (kind)
        {
            case FieldKind.Title when text.StartsWith('[') && MarkdownLink.Find(text, out var label, out var target):
                draft.Put(FieldKind.Title, header, label.ToString());
                Link(draft, target.ToString());
                break;
            case FieldKind.Authors:
                PutAuthors(draft, text);
                break;
            default:
                draft.Put(kind, header, text);
                break;
        }
    }

    /// <summary>An address, or a page of the digest's own that is named after the paper's id.</summary>
    private static void Link(EntryDraft draft, string target)
    {
        draft.Link(target);
        if (draft.HasLink)
            return;
        var name = target[(target.LastIndexOf('/') + 1)..];
        for (var end = name.Length; end > 0; end = name.LastIndexOfAny(['-', '.', '_'], end - 1))
        {
            draft.Put(FieldKind.ArxivId, "id", name[..end]);
            if (draft.HasLink)
                return;
        }
    }

    /// <summary>"et.al." stands for the names the file does not give.</summary>
    private static void PutAuthors(EntryDraft draft, string text)
    {
        foreach (var others in (string[])["et.al.", "et al.", "et. al.", "et al", "等"])
        {
            if (text.EndsWith(others, StringComparison.OrdinalIgnoreCase))
                text = text[..^others.Length].TrimEnd(' ', ',');
        }

        draft.Put(FieldKind.Authors, "authors", text);
    }

    /// <summary>A bar in a title makes a cell too many: what is too many belongs to the title.</summary>
    private static IReadOnlyList<string> Whole(IReadOnlyList<string> cells, IReadOnlyList<FieldKind> columns)
    {
        var extra = cells.Count - columns.Count;
        var title = 0;
        while (title < columns.Count && columns[title] != FieldKind.Title)
            title++;
        return extra <= 0 || title == columns.Count
            ? cells
            : [.. cells.Take(title), string.Join('|', cells.Skip(title).Take(extra + 1)), .. cells.Skip(title + extra + 1)];
    }
}
