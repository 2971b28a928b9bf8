using System.Security.Cryptography;
using DigestBot.Data;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>
/// One plain digest file's way into the store: its format is found, it is read and stored in one transaction, whole or not at all.
/// Known content changes nothing; with another day it corrects the day; after the readers improved it is read again.
/// </summary>
internal sealed class DigestFileIntake(Database database, TimeProvider time)
{
    private const int MostNotes = 1000;

    public async Task<IngestReport> TakeAsync(
        string path, ReadOnlyMemory<byte> content, DateOnly? given, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        // Reading a file needs no lock; only storing it makes other writers wait.
        ParsedDigest? parsed = null;
        var confidence = 0;
        if (!await IsCurrentAsync(hash, cancellationToken))
        {
            if (DigestText.Decode(content.Span, Path.GetFileName(path)) is not { } text)
                return IngestReport.NotTaken(path, new Remark(nameof(Strings.Note_NotUtf8)));
            if (DigestFormats.Detect(text) is not { } format)
                return IngestReport.NotTaken(path, UnknownKind.Say(path, text, content.Length));
            (parsed, confidence) = (format.Parse(text), format.Confidence);
            if (text.Undecodable > 0)
                parsed = parsed with { Notes = [.. parsed.Notes, new LineNote(0, new Remark(nameof(Strings.Note_Undecodable), $"{text.Undecodable}"))] };
        }

        await using var session = await database.WriteAsync(cancellationToken);
        var known = await new DigestFileStore(session).FindAsync(hash, cancellationToken);
        if (known is { Reader: >= Ingestor.ReaderVersion } || parsed is null)
            return await AgainAsync(session, known!, path, given, cancellationToken);
        var file = known is null
            ? New(hash, path, parsed, given, time.GetUtcNow())
            : ReadAgain(known, parsed, given);
        var report = await StoreAsync(session, file, known is not null, parsed, confidence, progress, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return report;
    }

    /// <summary>A file of junk has a note a line; a report is read by people.</summary>
    private static IReadOnlyList<LineNote> Few(IReadOnlyList<LineNote> notes) =>
        notes.Count <= MostNotes ? notes : [.. notes.Take(MostNotes), new LineNote(0, new Remark(nameof(Strings.Note_More), $"{notes.Count - MostNotes}"))];

    /// <summary>Taken before, and by readers no older than these. Files are never removed.</summary>
    private async Task<bool> IsCurrentAsync(string hash, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await new DigestFileStore(session).FindAsync(hash, cancellationToken) is { Reader: >= Ingestor.ReaderVersion };
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
            Repairs = Few(parsed.Repairs),
            Rejected = [.. Few(parsed.Rejected).Select(note => new LineReason(note.Line, note.Note, note.Said))],
            Notes = again
                ? [.. Few(parsed.Notes), new LineNote(0, new Remark(nameof(Strings.Note_ReadAgain)))]
                : Few(parsed.Notes),
        };
        await new DigestFileStore(session).UpdateAsync(stored with { Report = IngestReportJson.Write(report) }, cancellationToken);
        return report;
    }

    private static async Task<IngestReport> AgainAsync(Session session, DigestFile known, string path, DateOnly? given, CancellationToken cancellationToken)
    {
        var first = IngestReportJson.Read(known.Report);
        var note = new Remark(nameof(Strings.Note_Same), known.Name);
        var updated = 0;
        if (given is { } day && (known.Day != day || known.DaySource != DaySource.Given))
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
