using System.Globalization;
using DigestBot.Ingestion;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Commands;

/// <summary>What became of a digest file, in the reader's language: short with [Details], or whole.</summary>
internal static class ReportMessage
{
    private const int MostRows = 20;

    /// <summary>Two lines: what it was and what it brought, and the first thing that is wrong.</summary>
    public static Section Short(IngestReport report)
    {
        if (!report.Taken)
            return new Section($"{Name(report)}: {string.Format(CultureInfo.CurrentUICulture, Strings.Report_NotTaken, Of(report.Rejected[0]))}");
        List<string> lines = [$"{Name(report)}: {What(report)}", Counts(report)];
        if (Old(report) is { } old)
            lines.Add(old);
        if (report.Again && report.Notes is [var same, ..])
            lines.Add(Of(same));
        else if (report.Rejected is [var first, ..])
            lines.Add(Line(first.Line, Of(first)));
        var text = string.Join('\n', lines);
        return report.Number is { } number ? new Section(text) { Buttons = [Details(number, report.Again), .. TodaysFile.Offers(report) ? (Button[])[new Button(Strings.Button_Todays, $"{Strings.Verb_Todays} {number}")] : []] } : new Section(text);
    }

    /// <param name="number">The file's.</param>
    /// <param name="report">As it was when the file was taken.</param>
    /// <param name="taken">When that was, in words.</param>
    public static Message Whole(long number, IngestReport report, string taken)
    {
        var fields = new List<Field> { new(Strings.Report_Taken, taken), new(Strings.Report_Kind, What(report)), new(Strings.Report_Entries, Counts(report)) };
        if (Old(report) is { } old)
            fields.Add(new Field(Strings.Report_Sent, old));
        if (report.Sections.Count > 0)
            fields.Add(new Field(Strings.Report_Sections, string.Join(" · ", report.Sections.Take(MostRows).Select(Section)) + More(report.Sections.Count)));
        var blocks = new List<Block> { new Heading(string.Format(CultureInfo.CurrentUICulture, Strings.Report_Title, number, Name(report))), new FieldList(fields) };
        Add(blocks, Strings.Report_Rejected, [.. report.Rejected.Select(rejected => (rejected.Line, Of(rejected)))]);
        Add(blocks, Strings.Report_Repaired, [.. report.Repairs.Select(repair => (repair.Line, Of(repair)))]);
        Add(blocks, Strings.Report_Notes, [.. report.Notes.Select(note => (note.Line, Of(note)))]);
        return new Message($"{Name(report)}: {Counts(report)}", blocks);
    }

    /// <summary>What was not said for every language comes as it is.</summary>
    private static string Of(LineNote note) => note.Said?.ToString() ?? note.Note;

    private static string Of(LineReason rejected) => rejected.Said is not { } said ? rejected.Reason : rejected.File is { } file ? $"{file}: {said}" : said.ToString();

    /// <summary>Null for what goes out by itself.</summary>
    private static string? Old(IngestReport report) => !report.Backfill || report.Entries == 0 ? null
        : string.Format(CultureInfo.CurrentUICulture, report.Parts.All(part => part.Backfill) ? Strings.Report_Old : Strings.Report_SomeOld, DigestFile.BackfillDays);

    private static string Line(int line, string text) => line > 0 ? string.Format(CultureInfo.CurrentUICulture, Strings.Report_Line, line, text) : text;

    private static Button Details(long number, bool again) => new(again ? Strings.Button_FirstReport : Strings.Button_Details, $"{Strings.Verb_Report} {number}");

    private static string Name(IngestReport report) => Path.GetFileName(report.Path);

    private static string What(IngestReport report)
    {
        var day = report.Day is { } stated
            ? string.Format(CultureInfo.CurrentUICulture, Source(report.DaySource), stated.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : Strings.Report_SeveralDays;
        var kind = report.Wrapping is { } wrapping && wrapping != report.Format ? $"{report.Format} ({wrapping})" : report.Format;
        return report.Confidence is > 0 and < 90 ? $"{kind} ({report.Confidence} %) · {day}" : $"{kind} · {day}";
    }

    private static string Source(DaySource? source) => source switch
    {
        DaySource.Given => Strings.Report_DayGiven,
        DaySource.Content => Strings.Report_DayContent,
        DaySource.Name => Strings.Report_DayName,
        DaySource.Ids => Strings.Report_DayIds,
        DaySource.Arrival => Strings.Report_DayArrival,
        _ => "{0}",
    };

    private static string Counts(IngestReport report)
    {
        (int Count, string Text)[] parts =
        [
            (report.New, Strings.Report_CountNew), (report.Known, Strings.Report_CountKnown), (report.Updated, Strings.Report_CountUpdated),
            (report.Replaced, Strings.Report_CountReplaced), (report.Repaired, Strings.Report_CountRepaired), (report.Rejected.Count, Strings.Report_CountRejected),
        ];
        return string.Join(" · ", parts.Where(part => part.Count > 0).Select(part => string.Format(CultureInfo.CurrentUICulture, part.Text, part.Count)).Prepend(Counted.Entries(report.Entries)));
    }

    private static string Section(SectionCount section) => section.Declared is { } declared && declared != section.Found
        ? string.Format(CultureInfo.CurrentUICulture, Strings.Report_SectionOf, section.Name, section.Found, declared)
        : $"{section.Name} {section.Found}";

    private static void Add(List<Block> blocks, string title, IReadOnlyList<(int Line, string Text)> lines)
    {
        if (lines.Count == 0)
            return;
        blocks.Add(new Section(title));
        blocks.Add(new BulletList([.. lines.Take(MostRows).Select(line =>
            (RichText)Line(line.Line, line.Text))]));
        if (lines.Count > MostRows)
            blocks.Add(new SmallPrint(string.Format(CultureInfo.CurrentUICulture, Strings.Edit_AndMore, lines.Count - MostRows)));
    }

    private static string More(int count) => count > MostRows ? " · " + string.Format(CultureInfo.CurrentUICulture, Strings.Edit_AndMore, count - MostRows) : "";
}
