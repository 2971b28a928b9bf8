using DigestBot.Data;
using DigestBot.Messages;
using Microsoft.Extensions.Logging;

namespace DigestBot.Ingestion;

/// <summary>
/// Takes digest files, by whatever way they come, and reports on each: plain ones, and those inside archives and saved e-mails.
/// What cannot be taken is a report, too; nothing here throws for its input.
/// </summary>
public sealed class Ingestor(Database database, TimeProvider time, ILogger<Ingestor> log)
{
    /// <summary>Raise when a reader recovers more than before: files taken earlier are then read again when they come again.</summary>
    public const int ReaderVersion = 2;

    /// <summary>Larger files are refused before they are read; the largest known digest has 3.84 MB.</summary>
    public const long MostBytes = 200L * 1024 * 1024;

    private const long MostUnpackedBytes = 5 * MostBytes;
    private const int MostUnpackedFiles = 20_000;

    private readonly DigestFileIntake _intake = new(database, time);

    /// <param name="given">The day the uploader says; wins over any other.</param>
    /// <param name="progress">Entries stored so far, of all.</param>
    public Task<IngestReport> IngestFileAsync(string path, DateOnly? given, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken) =>
        IngestFileAsync(path, path, given, progress, cancellationToken);

    /// <param name="name">What the report and the store call the file at <paramref name="path"/>; may carry its date.</param>
    public async Task<IngestReport> IngestFileAsync(
        string path, string name, DateOnly? given, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken)
    {
        var (content, refused) = await InputBytes.ReadFileAsync(path, cancellationToken);
        return content is null
            ? Logged(refused! with { Path = name })
            : await IngestAsync(name, content, given, progress, cancellationToken);
    }

    /// <summary>An upload: read to its end, unless it is larger than <paramref name="mostBytes"/> or <see cref="MostBytes"/>.</summary>
    /// <param name="name">As the uploader calls the file.</param>
    /// <exception cref="IOException">The stream broke.</exception>
    public async Task<IngestReport> IngestStreamAsync(string name, Stream content, long mostBytes, DateOnly? given, CancellationToken cancellationToken)
    {
        var most = Math.Min(mostBytes, MostBytes);
        return await InputBytes.ReadAsync(content, most, cancellationToken) is { } bytes
            ? await IngestAsync(name, bytes, given, progress: null, cancellationToken)
            : Logged(IngestReport.NotTaken(name, InputBytes.TooLarge(most)) with { TooLarge = true });
    }

    public Task<IngestReport> IngestAsync(
        string name, ReadOnlyMemory<byte> content, DateOnly? given, IProgress<(int Done, int Of)>? progress, CancellationToken cancellationToken) =>
        IngestAsync(name, content, given, progress, new UnpackBudget(MostUnpackedBytes, MostUnpackedFiles), layer: 0, cancellationToken);

    private async Task<IngestReport> IngestAsync(
        string path, ReadOnlyMemory<byte> content, DateOnly? given, IProgress<(int Done, int Of)>? progress, UnpackBudget budget, int layer,
        CancellationToken cancellationToken)
    {
        if (FileWrappings.Around(content.Span) is not { } wrapping)
        {
            using var span = Telemetry.Traces.StartActivity("ingest");
            var report = Logged(await _intake.TakeAsync(path, content, given, progress, cancellationToken));
            span?.SetTag("format", report.Format).SetTag("entries", report.Entries).SetTag("new", report.New);
            return report;
        }

        if (layer == UnpackBudget.MostLayers)
            return Logged(IngestReport.NotTaken(path, new Remark(nameof(Strings.Note_TooDeep))));

        var parts = new List<IngestReport>();
        foreach (var file in wrapping.Unwrap(path, content, budget))
        {
            // What is said of the archive itself comes under its own name.
            var name = file.Name == path ? path : $"{path}/{file.Name}";
            parts.Add(file.Content is { } inner
                ? await IngestAsync(name, inner, given, progress, budget, layer + 1, cancellationToken)
                : Logged(IngestReport.NotTaken(name, file.Problem!)));
        }

        return IngestReport.Of(path, wrapping.Name, parts);
    }

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
