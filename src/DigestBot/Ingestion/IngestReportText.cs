using System.Globalization;
using System.Text;

namespace DigestBot.Ingestion;

/// <summary>A report as people read it.</summary>
public static class IngestReportText
{
    private const int MostLines = 10;

    public static string Of(IngestReport report)
    {
        var text = new StringBuilder(Path.GetFileName(report.Path));
        if (report.Taken)
        {
            var day = report.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "several days";
            text.Append($": {report.Format}, {day}{(report.DayEstimated ? " (estimated)" : "")}, {Count(report.Entries, "entry", "entries")}");
            (int Count, string What)[] parts = [(report.New, "new"), (report.Known, "known"), (report.Updated, "updated"), (report.Repaired, "repaired"), (report.Rejected.Count, "rejected")];
            foreach (var (count, what) in parts.Where(part => part.Count > 0))
                text.Append($" · {count} {what}");
        }
        else
        {
            text.Append(": not taken");
        }

        Append(text, "✗", report.Rejected.Select(r => (r.Line, r.Reason)).ToList());
        Append(text, "·", report.Notes.Select(n => (n.Line, n.Note)).ToList());
        return text.ToString();
    }

    private static void Append(StringBuilder text, string mark, IReadOnlyList<(int Line, string Text)> lines)
    {
        foreach (var (line, remark) in lines.Take(MostLines))
            text.Append($"\n  {mark} {(line > 0 ? $"line {line}: " : "")}{remark}");
        if (lines.Count > MostLines)
            text.Append($"\n  {mark} and {lines.Count - MostLines} more");
    }

    private static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
