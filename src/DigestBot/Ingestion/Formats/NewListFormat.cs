using DigestBot.Messages;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// Lists of new and replaced papers: <c># 音频 cs.SD;  eess.AS</c>, <c>- **最新发布 27 篇**</c>, <c>#### [new 001] Title</c>, <c>- **分类: cs.CL; cs.AI**</c>,
/// <c>- **简介: …**</c>, <c>- **链接: …**</c>, then in a quotation <c>**作者:**</c>, <c>**备注:**</c>, <c>**摘要:**</c>.
/// </summary>
internal sealed class NewListFormat : IDigestFormat
{
    private const int LinesLookedAt = 200;
    private const string Head = "#### [";
    private static readonly string[] Kinds = ["new", "replaced", "cross", "replace", "updated", "cross-list"];

    public string Name => "new-list";

    public bool MayBeEmpty => true;

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            if (ReadHead(text.Line(i), out _, out _) && HasLabels(text, i + 1))
                return 100;
        }

        return text.LineCount > 2 && text.Line(0).StartsWith("# ") && Enumerable.Range(0, Math.Min(text.LineCount, 10)).Any(i => text.Line(i).StartsWith("- **最新发布 ")) ? 90 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        var declared = new Dictionary<string, (int Line, int Total)>(StringComparer.Ordinal);
        EntryDraft? draft = null;
        string? section = null;
        string? label = null;
        DateOnly? day = null;
        var field = new List<string>();

        for (var i = 0; i < text.LineCount; i++)
        {
            var line = text.Line(i);
            if (line.StartsWith(Head) && ReadHead(line, out var kind, out var title))
            {
                Close();
                draft = new EntryDraft(i + 1);
                draft.Put(FieldKind.Title, "title", title.ToString());
                draft.Announced(kind.ToString());
                section ??= kind.ToString();
            }
            else if (line.StartsWith(Head))
            {
                Close();
                list.Reject(i + 1, nameof(Strings.Note_NewListHead));
            }
            else if (line.StartsWith("## "))
            {
                Close();
                section = Folded.White(line[3..].ToString());
            }
            else if (draft is null)
            {
                if (ReadTotal(line, out var name, out var total))
                    declared[name] = (i + 1, total);
                else if (line.StartsWith("# "))
                    day ??= DayText.Find(line);
                else if (line.TrimEnd() is not ("---" or ">"))
                    list.NoEntry(i + 1, line);
            }
            else if (line.StartsWith("- **") && label is not "摘要" && Colon(line[4..]) is > 0 and var colon)
            {
                Flush();
                label = line.Slice(4, colon).Trim().ToString();
                field.Add(line[(4 + colon + 1)..].ToString());
            }
            else if (line.StartsWith("> **") && Colon(line[4..]) is > 0 and var at && line[(4 + at + 1)..].StartsWith("**"))
            {
                Flush();
                label = line.Slice(4, at).Trim().ToString();
                field.Add(line[(4 + at + 3)..].Trim().ToString());
            }
            else if (line.TrimEnd() is "---")
            {
                Close();
            }
            else if (label is not null)
            {
                field.Add((line.StartsWith('>') ? line[1..] : line).Trim().ToString());
            }
        }

        Close();
        return list.ToDigest(Name, day, declared);

        void Flush()
        {
            if (draft is not null && label is not null)
                Put(draft, label, string.Join('\n', field).TrimEnd());
            field.Clear();
            label = null;
        }

        void Close()
        {
            Flush();
            if (draft is not null)
                list.Add(draft, section);
            draft = null;
        }
    }

    /// <summary>Without labels below it such a heading may be anything.</summary>
    private static bool HasLabels(DigestText text, int from)
    {
        for (var i = from; i < Math.Min(text.LineCount, from + 6); i++)
        {
            if (text.Line(i).StartsWith("- **") || text.Line(i).StartsWith("> **"))
                return true;
        }

        return false;
    }

    private static void Put(EntryDraft draft, string label, string text)
    {
        // "- **分类: cs.CL**": the closing stars are the line's.
        if (text.EndsWith("**", StringComparison.Ordinal))
            text = text[..^2];
        draft.Put(FieldNames.Of(label) ?? FieldKind.Other, label, text.Trim());
    }

    private static int Colon(ReadOnlySpan<char> text) => text[..Math.Min(text.Length, 24)].IndexOfAny(':', '：');

    /// <summary><c>- **最新发布 27 篇**</c>, the section's own name in it.</summary>
    private static bool ReadTotal(ReadOnlySpan<char> line, out string name, out int total)
    {
        (name, total) = ("", 0);
        var text = line.Trim();
        if (!text.StartsWith("- **") || !text.EndsWith("**"))
            return false;
        text = text[4..^2];
        var digit = text.IndexOfAnyInRange('0', '9');
        if (digit < 1)
            return false;
        var length = text[digit..].IndexOfAnyExceptInRange('0', '9');
        name = text[..digit].Trim().ToString();
        return int.TryParse(length < 0 ? text[digit..] : text.Slice(digit, length), out total);
    }

    private static bool ReadHead(ReadOnlySpan<char> line, out ReadOnlySpan<char> kind, out ReadOnlySpan<char> title)
    {
        kind = title = default;
        if (!line.StartsWith(Head))
            return false;
        var end = line.IndexOf(']');
        var inside = end < 0 ? default : line[Head.Length..end];
        var blank = inside.LastIndexOf(' ');
        if (blank < 1 || inside[(blank + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0)
            return false;
        kind = inside[..blank].Trim();
        title = line[(end + 1)..].Trim();
        foreach (var known in Kinds)
        {
            if (kind.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
