using System.Security.Cryptography;
using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Subscriptions;
using Microsoft.Extensions.Logging;

namespace DigestBot.Ingestion;

/// <summary>
/// Takes a digest file: detects its format, reads it and stores it in one transaction, whole or not at all, with a report.
/// The same content twice changes nothing; with another day it corrects the day; after the readers improved it is read again.
/// </summary>
public sealed class Ingestor(Database database, TimeProvider time, ILogger<Ingestor> log)
{
    /// <summary>Raise when a reader recovers more than before: files taken earlier are then read again when they come again.</summary>
    public const int ReaderVersion = 1;

    /// <summary>Larger files are refused before they are read; the largest known digest has 3.84 MB.</summary>
    public const long MostBytes = 200L * 1024 * 1024;

    private const int MostNotes = 1000;

    /// <param name="given">The day the uploader says; wins over any other.</param>
    /// <param name="progress">Entries stored so far, of all.</param>
    public async Task<IngestReport> IngestFileAsync(string path, DateOnly? given, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var report = await ReadFileAsync(path, cancellationToken) switch
        {
            (null, var problem) => IngestReport.NotTaken(path, problem) with { Unreadable = true },
            (var content, _) => await IngestAsync(path, content, given, progress, cancellationToken),
        };
        if (report.Taken)
            Log.FileTaken(log, path, report.Format!, report.Day!.Value, report.Entries, report.New, report.Known, report.Updated, report.Rejected.Count);
        else
            Log.FileRejected(log, path, report.Rejected[0].Reason);
        return report;
    }

    public async Task<IngestReport> IngestAsync(
        string path, ReadOnlyMemory<byte> content, DateOnly? given, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        // Reading a file needs no lock; only storing it makes other writers wait.
        ParsedDigest? parsed = null;
        if (!await IsCurrentAsync(hash, cancellationToken))
        {
            if (DigestText.Decode(content.Span, Path.GetFileName(path)) is not { } text)
                return IngestReport.NotTaken(path, "This is not UTF-8 text. Save it as UTF-8, then try again.");
            if (DigestFormats.Detect(text) is not { } format)
                return IngestReport.NotTaken(path, Unknown(content.Length));
            parsed = format.Parse(text);
        }

        await using var session = await database.WriteAsync(cancellationToken);
        var known = await new DigestFileStore(session).FindAsync(hash, cancellationToken);
        if (known is { Reader: >= ReaderVersion } || parsed is null)
            return await AgainAsync(session, known!, path, given, cancellationToken);
        var file = known is null
            ? New(hash, path, parsed, given, time.GetUtcNow())
            : ReadAgain(known, parsed, given);
        var report = await StoreAsync(session, file, known is not null, parsed, progress, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return report;
    }

    /// <summary>A file of junk has a note a line; a report is read by people.</summary>
    private static IReadOnlyList<LineNote> Few(IReadOnlyList<LineNote> notes) =>
        notes.Count <= MostNotes ? notes : [.. notes.Take(MostNotes), new LineNote(0, $"and {notes.Count - MostNotes} more notes like these")];

    /// <summary>Taken before, and by readers no older than these. Files are never removed.</summary>
    private async Task<bool> IsCurrentAsync(string hash, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await new DigestFileStore(session).FindAsync(hash, cancellationToken) is { Reader: >= ReaderVersion };
    }

    private static DigestFile New(string hash, string path, ParsedDigest parsed, DateOnly? given, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var day = DigestDay.Of(given, parsed, path, today);
        return new DigestFile(
            0, hash, Path.GetFileName(path), path, parsed.Format, ReaderVersion, day.Day, day.Source, 0, DigestFile.IsBackfill(day.Day, today), now, Report: "");
    }

    /// <summary>Everything but what newer readers find out stays as it was on arrival, a day once said above all.</summary>
    private static DigestFile ReadAgain(DigestFile known, ParsedDigest parsed, DateOnly? given)
    {
        var said = given ?? (known.DaySource == DaySource.Given ? known.Day : null);
        var day = DigestDay.Of(said, parsed, known.Path, DateOnly.FromDateTime(known.ImportedAt.UtcDateTime));
        return known with { Format = parsed.Format, Reader = ReaderVersion, Day = day.Day, DaySource = day.Source };
    }

    private static string Unknown(int length) => length == 0
        ? "The file is empty."
        : $"I do not know this kind of digest file. I read: {string.Join(", ", DigestFormats.All.Select(format => format.Name))}.";

    private static async Task<IngestReport> StoreAsync(
        Session session, DigestFile file, bool again, ParsedDigest parsed, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var arrival = new Arrival(session, progress);
        var (stored, effects) = again
            ? (file, await arrival.ReadAgainAsync(file, parsed.Entries, cancellationToken))
            : await arrival.TakeAsync(file, parsed.Entries, cancellationToken);
        var report = new IngestReport(file.Path)
        {
            Format = file.Format,
            Day = file.Day,
            DayEstimated = file.DayEstimated,
            Entries = parsed.Entries.Count,
            New = effects.Count(EntryEffect.New),
            Known = effects.Count(EntryEffect.Known),
            Updated = effects.Count(EntryEffect.Updated),
            Repaired = parsed.Repairs.Count,
            Rejected = [.. parsed.Rejected.Select(note => new LineReason(note.Line, note.Note))],
            Notes = again
                ? [.. Few(parsed.Notes), new LineNote(0, "This file was taken before; it was read again with newer readers.")]
                : Few(parsed.Notes),
        };
        await new DigestFileStore(session).UpdateAsync(stored with { Report = IngestReportJson.Write(report) }, cancellationToken);
        return report;
    }

    private static async Task<IngestReport> AgainAsync(Session session, DigestFile known, string path, DateOnly? given, CancellationToken cancellationToken)
    {
        var first = IngestReportJson.Read(known.Report);
        var note = $"The same content was taken before as {known.Name}; nothing changed.";
        var updated = 0;
        if (given is { } day && (known.Day != day || known.DaySource != DaySource.Given))
        {
            var corrected = known with { Day = day, DaySource = DaySource.Given };
            note = $"The same content was taken before as {known.Name}; its day was corrected from {known.Day:yyyy-MM-dd} to {day:yyyy-MM-dd}.";
            await new DigestFileStore(session).UpdateAsync(
                corrected with { Report = IngestReportJson.Write(first with { Day = day, DayEstimated = false }) }, cancellationToken);
            updated = await new EntryStore(session).RefoldAsync(corrected, cancellationToken);
            known = corrected;
            await session.CommitAsync(cancellationToken);
        }

        return first with
        {
            Path = path,
            Day = known.Day,
            DayEstimated = known.DayEstimated,
            New = 0,
            Updated = updated,
            Known = first.Entries - updated,
            Repaired = 0,
            Notes = [new LineNote(0, note)],
        };
    }

    private static async Task<(byte[]? Content, string Problem)> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length > MostBytes
                ? (null, $"The file has {length / 1024 / 1024} MB; the limit is {MostBytes / 1024 / 1024} MB. Split it.")
                : (await File.ReadAllBytesAsync(path, cancellationToken), "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, Directory.Exists(path) ? "This is a folder, not a file." : exception.Message);
        }
    }
}
