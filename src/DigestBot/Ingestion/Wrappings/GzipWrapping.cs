using System.IO.Compression;
using System.Runtime.InteropServices;
using DigestBot.Messages;

namespace DigestBot.Ingestion.Wrappings;

/// <summary>One digest file packed by gzip: <c>2026-01-28.jsonl.gz</c>.</summary>
internal sealed class GzipWrapping : IWrapping
{
    public string Name => "gzip";

    public bool Recognises(ReadOnlySpan<byte> content) => content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]);

    public IEnumerable<WrappedFile> Unwrap(string name, ReadOnlyMemory<byte> content, UnpackBudget budget)
    {
        var inner = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        yield return Unpack(Path.GetFileName(inner), content, budget);
    }

    private static WrappedFile Unpack(string name, ReadOnlyMemory<byte> content, UnpackBudget budget)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var array) ? array : content.ToArray();
        using var packed = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var stream = new GZipStream(packed, CompressionMode.Decompress);
        try
        {
            return budget.Read(name, stream);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return WrappedFile.Refused(name, nameof(Strings.Note_Damaged));
        }
    }
}
