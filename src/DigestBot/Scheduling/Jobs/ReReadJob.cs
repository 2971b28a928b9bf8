using DigestBot.Data;
using DigestBot.Ingestion;
using DigestBot.Papers;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>
/// Reads the files again that older readers took and that still lie in the inbox. Idempotent: what these readers have read is not read again, and a
/// file read again is no news for anyone.
/// </summary>
[AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 600, 3600], LogEvents = false)]
[DisableConcurrentExecution(0)]
internal sealed class ReReadJob(Database database, InboxFolder inbox, Ingestor ingestor, JobResults results)
{
    [JobDisplayName("Read files again with newer readers")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var files = await FilesAsync(cancellationToken);
        for (var done = 0; done < files.Count; done++)
        {
            results.Progress(nameof(ReReadJob), done, files.Count);
            await ingestor.IngestFileAsync(files[done], given: null, progress: null, cancellationToken);
        }

        results.Progress(nameof(ReReadJob), files.Count, files.Count);
    }

    /// <summary>A file from an archive is stored under the archive's path and its own: the archive is what lies in the inbox.</summary>
    private async Task<IReadOnlyList<string>> FilesAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return
        [
            .. (await new DigestFileStore(session).ReadByOlderAsync(Ingestor.ReaderVersion, cancellationToken))
                .Where(path => path.StartsWith(inbox.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Select(Existing).OfType<string>().Distinct(StringComparer.Ordinal),
        ];
    }

    private string? Existing(string path)
    {
        for (var at = path; at is not null && at.Length > inbox.Folder.Length; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(at))
                return at;
        }

        return null;
    }
}
