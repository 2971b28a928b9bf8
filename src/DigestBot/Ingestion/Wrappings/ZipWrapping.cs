using System.IO.Compression;
using System.Runtime.InteropServices;

namespace DigestBot.Ingestion.Wrappings;

/// <summary>A zip of digest files, folders and all. What systems put beside them (<c>__MACOSX</c>, dot files) is passed over.</summary>
internal sealed class ZipWrapping : IWrapping
{
    public string Name => "zip";

    public bool Recognises(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8);

    public IEnumerable<WrappedFile> Unwrap(string name, ReadOnlyMemory<byte> content, UnpackBudget budget)
    {
        using var archive = Open(content, out var problem);
        if (archive is null)
        {
            yield return new WrappedFile(name, null, problem);
            yield break;
        }

        foreach (var entry in archive.Entries.Where(IsFile).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (!budget.TakeFile())
            {
                yield return new WrappedFile(name, null, "The archive holds too many files; the rest was left. Split it.");
                yield break;
            }

            yield return Unpack(entry, budget);
            if (budget.Bytes < 0)
                yield break;
        }
    }

    private static bool IsFile(ZipArchiveEntry entry) =>
        !entry.FullName.EndsWith('/') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && !entry.Name.StartsWith('.');

    private static ZipArchive? Open(ReadOnlyMemory<byte> content, out string problem)
    {
        problem = "The zip is damaged: its list of files cannot be read. Send it again.";
        try
        {
            var stream = MemoryMarshal.TryGetArray(content, out var bytes)
                ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
                : new MemoryStream(content.ToArray());
            var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static WrappedFile Unpack(ZipArchiveEntry entry, UnpackBudget budget)
    {
        var name = entry.FullName.Replace('\\', '/');
        if (entry.IsEncrypted)
            return new WrappedFile(name, null, "The file is encrypted. Pack it without a password.");
        try
        {
            using var stream = entry.Open();
            return budget.Read(stream) is { } content
                ? new WrappedFile(name, content)
                : new WrappedFile(name, null, "It unpacks to more than may be taken at once. Split it.");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return new WrappedFile(name, null, "It is damaged and cannot be unpacked. Send it again.");
        }
    }
}
