namespace DigestBot.Ingestion.Formats;

/// <summary>A row of a table as an entry.</summary>
internal static class SheetRow
{
    private static readonly string[] WebOfScience = ["PT", "AU", "TI", "SO"];

    public static EntryDraft Read(IReadOnlyList<string> headers, IReadOnlyList<string> cells, int line)
    {
        var draft = new EntryDraft(line);
        var row = headers.Zip(cells, (header, cell) => (Header: header, Cell: cell)).Where(pair => pair.Cell.Length > 0).ToList();
        if (WebOfScience.All(headers.Contains))
            ReadTags(draft, row);
        else
            ReadNames(draft, row);
        return draft;
    }

    private static void ReadTags(EntryDraft draft, List<(string Header, string Cell)> row)
    {
        var byTag = row.DistinctBy(pair => pair.Header).ToDictionary(pair => pair.Header, pair => pair.Cell, StringComparer.Ordinal);
        draft.Put(FieldKind.Authors, "authors", byTag.GetValueOrDefault("AF") ?? byTag.GetValueOrDefault("AU") ?? "");
        foreach (var (tag, cell) in byTag)
            WebOfScienceFields.Put(draft, tag, cell);
        WebOfScienceFields.Appeared(draft, byTag.GetValueOrDefault);
    }

    private static void ReadNames(EntryDraft draft, List<(string Header, string Cell)> row)
    {
        var isPubMed = row.Exists(pair => SheetColumns.Field(pair.Header) == "pmid");
        // Full names come before short ones, wherever they stand.
        if (row.Find(pair => SheetColumns.Field(pair.Header) == "fullnames") is { Cell: { } names })
            draft.Put(FieldKind.Authors, "authors", names);
        foreach (var (header, cell) in row)
        {
            var kind = FieldNames.Of(header);
            if (SheetColumns.Field(header) is { } field && kind is null or FieldKind.Other)
                Put(draft, field, cell);
            else if (kind == FieldKind.Authors && isPubMed)
                draft.Authors([.. cell.TrimEnd('.').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(PubMedFormat.Author)]);
            else
                draft.Put(kind ?? FieldKind.Nothing, header, cell);
        }

        if (!draft.HasLink && row.Find(pair => SheetColumns.Field(pair.Header) == "pmid") is { Cell: { } id } && id.All(char.IsAsciiDigit))
            draft.Link($"https://pubmed.ncbi.nlm.nih.gov/{id}/");
    }

    private static void Put(EntryDraft draft, string field, string cell)
    {
        switch (field)
        {
            case "type":
                draft.Kind(PublicationKinds.Of(cell));
                break;
            case "key":
                draft.Kind(PublicationKinds.Other, cell);
                break;
            case "keywords":
                draft.Put(FieldKind.Other, "Keywords", cell);
                draft.Field("keywords", cell);
                break;
            case "lastpage":
                draft.ToPage(cell);
                break;
            case "extra":
                draft.Link(cell.Split('\n')[0]);
                break;
            case "pmid" or "fullnames":
                break;
            default:
                draft.Field(field, cell);
                break;
        }
    }
}
