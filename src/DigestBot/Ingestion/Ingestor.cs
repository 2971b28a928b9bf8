using System.ComponentModel;
using System.Runtime.InteropServices;
using DigestBot.Data;
using DigestBot.Ingestion.Reading;
using DigestBot.Messages;
using DigestBot.Papers;
using Microsoft.Extensions.Logging;

namespace DigestBot.Ingestion;

/// <summary>
/// Takes digest files, by whatever way they come, and reports on each: plain ones, and those inside archives and saved e-mails. All reading of what comes from
/// outside happens in a process of its own, within <see cref="ReadingLimits"/>; here it is only stored. What cannot be taken is a report, too; nothing here throws for its input.
/// </summary>
public sealed class Ingestor(Database database, TimeProvider time, ILogger<Ingestor> log, ReaderPool? readers = null)
{
    /// <summary>Raise when a reader recovers more than before: files taken earlier are then read again when they come again.</summary>
    public const int ReaderVersion = 3;

    /// <summary>Larger files are refused before they are read; the largest known digest has 3.84 MB.</summary>
    public const long MostBytes = ReadingLimits.MostBytes;

    private readonly DigestFileIntake _intake = new(database, time);
    private readonly ReaderPool _readers = readers ?? ReaderPool.Shared;

    /// <param name="given">The day the uploader says; wins over any other.</param>
    /// <param name="progress">Entries stored so far, of all.</param>
    public Task<IngestReport> IngestFileAsync(string path, DateOnly? given, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken) =>
        IngestFileAsync(path, new Upload(path) { Given = given, Progress = progress }, cancellationToken);

    /// <param name="path">Where the file is.</param>
    /// <param name="upload">What the report and the store call it, and how it is taken.</param>
    public async Task<IngestReport> IngestFileAsync(string path, Upload upload, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            var length = file.Length;
            if (length > MostBytes)
                return Unreadable(InputBytes.TooLarge(MostBytes)) with { TooLarge = true };
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
            return await IngestAsync(upload, stream, MostBytes, HasChanged, cancellationToken);

            bool HasChanged()
            {
                file.Refresh();
                return file.Exists && file.Length != length;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Unreadable(Directory.Exists(path) ? new Remark(nameof(Strings.Note_Folder)) : new Remark(exception.Message));
        }

        IngestReport Unreadable(Remark reason) => Logged(IngestReport.NotTaken(upload.Name, reason) with { Unreadable = true });
    }

    /// <summary>An upload: read to its end, unless it is larger than <paramref name="mostBytes"/> or <see cref="MostBytes"/>.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public Task<IngestReport> IngestStreamAsync(Upload upload, Stream content, long mostBytes, CancellationToken cancellationToken) =>
        IngestAsync(upload, content, Math.Min(mostBytes, MostBytes), hasChanged: null, cancellationToken);

    public async Task<IngestReport> IngestAsync(
        string name, ReadOnlyMemory<byte> content, DateOnly? given, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var array) ? array : content.ToArray();
        await using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        return await IngestStreamAsync(new Upload(name) { Given = given, Progress = progress }, stream, MostBytes, cancellationToken);
    }

    /// <summary>The entries of a file, which is not taken: nothing is stored. None where it cannot be read.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public Task<IReadOnlyList<Entry>> ReadAsync(string name, Stream content, long mostBytes, CancellationToken cancellationToken) =>
        _readers.UseAsync(reader => ListAsync(reader, name, content, Math.Min(mostBytes, MostBytes), cancellationToken), cancellationToken);

    private static async Task<IReadOnlyList<Entry>> ListAsync(ReaderProcess reader, string name, Stream content, long most, CancellationToken cancellationToken)
    {
        if (!await reader.SendAsync(name, content, most, ReadingLimits.MostCpu, cancellationToken))
            return [];
        await reader.BeginAsync(cancellationToken);
        var entries = new List<Entry>();
        while (await reader.NextAsync(cancellationToken) is { } message)
        {
            for (var left = message.File?.Entries ?? 0; left > 0 && await reader.NextEntryAsync(cancellationToken) is { } entry; left--)
            {
                // Those of an archive's files beyond the limit of one are left.
                if (entries.Count < ReadingLimits.MostEntries)
                    entries.Add(entry);
            }
        }

        return entries;
    }

    private async Task<IngestReport> IngestAsync(Upload upload, Stream content, long most, Func<bool>? hasChanged, CancellationToken cancellationToken)
    {
        try
        {
            return await _readers.UseAsync(reader => ReadAsync(reader, upload, content, most, hasChanged, cancellationToken), cancellationToken);
        }
        catch (Win32Exception exception)
        {
            return Logged(IngestReport.NotTaken(upload.Name, new Remark(nameof(Strings.Note_NoReader), exception.Message)) with { Unreadable = true });
        }
    }

    private async Task<IngestReport> ReadAsync(ReaderProcess reader, Upload upload, Stream content, long most, Func<bool>? hasChanged, CancellationToken cancellationToken)
    {
        if (!await reader.SendAsync(upload.Name, content, most, upload.Cpu, cancellationToken))
            return Logged(IngestReport.NotTaken(upload.Name, InputBytes.TooLarge(most)) with { TooLarge = true });
        if (hasChanged?.Invoke() == true)
        {
            await reader.TakeBackAsync(cancellationToken);
            return Logged(IngestReport.NotTaken(upload.Name, new Remark(nameof(Strings.Note_Changed))) with { Unreadable = true });
        }

        await reader.BeginAsync(cancellationToken);
        var report = await reader.NextAsync(cancellationToken) is { } first
            ? await TakeAsync(reader, first, upload, cancellationToken)
            : Failed(reader, upload.Name);
        if (reader.Problem is null)
            await reader.NextAsync(cancellationToken);
        return report with { Slow = reader.IsSlow };
    }

    private async Task<IngestReport> TakeAsync(ReaderProcess reader, ReadMessage message, Upload upload, CancellationToken cancellationToken)
    {
        if (message.Problem is { } problem)
            return Logged(IngestReport.NotTaken(message.Path, problem));
        if (message.File is { } file)
            return await TakeAsync(reader, message.Path, file, upload, cancellationToken);

        var parts = new List<IngestReport>();
        while (await reader.NextAsync(cancellationToken) is { WrappingEnds: false } inner)
            parts.Add(await TakeAsync(reader, inner, upload, cancellationToken));
        if (reader.Problem is not null && !parts.Any(part => part.Path == message.Path))
            parts.Add(Failed(reader, message.Path));
        return IngestReport.Of(message.Path, message.Wrapping!, parts);
    }

    private async Task<IngestReport> TakeAsync(ReaderProcess reader, string path, ReadFile file, Upload upload, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Traces.StartActivity("ingest");
        var entries = new List<Entry>(Math.Clamp(file.Entries, 0, ReadingLimits.MostEntries));
        while (entries.Count < file.Entries && await reader.NextEntryAsync(cancellationToken) is { } entry)
            entries.Add(entry);
        if (entries.Count < file.Entries)
            return Failed(reader, path);
        var report = Logged(await _intake.TakeAsync(path, file, entries, upload, cancellationToken));
        span?.SetTag("format", report.Format).SetTag("entries", report.Entries).SetTag("new", report.New);
        return report;
    }

    private IngestReport Failed(ReaderProcess reader, string path) => Logged(IngestReport.NotTaken(path, reader.Problem ?? new Remark(nameof(Strings.Note_ReaderEnded))));

    private IngestReport Logged(IngestReport report)
    {
        Telemetry.Ingested(!report.Taken ? "rejected" : report.New + report.Updated > 0 ? "taken" : "known", report.New, report.Updated, report.Known);
        if (!report.Taken)
        {
            Log.FileRejected(log, report.Path, report.Rejected[0].Reason);
            return report;
        }

        Log.FileTaken(log, report.Path, report.Format!, report.Day!.Value, report.Entries, report.New, report.Known, report.Updated, report.Rejected.Count);
        if (report.Rejected is [var first, ..])
            Log.EntriesRejected(log, report.Path, report.Rejected.Count == 1 ? "1 entry was" : $"{report.Rejected.Count} entries were", first.Line);
        return report;
    }
}

/// <summary>How a file is taken.</summary>
/// <param name="Name">What the report and the store call it; may carry its date, folders too.</param>
public sealed record Upload(string Name)
{
    /// <summary>The day the uploader says; wins over any other.</summary>
    public DateOnly? Given { get; init; }

    /// <summary>Entries stored so far, of all.</summary>
    public IProgress<(int Done, int Of)>? Progress { get; init; }

    /// <summary>Whether it may change what is known of papers, and so what was posted; else it only adds papers that are not known.</summary>
    public bool MayCorrect { get; init; } = true;

    /// <summary>What reading it may take; a file that needs more is <see cref="IngestReport.Slow"/>.</summary>
    public TimeSpan Cpu { get; init; } = ReadingLimits.MostCpu;
}
