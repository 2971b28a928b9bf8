using DigestBot.Data;

namespace DigestBot.Papers;

/// <summary>The digest files taken so far.</summary>
public sealed class DigestFileStore(Session session)
{
    /// <summary>Announced with each file that is taken.</summary>
    public const string Table = "digest_files";

    private static readonly Columns All = new("id, hash, name, path, format, reader, day, day_source, sequence, backfill, imported_at, report, may_correct, confidence");

    public Task<DigestFile?> FindAsync(string hash, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT {All} FROM digest_files WHERE hash = {hash}",
            Read, cancellationToken);

    public Task<DigestFile?> FindAsync(long id, CancellationToken cancellationToken) =>
        session.FirstAsync($"SELECT {All} FROM digest_files WHERE id = {id}", Read, cancellationToken);

    /// <summary>In order of arrival.</summary>
    public Task<IReadOnlyList<DigestFile>> ListAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {All} FROM digest_files ORDER BY sequence",
            Read, cancellationToken);

    /// <summary>Paths of the files that readers older than a version took, in order of arrival.</summary>
    public Task<IReadOnlyList<string>> ReadByOlderAsync(int reader, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT path FROM digest_files WHERE reader < {reader} ORDER BY sequence", row => row.Text(0), cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COUNT(*) FROM digest_files", row => row.Long(0), cancellationToken);

    public Task<DigestFile?> LatestAsync(CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT {All} FROM digest_files ORDER BY sequence DESC LIMIT 1",
            Read, cancellationToken);

    /// <summary>True of a row of <c>digest_files</c> whose file had neither entries nor what was to be some. Only files without entries have their report read.</summary>
    internal static readonly Columns IsEmpty = new(
        "(NOT EXISTS (SELECT 1 FROM entries WHERE digest_file_id = digest_files.id) AND COALESCE(iif(json_valid(report), json_array_length(report, '$.rejected'), 0), 0) = 0)");

    /// <summary>The latest arrivals with anything in them, newest first: feeds send empty files all weekend.</summary>
    public Task<IReadOnlyList<DigestFile>> NewestAsync(int most, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {All} FROM digest_files WHERE NOT {IsEmpty} ORDER BY sequence DESC LIMIT {most}", Read, cancellationToken);

    /// <summary>How many files without anything in them came since.</summary>
    public Task<long> EmptySinceAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        session.ValueAsync(
            $"SELECT COUNT(*) FROM digest_files WHERE imported_at >= {since} AND {IsEmpty}",
            row => row.Long(0), cancellationToken);

    /// <summary>Stores a new file as the latest arrival; its id and sequence are given here.</summary>
    public Task<DigestFile> AddAsync(DigestFile file, CancellationToken cancellationToken)
    {
        session.Announce(Table);
        return session.ValueAsync(
            $"""
            INSERT INTO digest_files (hash, name, path, format, reader, day, day_source, sequence, backfill, imported_at, report, may_correct, confidence)
            VALUES ({file.Hash}, {file.Name}, {file.Path}, {file.Format}, {file.Reader}, {file.Day}, {file.DaySource},
              (SELECT COALESCE(MAX(sequence), 0) + 1 FROM digest_files), {file.Backfill}, {file.ImportedAt}, {file.Report}, {file.MayCorrect}, {file.Confidence})
            RETURNING id, sequence
            """,
            row => file with { Id = row.Long(0), Sequence = row.Long(1) }, cancellationToken);
    }

    /// <summary>Writes day, reader and report of a file read again.</summary>
    public Task UpdateAsync(DigestFile file, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            UPDATE digest_files SET format = {file.Format}, reader = {file.Reader}, day = {file.Day}, day_source = {file.DaySource}, report = {file.Report},
              may_correct = {file.MayCorrect}, confidence = {file.Confidence}
            WHERE id = {file.Id}
            """, cancellationToken);

    /// <summary>A file that is news after all: its day and place in the order of arrival are new.</summary>
    public Task<DigestFile> ArriveAgainAsync(DigestFile file, CancellationToken cancellationToken)
    {
        session.Announce(Table);
        return session.ValueAsync(
            $"""
            UPDATE digest_files SET day = {file.Day}, day_source = {file.DaySource}, backfill = {file.Backfill},
              sequence = (SELECT MAX(sequence) + 1 FROM digest_files)
            WHERE id = {file.Id} RETURNING sequence
            """,
            row => file with { Sequence = row.Long(0) }, cancellationToken);
    }

    /// <summary>The newest arrival, backfill among them; 0 before the first.</summary>
    public Task<long> LatestSequenceAsync(CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COALESCE(MAX(sequence), 0) FROM digest_files", row => row.Long(0), cancellationToken);

    private static DigestFile Read(Row row) => new(
        row.Long(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Int(5), row.Day(6), row.Enum<DaySource>(7), row.Long(8), row.Flag(9),
        row.Moment(10), row.Text(11))
    {
        MayCorrect = row.Flag(12),
        Confidence = row.Int(13),
    };
}
