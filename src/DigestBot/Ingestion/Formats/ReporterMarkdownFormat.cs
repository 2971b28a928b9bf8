namespace DigestBot.Ingestion.Formats;

/// <summary>
/// The Markdown of arXiv daily reporters: <c># Title</c>, optionally <c>**Title (ZH)**: …</c>, then <c>**Authors**: …</c>, <c>**Link**: [PDF](…)</c>,
/// <c>**Abstract**: …</c>, optionally <c>**Abstract (ZH)**: …</c>, and a rule.
/// </summary>
internal sealed class ReporterMarkdownFormat : IDigestFormat
{
    private const int LinesLookedAt = 300;
    private const int LinesToLabel = 4;

    public string Name => "reporter-markdown";

    public bool MayBeEmpty => true;

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            if (IsHead(text, i))
                return 98;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        EntryDraft? draft = null;
        string? label = null;
        DateOnly? day = null;
        var field = new List<string>();
        for (var i = 0; i < text.LineCount; i++)
        {
            var line = text.Line(i);
            if (line.StartsWith("# ") && IsHead(text, i))
            {
                Close();
                draft = new EntryDraft(i + 1);
                draft.Put(FieldKind.Title, "title", line[2..].ToString());
            }
            else if (draft is null)
            {
                if (line.StartsWith("# "))
                    day ??= DayText.Find(line);
                if (line.TrimEnd() is not "---")
                    list.NoEntry(i + 1, line);
            }
            else if (line.StartsWith("**") && LabelOf(line, out var end) is { } next)
            {
                Flush();
                label = next;
                field.Add(line[end..].Trim().ToString());
            }
            else if (line.TrimEnd() is "---")
            {
                Close();
            }
            else if (label is not null)
            {
                // Blanks at the end are the template's, not a paragraph's.
                field.Add(line.TrimEnd().ToString());
            }
        }

        Close();
        return list.ToDigest(Name, day);

        void Flush()
        {
            if (draft is not null && label is not null)
                draft.Put(FieldNames.Of(label) ?? FieldKind.Other, label, string.Join('\n', field).Trim());
            field.Clear();
            label = null;
        }

        void Close()
        {
            Flush();
            if (draft is not null)
                list.Add(draft);
            draft = null;
        }
    }

    private static bool IsHead(DigestText text, int index)
    {
        if (!text.Line(index).StartsWith("# "))
            return false;
        for (var i = index + 1; i < Math.Min(text.LineCount, index + 1 + LinesToLabel); i++)
        {
            var line = text.Line(i);
            if (line.StartsWith("**") && LabelOf(line, out _) is { } label && FieldNames.Of(label) is FieldKind.Authors or FieldKind.Link or FieldKind.TranslatedTitle or FieldKind.Abstract)
                return true;
        }

        return false;
    }

    /// <summary>The label in <c>**Label**: text</c>; only one we know.</summary>
    private static string? LabelOf(ReadOnlySpan<char> line, out int end)
    {
        end = line.Length < 4 ? -1 : line[2..Math.Min(line.Length, 44)].IndexOf("**:");
        if (end < 1)
            return null;
        var label = line.Slice(2, end).ToString();
        end += 5;
        return FieldNames.Of(label) is not null ? label : null;
    }
}
