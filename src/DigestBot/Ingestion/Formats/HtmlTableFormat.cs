using AngleSharp.Dom;

namespace DigestBot.Ingestion.Formats;

/// <summary>A page with tables of papers: a row of column names, one of them a title, then a paper a row. The heading above is its section.</summary>
internal sealed class HtmlTableFormat : IDigestFormat
{
    public string Name => "html-table";

    public int Confidence(DigestText text)
    {
        if (text.Head(4_096).TrimStart() is not ['<', ..] || !text.Whole.Contains("<th", StringComparison.OrdinalIgnoreCase) || HtmlText.Document(text.Whole) is not { } document)
            return 0;
        using (document)
            return document.QuerySelectorAll("table").Any(table => Columns(table) is not null) ? 80 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        if (HtmlText.Document(text.Whole) is not { } document)
            return DraftList.TooNested(Name);
        var list = new DraftList();
        using (document)
        {
            string? section = null;
            foreach (var element in document.QuerySelectorAll("h1, h2, h3, h4, caption, table"))
            {
                if (element.LocalName != "table")
                    section = Section(element) ?? section;
                else if (Columns(element) is { } columns)
                    ReadRows(list, element, columns, section);
            }

            return list.ToDigest(Name, HtmlText.DayOf(document));
        }
    }

    private static string? Section(IElement heading) =>
        heading.LocalName != "h1" && Folded.White(heading.TextContent) is { Length: > 0 and <= 60 } name && DayText.Find(name) is null ? name : null;

    private static IReadOnlyList<string>? Columns(IElement table)
    {
        var head = table.QuerySelectorAll("tr").FirstOrDefault(row => row.QuerySelector("th") is not null);
        var names = head?.Children.Select(cell => Folded.White(cell.TextContent)).ToList();
        return names is { Count: > 1 } && names.Exists(name => FieldNames.Of(name) == FieldKind.Title) ? names : null;
    }

    private static void ReadRows(DraftList list, IElement table, IReadOnlyList<string> columns, string? section)
    {
        foreach (var row in table.QuerySelectorAll("tr").Where(row => row.Closest("table") == table && row.Children.Any(cell => cell.LocalName == "td")))
        {
            var cells = row.Children.ToList();
            var draft = new EntryDraft(row.SourceReference?.Position.Line ?? 0);
            for (var i = 0; i < Math.Min(cells.Count, columns.Count); i++)
                Put(draft, columns[i], cells[i]);
            foreach (var link in row.QuerySelectorAll("a[href]").Select(HtmlLink.Of).OfType<HtmlLink>())
                draft.Link(link.Target);
            if (section is not null)
                draft.Category(section);
            list.Add(draft, section);
        }
    }

    private static void Put(EntryDraft draft, string column, IElement cell)
    {
        var kind = FieldNames.Of(column);
        var address = cell.QuerySelector("a[href]")?.GetAttribute("href");
        if (kind is FieldKind.Link or FieldKind.Pdf or FieldKind.Code or FieldKind.ArxivId or FieldKind.Doi)
            draft.Put(kind.Value, column, address ?? cell.TextContent);
        else if (kind is null && SheetColumns.Field(column) is { } field && field is "journal" or "volume" or "number" or "pages")
            draft.Field(SheetColumns.Field(column)!, cell.TextContent);
        else if (kind is not null)
            draft.Put(kind.Value, column, HtmlText.Of(cell));
        if (kind == FieldKind.Title && address is not null)
            draft.Link(address);
    }
}
