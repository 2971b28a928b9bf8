namespace DigestBot.Ingestion;

/// <summary>A kind of file that holds digest files: an archive, a saved e-mail. Works on bytes; never throws; hands out one file at a time.</summary>
internal interface IWrapping
{
    /// <summary>As shown in reports: <c>zip</c>.</summary>
    string Name { get; }

    bool Recognises(ReadOnlySpan<byte> content);

    /// <summary>The files inside, bounded by <paramref name="budget"/>; what cannot be unpacked comes with its reason.</summary>
    IEnumerable<WrappedFile> Unwrap(string name, ReadOnlyMemory<byte> content, UnpackBudget budget);
}

/// <summary>A file inside another; <c>Content</c> is null where it could not be unpacked, and <c>Problem</c> says why.</summary>
internal sealed record WrappedFile(string Name, byte[]? Content, Remark? Problem = null);

/// <summary>What may be unpacked from one upload, counted by the bytes that really come out, whatever the archive says of itself.</summary>
internal sealed class UnpackBudget(long bytes, int files)
{
    public const int MostLayers = 3;

    public long Bytes { get; private set; } = bytes;

    public int Files { get; private set; } = files;

    public bool TakeFile() => Files-- > 0;

    /// <summary>Copies to memory at most what is left, and no more than one file may have. Null where there is more.</summary>
    public byte[]? Read(Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        var most = Math.Min(Bytes, Ingestor.MostBytes);
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            Bytes -= count;
            if (content.Length + count > most)
                return null;
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
