namespace DigestBot.Ingestion.Formats;

/// <summary>
/// Tables and lists of papers by topic: <c>|Publish Date|Title|Authors|PDF|Code|</c> under <c>## Topic</c>, whatever the columns are called and in
/// whatever order; and their list form <c>- 2022-11-30, **Title**, First et.al., Paper: [link](link), Code: **[link](link)**</c>.
/// </summary>
internal sealed class TopicTableFormat : IDigestFormat
{
    private const int LinesLookedAt = 3_000;

    public string Name => "topic-table";

    public bool MayBeEmpty => true;

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            var line = text.Line(i);
            if (TopicRow.IsListItem(line))
                return 90;
            if (i + 1 < text.LineCount && TopicRow.IsTable(line, text.Line(i + 1)) && TopicRow.Columns(line) is { } columns && columns.Contains(FieldKind.Title))
                return columns.Contains(FieldKind.Pdf) || columns.Contains(FieldKind.Authors) ? 95 : 70;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        IReadOnlyList<FieldKind>? columns = null;
        IReadOnlyList<string> headers = [];
        string? topic = null;
        DateOnly? day = null;

        for (var i = 0; i < text.LineCount; i++)
        {
            var line = text.Line(i);
            if (line.IsWhiteSpace())
            {
                columns = null;
            }
            else if (columns is not null && line.TrimStart().StartsWith('|'))
            {
                if (!TopicRow.IsRule(line))
                    list.Add(TopicRow.FromTable(line, i + 1, columns, headers, topic), topic);
            }
            else if (i + 1 < text.LineCount && TopicRow.IsTable(line, text.Line(i + 1)))
            {
                headers = TopicRow.Cells(line);
                columns = TopicRow.Columns(line);
                columns = columns?.Contains(FieldKind.Title) is true ? columns : null;
            }
            else if (TopicRow.IsListItem(line))
            {
                list.Add(TopicRow.FromList(line, i + 1, topic), topic);
            }
            else if (line.StartsWith('#'))
            {
                var heading = Folded.White(line.TrimStart('#').ToString());
                if (DayText.Find(heading) is { } stated)
                    day ??= stated;
                else if (heading.Length > 0)
                    topic = heading;
            }
            else if (UpdatedLine.Is(line))
            {
                day ??= DayText.Find(line);
            }
        }

        return list.ToDigest(Name, day);
    }
}
