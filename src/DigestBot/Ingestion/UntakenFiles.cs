using DigestBot.Data;

namespace DigestBot.Ingestion;

/// <summary>A file in the inbox that was not taken, or, an archive, not whole. <c>Problem</c>: the first reason, in English.</summary>
public sealed record UntakenFile(string Path, DateTimeOffset ModifiedAt, string Problem);

/// <summary>What lies in the inbox untaken; a file that is gone from there is forgotten.</summary>
public sealed class UntakenFiles(Session session)
{
    /// <summary>Changed last first.</summary>
    public Task<IReadOnlyList<UntakenFile>> ListAsync(int most, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT path, modified_at, problem FROM inbox_files WHERE problem IS NOT NULL ORDER BY modified_at DESC, path LIMIT {most}",
            row => new UntakenFile(row.Text(0), row.Moment(1), row.Text(2)), cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COUNT(*) FROM inbox_files WHERE problem IS NOT NULL", row => row.Long(0), cancellationToken);

    internal Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT path FROM inbox_files WHERE problem IS NOT NULL", row => row.Text(0), cancellationToken);

    internal Task ForgetAsync(string path, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM inbox_files WHERE path = {path}", cancellationToken);
}
