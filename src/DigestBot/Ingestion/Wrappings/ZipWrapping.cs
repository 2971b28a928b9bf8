using System.IO.Compression;
using System.Runtime.InteropServices;
using DigestBot.Ingestion.Reading;
using DigestBot.Messages;

namespace DigestBot.Ingestion.Wrappings;

/// <summary>A zip of digest files, folders and all. What systems put beside them (<c>__MACOSX</c>, dot files) is passed over.</summary>
internal sealed class ZipWrapping : IWrapping
{
    public string Name => "zip";

    public bool Recognises(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8);

    public IEnumerable<WrappedFile> Unwrap(string name, ReadOnlyMemory<byte> content, UnpackBudget budget)
    {
        using var archive = Open(content);
        if (archive is null)
        {
            yield return WrappedFile.Refused(name, nameof(Strings.Note_DamagedZip));
            yield break;
        }

        foreach (var entry in archive.Entries.Where(IsFile).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (!budget.TakeFile())
            {
                yield return WrappedFile.Refused(name, nameof(Strings.Note_TooManyFiles), $"{ReadingLimits.MostUnpackedFiles:N0}");
                yield break;
            }

            yield return Unpack(entry, budget);
            if (budget.IsSpent)
                yield break;
        }
    }

    private static bool IsFile(ZipArchiveEntry entry) =>
        !entry.FullName.EndsWith('/') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && !entry.Name.StartsWith('.');

    private static ZipArchive? Open(ReadOnlyMemory<byte> content)
    {
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
            return WrappedFile.Refused(name, nameof(Strings.Note_Encrypted));
        try
        {
            using var stream = entry.Open();
            return budget.Read(name, stream);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return WrappedFile.Refused(name, nameof(Strings.Note_Damaged));
        }
    }
}
