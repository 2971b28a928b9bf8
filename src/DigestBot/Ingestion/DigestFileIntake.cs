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
        var now = known?.ImportedAt ?? time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        // A day once said stays said.
        var day = DigestDay.Of(upload.Given ?? (known?.DaySource == DaySource.Given ? known.Day : null), parsed, known?.Path ?? path, today);
        var taken = known is null
            ? New(file, path, day, now) with { MayCorrect = upload.MayCorrect }
            : ReadAgain(known, file, day) with { MayCorrect = known.MayCorrect || upload.MayCorrect };
        parsed = parsed with { Entries = OwnDays.Of(parsed.Entries, day, today) };
        var report = await StoreAsync(session, taken, known is not null, parsed, upload.Progress, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return report;
    }

    private static DigestFile New(ReadFile file, string path, DigestDay day, DateTimeOffset now) => new(
        0, file.Hash, Path.GetFileName(path), path, file.Format, Ingestor.ReaderVersion, day.Day, day.Source, 0,
        DigestFile.IsBackfill(day.Day, DateOnly.FromDateTime(now.UtcDateTime)), now, Report: "")
    {
        Confidence = file.Confidence,
    };

    /// <summary>Everything but what newer readers find out stays as it was on arrival.</summary>
    private static DigestFile ReadAgain(DigestFile known, ReadFile file, DigestDay day) =>
        known with { Format = file.Format, Confidence = file.Confidence, Reader = Ingestor.ReaderVersion, Day = day.Day, DaySource = day.Source };

    private static async Task<IngestReport> StoreAsync(
        Session session, DigestFile file, bool again, ParsedDigest parsed, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var arrival = new Arrival(session, progress);
        var (stored, effects) = again
            ? (file, await arrival.ReadAgainAsync(file, parsed.Entries, cancellationToken))
            : await arrival.TakeAsync(file, parsed.Entries, cancellationToken);
        var report = new IngestReport(file.Path)
        {
            Number = stored.Id,
            Format = file.Format,
            Confidence = file.Confidence,
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
            Notes = [.. parsed.Notes, .. OldOnes(file, parsed), .. again ? (LineNote[])[new LineNote(0, new Remark(nameof(Strings.Note_ReadAgain)))] : []],
        };
        await new DigestFileStore(session).UpdateAsync(stored with { Report = IngestReportJson.Write(report) }, cancellationToken);
        return report;
    }

    /// <summary>Of a file that is news: those of its papers that are none.</summary>
    private static IEnumerable<LineNote> OldOnes(DigestFile file, ParsedDigest parsed)
    {
        var old = file.Backfill ? 0 : parsed.Entries.Count(entry => entry.Day is { } day && DigestFile.IsBackfill(day, DateOnly.FromDateTime(file.ImportedAt.UtcDateTime)));
        if (old > 0)
            yield return new LineNote(0, new Remark(nameof(Strings.Note_OldOnes), $"{old}", $"{parsed.Entries.Count}", $"{DigestFile.BackfillDays}"));
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
