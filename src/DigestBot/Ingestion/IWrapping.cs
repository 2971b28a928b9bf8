using DigestBot.Ingestion.Reading;
using DigestBot.Messages;

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

/// <summary>A file inside another; where it could not be unpacked, <c>Problem</c> says why.</summary>
internal sealed record WrappedFile(string Name, ReadOnlyMemory<byte> Content, Remark? Problem = null)
{
    public static WrappedFile Refused(string name, string text, params IReadOnlyList<string> parts) => new(name, default, new Remark(text, parts));
}

/// <summary>What may be unpacked from one upload, counted by the bytes that really come out, whatever the archive says of itself.</summary>
internal sealed class UnpackBudget(long bytes, int files)
{
    private long _bytes = bytes;
    private int _files = files;

    /// <summary>Nothing more comes out.</summary>
    public bool IsSpent => _bytes < 0;

    public bool TakeFile() => _files-- > 0;

    /// <summary>Copies to memory at most what is left, and no more than one file may have; what is over a limit comes with the sentence that says which.</summary>
    public WrappedFile Read(string name, Stream stream)
    {
        // Not owned by anybody else: its buffer is the content.
        var content = new MemoryStream();
        var buffer = new byte[81_920];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            _bytes -= count;
            if (_bytes < 0)
                return WrappedFile.Refused(name, nameof(Strings.Note_UnpacksTooLarge), $"{ReadingLimits.MostUnpackedBytes / ReadingLimits.Megabyte}");
            if (content.Length + count > ReadingLimits.MostBytes)
                return new WrappedFile(name, default, InputBytes.TooLarge(ReadingLimits.MostBytes));
            content.Write(buffer, 0, count);
        }

        return new WrappedFile(name, content.GetBuffer().AsMemory(0, (int)content.Length));
    }
}
