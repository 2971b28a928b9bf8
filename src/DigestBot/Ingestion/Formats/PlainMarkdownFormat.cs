namespace DigestBot.Ingestion.Formats;

/// <summary>
/// Markdown or text of a shape nobody told us: headings, list items or bold lines with a paper's link in them or below, and labelled or free text
/// after. Which of them begins an entry is what most single papers stand under. Surer the more of them are papers.
/// </summary>
internal sealed class PlainMarkdownFormat : IDigestFormat
{
    public string Name => "markdown";

    public bool IsLastResort => true;

    public int Confidence(DigestText text)
    {
        if (text.FirstLine() is ['<' or '{', ..])
            return 0;
        var outline = MarkdownOutline.Of(text);
        return outline.Entries.Count == 0 ? 0 : 30 + (30 * outline.Entries.Count / Math.Max(outline.Heads, 1));
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        var outline = MarkdownOutline.Of(text);
        foreach (var entry in outline.Entries)
        {
            var draft = MarkdownEntry.Read(text, entry);
            if (entry.Section is not null)
                draft.MainCategory(entry.Section);
            list.Add(draft, entry.Section);
        }

        foreach (var line in outline.Untaken(text))
            list.NoEntry(line + 1, text.Line(line));
        return list.ToDigest(Name, outline.Day);
    }
}
