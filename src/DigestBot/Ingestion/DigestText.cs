namespace DigestBot.Ingestion;

/// <summary>
/// A digest file's text, split at line feeds only: 12 of 838 real files carry a lone carriage return inside a field,
/// where framework line readers would break.
/// </summary>
internal sealed class DigestText
{
    /// <summary>One or two may be what is left of <c>\rho</c>.</summary>
    private const int FewestReturns = 3;

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

    /// <summary>The text as it was decoded.</summary>
    public string Whole => _text;

    /// <summary>The first characters, for telling what the text is.</summary>
    public ReadOnlySpan<char> Head(int length) => _text.AsSpan(0, Math.Min(length, _text.Length));

    /// <summary>The first line that is not blank.</summary>
    public ReadOnlySpan<char> FirstLine()
    {
        foreach (var line in _lines)
        {
            if (_text.AsSpan()[line].Trim() is { IsEmpty: false } text)
                return text;
        }

        return default;
    }

    public IReadOnlyList<string> Lines => field ??= [.. _lines.Select(line => _text[line])];

    /// <summary>A line without a string of its own: most are looked at and not kept. Counts from 0.</summary>
    public ReadOnlySpan<char> Line(int index) => _text.AsSpan()[_lines[index]];

    /// <summary>Lines of old Macs end with a carriage return alone.</summary>
    public static DigestText FromString(string text, string name = "")
    {
        text = text.TrimStart('\uFEFF');
        return new DigestText(name, text.Contains('\n', StringComparison.Ordinal) || text.AsSpan().Count('\r') < FewestReturns ? text : text.Replace('\r', '\n'));
    }

    /// <summary>Characters that could not be decoded and stand as U+FFFD.</summary>
    public int Undecodable { get; private init; }

    /// <summary>The encoding, where it had to be guessed.</summary>
    public string? Guessed { get; private init; }

    /// <summary>Null where the bytes are no text.</summary>
    public static DigestText? Decode(ReadOnlySpan<byte> bytes, string name)
    {
        if (TextDecoder.Decode(bytes) is not { } decoded)
            return null;
        var text = FromString(decoded.Text, name);
        return decoded.Broken == 0 && decoded.Guessed is null ? text : new DigestText(name, text.Whole) { Undecodable = decoded.Broken, Guessed = decoded.Guessed };
    }
}
