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
}
