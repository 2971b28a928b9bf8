using DigestBot.Data;
using DigestBot.Ingestion.Reading;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>
/// One digest file's way into the store, once it was read: stored in one transaction, whole or not at all.
/// Known content changes nothing; with another day it corrects the day; after the readers improved it is taken again.
/// </summary>
internal sealed class DigestFileIntake(Database database, TimeProvider time)
{
    public async Task<IngestReport> TakeAsync(string path, ReadFile file, IReadOnlyList<Entry> entries, Upload upload, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var known = await new DigestFileStore(session).FindAsync(file.Hash, cancellationToken);
        if (known is { Reader: >= Ingestor.ReaderVersion })
            return await AgainAsync(session, known, path, upload, cancellationToken);
        var parsed = new ParsedDigest(file.Format, entries) { Day = file.Day, Sections = file.Sections, Rejected = file.Rejected, Notes = file.Notes, Repairs = file.Repairs };
        var taken = known is null
            ? New(file.Hash, path, parsed, upload.Given, time.GetUtcNow()) with { MayCorrect = upload.MayCorrect }
            : ReadAgain(known, parsed, upload.Given) with { MayCorrect = known.MayCorrect || upload.MayCorrect };
        var report = await StoreAsync(session, taken, known is not null, parsed, file.Confidence, upload.Progress, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return report;
    }

    private static DigestFile New(string hash, string path, ParsedDigest parsed, DateOnly? given, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var day = DigestDay.Of(given, parsed, path, today);
        return new DigestFile(
            0, hash, Path.GetFileName(path), path, parsed.Format, Ingestor.ReaderVersion, day.Day, day.Source, 0, DigestFile.IsBackfill(day.Day, today), now, Report: "");
    }

    /// <summary>Everything but what newer readers find out stays as it was on arrival, a day once said above all.</summary>
    private static DigestFile ReadAgain(DigestFile known, ParsedDigest parsed, DateOnly? given)
    {
        var said = given ?? (known.DaySource == DaySource.Given ? known.Day : null);
        var day = DigestDay.Of(said, parsed, known.Path, DateOnly.FromDateTime(known.ImportedAt.UtcDateTime));
        return known with { Format = parsed.Format, Reader = Ingestor.ReaderVersion, Day = day.Day, DaySource = day.Source };
    }

    private static async Task<IngestReport> StoreAsync(
        Session session, DigestFile file, bool again, ParsedDigest parsed, int confidence, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        parsed = parsed with { Entries = new DigestDay(file.Day, file.DaySource).OwnDays(parsed.Entries) };
        var arrival = new Arrival(session, progress);
        var (stored, effects) = again
            ? (file, await arrival.ReadAgainAsync(file, parsed.Entries, cancellationToken))
            : await arrival.TakeAsync(file, parsed.Entries, cancellationToken);
        var report = new IngestReport(file.Path)
        {
            Number = stored.Id,
            Format = file.Format,
            Confidence = confidence,
            Day = file.Day,
            DaySource = file.DaySource,
            DayEstimated = file.DayEstimated,
            Backfill = file.Backfill,
            Entries = parsed.Entries.Count,
            New = effects.Count(EntryEffect.New),
            Known = effects.Count(EntryEffect.Known),
            Updated = effects.Count(EntryEffect.Updated),
            Replaced = parsed.Entries.Count(entry => entry.Replaced),
            Repaired = parsed.Repairs.DistinctBy(repair => repair.Line).Count(),
            Sections = parsed.Sections,
            Repairs = parsed.Repairs,
            Rejected = [.. parsed.Rejected.Select(note => new LineReason(note.Line, note.Note, note.Said))],
            Notes = again
                ? [.. parsed.Notes, new LineNote(0, new Remark(nameof(Strings.Note_ReadAgain)))]
                : parsed.Notes,
        };
        await new DigestFileStore(session).UpdateAsync(stored with { Report = IngestReportJson.Write(report) }, cancellationToken);
        return report;
    }

    private static async Task<IngestReport> AgainAsync(Session session, DigestFile known, string path, Upload upload, CancellationToken cancellationToken)
    {
        var first = IngestReportJson.Read(known.Report);
        var note = new Remark(nameof(Strings.Note_Same), known.Name);
        var updated = 0;
        // Somebody sent it before it came by a way that counts.
        if (upload.MayCorrect && !known.MayCorrect)
        {
            known = known with { MayCorrect = true };
            await new DigestFileStore(session).UpdateAsync(known, cancellationToken);
            updated = await new EntryStore(session).RefoldAsync(known, cancellationToken);
            if (upload.Given is null)
                await session.CommitAsync(cancellationToken);
        }

        if (upload.Given is { } day && (known.Day != day || known.DaySource != DaySource.Given))
        {
            var corrected = known with { Day = day, DaySource = DaySource.Given };
            note = new Remark(nameof(Strings.Note_DayCorrected), known.Name, $"{known.Day:yyyy-MM-dd}", $"{day:yyyy-MM-dd}");
            await new DigestFileStore(session).UpdateAsync(
                corrected with { Report = IngestReportJson.Write(first with { Day = day, DaySource = DaySource.Given, DayEstimated = false }) }, cancellationToken);
            updated = await new EntryStore(session).RefoldAsync(corrected, cancellationToken);
            known = corrected;
            await session.CommitAsync(cancellationToken);
        }

        return first with
        {
            Path = path,
            Number = known.Id,
            Day = known.Day,
            DaySource = known.DaySource,
            DayEstimated = known.DayEstimated,
            Backfill = known.Backfill,
            Again = true,
            New = 0,
            Updated = updated,
            Known = first.Entries - updated,
            Repaired = 0,
            Repairs = [],
            Notes = [new LineNote(0, note)],
        };
    }
}
