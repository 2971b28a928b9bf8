using System.Globalization;
using System.Text;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>A report as the command line prints it; in chat <c>ReportMessage</c> says the same in the reader's language.</summary>
public static class IngestReportText
{
    private const int MostLines = 10;
    private const int MostSections = 12;

    public static string Of(IngestReport report)
    {
        var text = new StringBuilder(Path.GetFileName(report.Path));
        if (report.Taken)
        {
            text.Append($": {report.Format}{Sure(report)}{(report.Wrapping is { } wrapping && wrapping != report.Format ? $" in {wrapping}" : "")}, {Day(report)}, {Count(report.Entries, "entry", "entries")}");
            (int Count, string What)[] parts =
            [
                (report.New, "new"), (report.Known, "known"), (report.Updated, "updated"), (report.Replaced, "replaced"), (report.Repaired, "repaired"),
                (report.Rejected.Count, "rejected"),
            ];
            foreach (var (count, what) in parts.Where(part => part.Count > 0))
                text.Append($" · {count} {what}");
            if (report.Sections.Count > 0)
                text.Append("\n  ").Append(string.Join(" · ", report.Sections.Take(MostSections).Select(Section))).Append(report.Sections.Count > MostSections ? $" · and {report.Sections.Count - MostSections} more" : "");
        }
        else
        {
            text.Append(": not taken");
        }

        // Each file of several says so itself.
        if (report is { Backfill: true, Parts.Count: 0 })
            text.Append($"\n  older than {DigestFile.BackfillDays} days: can be found, is not sent by itself");
        if (report.Parts.Count > 0)
        {
            foreach (var part in report.Parts.Take(MostLines))
                text.Append("\n  ").Append(Of(part).Replace("\n", "\n  ", StringComparison.Ordinal));
            if (report.Parts.Count > MostLines)
                text.Append($"\n  and {report.Parts.Count - MostLines} more files");
        }
        else
        {
            Append(text, "✗", report.Rejected.Select(r => (r.Line, r.Reason)).ToList());
            Append(text, "✎", report.Repairs.Select(r => (r.Line, r.Note)).ToList());
        }

        Append(text, "·", report.Notes.Select(n => (n.Line, n.Note)).ToList());
        return text.ToString();
    }

    /// <summary><c>39</c> where the file says nothing or the same, <c>38 of 39</c> where it says something else.</summary>
    private static string Section(SectionCount section) =>
        section.Declared is { } declared && declared != section.Found ? $"{section.Name} {section.Found} of {declared}" : $"{section.Name} {section.Found}";

    private static string Sure(IngestReport report) => report.Confidence is > 0 and < 90 ? $" ({report.Confidence} % sure)" : "";

    private static string Day(IngestReport report)
    {
        if (report.Day is not { } day)
            return "several days";
        var source = report.DaySource switch
        {
            DaySource.Given => " as given",
            DaySource.Content => " as the file says",
            DaySource.Name => " by its name",
            DaySource.Ids => " estimated from the arXiv ids",
            DaySource.Arrival => " estimated: it arrived then",
            _ => "",
        };
        return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + source;
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
