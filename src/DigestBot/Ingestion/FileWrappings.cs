using DigestBot.Ingestion.Wrappings;

namespace DigestBot.Ingestion;

/// <summary>The kinds of files that hold digest files.</summary>
internal static class FileWrappings
{
    private static readonly IReadOnlyList<IWrapping> All = [new ZipWrapping(), new GzipWrapping(), new MailWrapping()];

    /// <summary>Null for a plain file.</summary>
    public static IWrapping? Around(ReadOnlySpan<byte> content)
    {
        foreach (var wrapping in All)
        {
            if (wrapping.Recognises(content))
                return wrapping;
        }

        return null;
    }
}
