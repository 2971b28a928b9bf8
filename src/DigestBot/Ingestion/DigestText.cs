using System.Text;

namespace DigestBot.Ingestion;

/// <summary>
/// A digest file's text, split at line feeds only: 12 of 838 real files carry a lone carriage return inside a field,
/// where framework line readers would break.
/// </summary>
internal sealed class DigestText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _text;
    private readonly List<Range> _lines;

    private DigestText(string name, string text)
    {
        Name = name;
        _text = text;
        _lines = new List<Range>(text.AsSpan().Count('\n') + 1);
        foreach (var line in text.AsSpan().Split('\n'))
            _lines.Add(line.End.Value > line.Start.Value && text[line.End.Value - 1] == '\r' ? line.Start..(line.End.Value - 1) : line);
    }

    /// <summary>The file's name without folders; may carry a date.</summary>
    public string Name { get; }

    public int LineCount => _lines.Count;

    public IReadOnlyList<string> Lines => field ??= [.. _lines.Select(line => _text[line])];

    /// <summary>A line without a string of its own: most are looked at and not kept. Counts from 0.</summary>
    public ReadOnlySpan<char> Line(int index) => _text.AsSpan()[_lines[index]];

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
