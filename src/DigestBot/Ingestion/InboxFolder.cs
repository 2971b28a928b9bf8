using System.IO.Enumeration;
using DigestBot.Data;
using DigestBot.Ingestion.Reading;
using DigestBot.Messages;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DigestBot.Ingestion;

/// <summary>
/// A watched folder. A file is taken when two looks in a row found it unchanged; nothing in the folder is moved or deleted. What was looked at
/// is remembered by path, size and time of change, so that each file is reported once.
/// </summary>
public sealed class InboxFolder(string folder, Database database, Ingestor ingestor, ILogger<InboxFolder> log, TimeProvider? time = null)
{
    // Names browsers, editors and copy tools give to files they have not finished.
    private static readonly string[] Unfinished = [".part", ".partial", ".crdownload", ".tmp", ".swp", "~"];
    /// <summary>A file that is locked or not ours to read is tried again every minute, and reported once.</summary>
    private const int LooksBetweenTries = 30;
    private readonly Dictionary<string, int> _unreadable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileState> _growing = new(StringComparer.Ordinal);

    /// <summary>Files that take long to read: one a look, after all others.</summary>
    private readonly Dictionary<string, FileState> _slow = new(StringComparer.Ordinal);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long _since = (time ?? TimeProvider.System).GetTimestamp();
    private int _looks;

    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>
    /// What lay here at the start has been taken, or could not be: digests made earlier would lack what came while nobody looked. After a minute nobody waits for
    /// it any longer, whatever it is that takes so long.
    /// </summary>
    public bool HasCaughtUp => _looks >= 2 || _time.GetElapsedTime(_since) >= ReadingLimits.LongestWait;

    /// <summary>One look. Reports of the files taken or rejected now.</summary>
    public async Task<IReadOnlyList<IngestReport>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LookOnceAsync(cancellationToken);
        }
        finally
        {
            _looks++;
        }
    }

    private async Task<IReadOnlyList<IngestReport>> LookOnceAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var reports = new List<IngestReport>();
        var present = Files().ToDictionary(file => file.FullName, StringComparer.Ordinal);
        foreach (var gone in _growing.Keys.Where(path => !present.ContainsKey(path)).ToList())
        {
            _growing.Remove(gone);
            _unreadable.Remove(gone);
        }

        foreach (var gone in _slow.Keys.Where(path => !present.ContainsKey(path)).ToList())
            _slow.Remove(gone);

        await ForgetGoneAsync(present, cancellationToken);
        foreach (var (path, file) in present.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (StateOf(file) is not { } state || await IsKnownAsync(path, state, cancellationToken))
                continue;
            if (!_growing.TryGetValue(path, out var before) || before != state)
            {
                _growing[path] = state;
                continue;
            }

            if (_slow.TryGetValue(path, out var slow) && slow == state)
                continue;
            if (_unreadable.TryGetValue(path, out var looks) && looks > 0)
                _unreadable[path] = looks - 1;
            else if (await TakeAndRememberAsync(path, state, ReadingLimits.QuickCpu, cancellationToken) is { } report)
                reports.Add(report);
        }

        if (_slow.Count > 0)
        {
            var (path, state) = _slow.MinBy(pair => pair.Key, StringComparer.Ordinal);
            _slow.Remove(path);
            if (await TakeAndRememberAsync(path, state, ReadingLimits.MostCpu, cancellationToken) is { } report)
                reports.Add(report);
        }

        return reports;
    }

    /// <summary>The report, where it is to be told; null for what is only put off, or was told already.</summary>
    private async Task<IngestReport?> TakeAndRememberAsync(string path, FileState state, TimeSpan cpu, CancellationToken cancellationToken)
    {
        var report = await TakeAsync(path, state, cpu, cancellationToken);
        if (report.Slow && cpu < ReadingLimits.MostCpu)
        {
            _slow[path] = state;
            return null;
        }

        if (report.Unreadable)
        {
            // Without its size, so that it is tried again.
            var isNew = !_unreadable.ContainsKey(path);
            if (isNew)
                await RememberAsync(path, state with { Size = -1 }, report, cancellationToken);
            _unreadable[path] = LooksBetweenTries;
            return isNew ? report : null;
        }

        await RememberAsync(path, state, report, cancellationToken);
        _growing.Remove(path);
        _unreadable.Remove(path);
        return report;
    }

    /// <summary>A file our readers fail on must not hold up the others: it is left alone until it changes.</summary>
    private async Task<IngestReport> TakeAsync(string path, FileState state, TimeSpan cpu, CancellationToken cancellationToken)
    {
        try
        {
            // It may lead to any file of this machine, or to a pipe that never ends.
            if (new FileInfo(path).LinkTarget is not null)
                return IngestReport.NotTaken(path, new Remark(nameof(Strings.Note_Link)));
            // Pipes and devices have no size either, and opening one would wait for whoever writes.
            return state.Size == 0
                ? await ingestor.IngestAsync(path, ReadOnlyMemory<byte>.Empty, given: null, progress: null, cancellationToken)
                : await ingestor.IngestFileAsync(path, new Upload(path) { Cpu = cpu }, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or SqliteException))
        {
            Log.FileFailed(log, path, exception);
            return IngestReport.NotTaken(path, new Remark(nameof(Strings.Note_Failed), exception.GetType().Name));
        }
    }

    /// <summary>Folders that are links are not entered: they may lead out, or back up.</summary>
    private IEnumerable<FileInfo> Files() => new FileSystemEnumerable<FileInfo>(
        Folder, (ref entry) => (FileInfo)entry.ToFileSystemInfo(),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    }.Where(file => !file.Name.StartsWith('.') && !Unfinished.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    private static FileState? StateOf(FileInfo file)
    {
        try
        {
            return new FileState(file.Length, file.LastWriteTimeUtc);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<bool> IsKnownAsync(string path, FileState state, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await session.FirstAsync(
            $"SELECT 1 FROM inbox_files WHERE path = {path} AND size = {state.Size} AND modified_at = {(DateTimeOffset)state.ModifiedUtc}",
            row => row.Flag(0), cancellationToken);
    }

    private async Task ForgetGoneAsync(Dictionary<string, FileInfo> present, CancellationToken cancellationToken)
    {
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            if ((await new UntakenFiles(session).PathsAsync(cancellationToken)).All(present.ContainsKey))
                return;
        }

        await using var writing = await database.WriteAsync(cancellationToken);
        var untaken = new UntakenFiles(writing);
        foreach (var path in (await untaken.PathsAsync(cancellationToken)).Where(path => !present.ContainsKey(path)))
            await untaken.ForgetAsync(path, cancellationToken);
        await writing.CommitAsync(cancellationToken);
    }

    private async Task RememberAsync(string path, FileState state, IngestReport report, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            $"""
            INSERT OR REPLACE INTO inbox_files (path, size, modified_at, problem)
            VALUES ({path}, {state.Size}, {(DateTimeOffset)state.ModifiedUtc}, {report.Problem})
            """, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private sealed record FileState(long Size, DateTime ModifiedUtc);
}
