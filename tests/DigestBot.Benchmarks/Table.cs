namespace DigestBot.Benchmarks;

/// <summary>Figures as a Markdown table, so that they can be put into a document as they are.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> _rows = [columns, [.. columns.Select(column => new string('-', column.Length))]];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print()
    {
        int[] widths = [.. columns.Select((_, i) => _rows.Max(row => row[i].Length))];
        foreach (var row in _rows)
            Console.WriteLine($"| {string.Join(" | ", row.Select((cell, i) => cell.PadRight(widths[i])))} |");
    }
}
