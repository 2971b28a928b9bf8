using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>
/// A list that somebody dropped may be meant for today, whatever the papers' own dates are: then all of it is news. Once a file, and only on the day it came:
/// what was known as news before stays as it was.
/// </summary>
internal sealed class TodaysFile(Session session, DateTimeOffset now)
{
    private static readonly TimeSpan Chance = TimeSpan.FromDays(1);

    public static bool Offers(IngestReport report) =>
        report is { Number: not null, Again: false, Entries: > 0, DaySource: not DaySource.Given } && (report.Backfill || report.Notes.Any(note => note.Said?.Text == nameof(Strings.Note_OldOnes)));

    /// <summary>False where the file is not known, came too long ago, or has a day somebody said.</summary>
    public async Task<bool> MakeAsync(long number, CancellationToken cancellationToken)
    {
        var files = new DigestFileStore(session);
        if (await files.FindAsync(number, cancellationToken) is not { } file || file.DaySource == DaySource.Given || now - file.ImportedAt > Chance)
            return false;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        file = await files.ArriveAgainAsync(file with { Day = today, DaySource = DaySource.Given, Backfill = false }, cancellationToken);
        var entries = await new EntryStore(session).ListAsync(file, cancellationToken);
        await new Arrival(session).ReadAgainAsync(file, [.. entries.Select(entry => entry with { Day = null, DayEstimated = false })], cancellationToken);
        await new Subscriptions.SubscriptionStore(session).WakeOnArrivalAsync(now, cancellationToken);
        var report = IngestReportJson.Read(file.Report) with { Day = today, DaySource = DaySource.Given, DayEstimated = false, Backfill = false };
        report = report with { Notes = [.. report.Notes.Where(note => note.Said?.Text != nameof(Strings.Note_OldOnes)), new LineNote(0, new Remark(nameof(Strings.Note_MadeTodays)))] };
        await files.UpdateAsync(file with { Report = IngestReportJson.Write(report) }, cancellationToken);
        return true;
    }
}
