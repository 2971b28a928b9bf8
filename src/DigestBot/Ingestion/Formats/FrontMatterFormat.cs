using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>A Markdown page about one paper, as site generators and note programs have it: its fields in the front matter, what somebody says of it below.</summary>
internal sealed class FrontMatterFormat : IDigestFormat
{
    private const int LeastFields = 2;

    public string Name => "front-matter";

    public int Confidence(DigestText text)
    {
        var head = FrontMatter.Of(text);
        var kinds = head.Fields.Select(field => FieldNames.Of(field.Key)).ToList();
        var isPaper = kinds.Contains(FieldKind.Title) && head.Fields.Any(field => FieldNames.Of(field.Key) is FieldKind.ArxivId or FieldKind.Doi or FieldKind.Link or FieldKind.Pdf && (ArxivId.TryParse(field.Value, out _) || Doi.TryParse(field.Value, out _)));
        return isPaper && kinds.Count(kind => kind is not (null or FieldKind.Nothing)) > LeastFields ? 92 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        var head = FrontMatter.Of(text);
        if (head.End == 0)
            return list.ToDigest(Name);
        var draft = new EntryDraft(1);
        foreach (var (key, value, _) in head.Fields)
        {
            if (SheetColumns.Field(key) is "journal" or "volume" or "number" or "pages" or "publisher" && FieldNames.Of(key) is null)
                draft.Field(SheetColumns.Field(key)!, value);
            else if (FieldNames.Of(key) is { } kind)
                draft.Put(kind, key, value);
        }

        Body(text, head.End, draft);
        list.Add(draft);
        return list.ToDigest(Name);
    }

    /// <summary>Below a heading that is a label, its text.</summary>
    private static void Body(DigestText text, int from, EntryDraft draft)
    {
        string? label = null;
        var lines = new List<string>();
        for (var i = from; i <= text.LineCount; i++)
        {
            var line = i < text.LineCount ? text.Line(i) : "#";
            if (!line.StartsWith('#'))
            {
                lines.Add(line.ToString());
                continue;
            }

            // Beside the abstract of the front matter, a summary is somebody's own.
            if (label is not null && FieldNames.Of(label) is { } kind && kind is not (FieldKind.Title or FieldKind.Day or FieldKind.Nothing))
                draft.Put(kind == FieldKind.Abstract && draft.HasText ? FieldKind.Tldr : kind, label, SummaryFields.Join(lines.Count > 0 ? lines : [""], out _));
            label = Folded.White(line.Trim('#').ToString());
            lines.Clear();
        }
    }
}
