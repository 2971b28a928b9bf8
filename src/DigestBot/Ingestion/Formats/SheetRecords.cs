using System.Text;

namespace DigestBot.Ingestion.Formats;

/// <summary>Rows of a table saved as text: cells parted by one character, quoted where they hold it, line breaks or quotes (doubled).</summary>
/// <remarks>RFC 4180</remarks>
internal static class SheetRecords
{
    private const int LongestQuoted = 200_000;

    /// <summary>
    /// Each row with its line, counted from 1. A row of several lines that has not as many cells as the first row has a quote too many or too few: of such, each line is a row.
    /// Going back is bounded; after that, quotes are text.
    /// </summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text, char separator)
    {
        var (at, line, left, width) = (0, 1, 10L * text.Length, 0);
        while (at < text.Length)
        {
            var (from, start) = (at, line);
            var cells = Row(text, separator, ref at, ref line, quotes: left > 0);
            if (line > start + 1 && width > 0 && cells.Count != width && left > 0)
            {
                left -= at - from;
                (at, line) = (from, start);
                cells = Row(text, separator, ref at, ref line, quotes: false);
            }

            if (cells.Count == 1 && cells[0].Length == 0)
                continue;
            width = width == 0 ? cells.Count : width;
            yield return (start, cells);
        }
    }

    private static List<string> Row(string text, char separator, ref int at, ref int line, bool quotes)
    {
        var cells = new List<string>();
        while (true)
        {
            cells.Add(Cell(text, separator, ref at, ref line, ref quotes));
            if (at >= text.Length || text[at] != separator)
                break;
            at++;
        }

        if (at < text.Length && text[at] == '\r')
            at++;
        if (at < text.Length && text[at] == '\n')
        {
            at++;
            line++;
        }

        return cells;
    }

    private static string Cell(string text, char separator, ref int at, ref int line, ref bool quotes)
    {
        if (quotes && at < text.Length && text[at] == '"')
        {
            if (Quoted(text, separator, at) is var (value, end))
            {
                line += value.AsSpan().Count('\n');
                at = end;
                return value.Trim();
            }

            quotes = false;
        }

        var rest = text.AsSpan(at);
        var length = rest.IndexOfAny(separator, '\n');
        length = length < 0 ? rest.Length : length;
        at += length;
        var cell = rest[..length].Trim();
        return (cell is ['"', .., '"'] ? cell[1..^1] : cell).ToString();
    }

    /// <summary>A quote ends a cell before a separator or a line's end; any other is text.</summary>
    private static (string Value, int End)? Quoted(string text, char separator, int start)
    {
        var value = new StringBuilder();
        for (var at = start + 1; at < text.Length && at - start < LongestQuoted; at++)
        {
            if (text[at] != '"')
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                value.Append('"');
                at++;
            }
            else
            {
                var end = at + 1;
                while (end < text.Length && text[end] is ' ' or '\r')
                    end++;
                if (end >= text.Length || text[end] == separator || text[end] == '\n')
                    return (value.ToString(), end);
                value.Append('"');
            }
        }

        return null;
    }
}
