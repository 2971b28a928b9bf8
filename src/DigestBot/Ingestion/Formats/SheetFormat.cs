using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>A table saved as text (CSV, TSV): a row of column names, then a paper a row. Commas, semicolons or tabs, whichever makes columns we know.</summary>
internal sealed class SheetFormat : IDigestFormat
{
    private const int LeastKnown = 2;
    private const int LongestHeader = 10_000;

    private static readonly char[] Separators = ['\t', ';', ',', '|'];

    public string Name => "table";

    public int Confidence(DigestText text) => Separator(text) is var (_, known) ? known > LeastKnown ? 95 : 85 : 0;

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        if (Separator(text) is not var (separator, _))
            return list.ToDigest(Name);
        IReadOnlyList<string>? headers = null;
        foreach (var (line, cells) in SheetRecords.Read(text.Whole, separator))
        {
            if (headers is null)
                headers = IsSeparatorLine(cells) ? null : cells;
            else if (cells.Count(cell => cell.Length > 0) < LeastKnown)
                list.NoEntry(line, string.Join(separator, cells));
            else
                list.Add(SheetRow.Read(headers, cells, line));
        }

        return list.ToDigest(Name);
    }

    /// <summary>What parts the columns, and how many of them are known; null where the first line is no row of column names.</summary>
    private static (char Separator, int Known)? Separator(DigestText text)
    {
        var head = text.FirstLine();
        // Excel's own hint: "sep=;".
        if (head.StartsWith("sep=") && text.LineCount > 1)
            head = text.Line(1);
        if (head.IsEmpty || head.Length > LongestHeader || head[0] is '|' or '#' or '<' or '{' or '[' or '@' or '%')
            return null;
        (char Separator, int Known)? best = null;
        foreach (var separator in Separators)
        {
            var cells = SheetRecords.Read(head.ToString(), separator).FirstOrDefault().Cells;
            if (cells is null || cells.Count < LeastKnown)
                continue;
            var isWebOfScience = cells.Contains("PT") && cells.Contains("TI") && cells.Contains("AU");
            var known = isWebOfScience ? cells.Count : cells.Count(SheetColumns.IsKnown);
            var kinds = cells.Select(cell => FieldNames.Of(cell)).ToList();
            var hasTitle = isWebOfScience || kinds.Contains(FieldKind.Title);
            var hasMore = isWebOfScience || kinds.Exists(kind => kind is FieldKind.Authors or FieldKind.Link or FieldKind.Pdf or FieldKind.Doi or FieldKind.ArxivId or FieldKind.Abstract) || cells.Any(cell => SheetColumns.Field(cell) is "journal" or "fullnames" or "pmid");
            if (hasTitle && hasMore && known >= LeastKnown && known * 3 >= cells.Count && known > (best?.Known ?? 0))
                best = (separator, known);
        }

        return best;
    }

    private static bool IsSeparatorLine(IReadOnlyList<string> cells) => cells[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase);
}
