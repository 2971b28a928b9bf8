using DigestBot.Messages;

namespace DigestBot.Ingestion;

/// <summary>Reads input into memory up to a bound, whatever its length is said to be: files grow and streams lie.</summary>
internal static class InputBytes
{
    public static Remark TooLarge(long most) => new(nameof(Strings.Note_TooLarge), $"{most / 1024 / 1024}");

    /// <summary>Null where there is more than <paramref name="most"/>.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, long most, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + count > most)
                return null;
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    /// <summary>The bytes, or the report that says why there are none. A size over the limit is refused unread.</summary>
    public static async Task<(byte[]? Content, IngestReport? Refused)> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            var length = file.Length;
            if (length > Ingestor.MostBytes)
                return (null, NotRead(TooLarge(Ingestor.MostBytes)) with { TooLarge = true });
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
            var content = await ReadAsync(stream, Ingestor.MostBytes, cancellationToken);
            if (content is null)
                return (null, NotRead(TooLarge(Ingestor.MostBytes)) with { TooLarge = true });
            file.Refresh();
            return file.Exists && file.Length != length
                ? (null, NotRead(new Remark(nameof(Strings.Note_Changed))))
                : (content, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, NotRead(Directory.Exists(path) ? new Remark(nameof(Strings.Note_Folder)) : new Remark(exception.Message)));
        }

        IngestReport NotRead(Remark reason) => IngestReport.NotTaken(path, reason) with { Unreadable = true };
    }
}
