using System.Buffers;
using System.Text;

namespace DigestBot.Messages;

/// <summary>
/// Takes out the characters that make a text look like another one: control characters, bidirectional overrides, invisible
/// spaces, broken surrogates. Every text in a message passes here, so no renderer has to think of it.
/// </summary>
internal static class CleanText
{
    // C0/C1 controls except tab and line feed; bidi marks, embeddings, overrides and isolates (https://trojansource.codes);
    // zero-width space, word joiner, byte order mark, line and paragraph separators. ZWJ and ZWNJ stay: emoji and Persian need them.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [
            .. Range('\u0000', '\u0008'), .. Range('\u000B', '\u001F'), .. Range('\u007F', '\u009F'),
            '\u061C', '\u200B', '\u200E', '\u200F', .. Range('\u2028', '\u202E'), .. Range('\u2060', '\u206F'), '\uFEFF',
            .. Range('\uD800', '\uDFFF'), .. Range('\uFFF9', '\uFFFB'),
        ]);

    /// <summary>Keeps line feeds; a carriage return, line or paragraph separator becomes one.</summary>
    public static string Lines(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.AsSpan().IndexOfAny(Suspicious) < 0)
            return text ?? "";

        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!Suspicious.Contains(c))
                kept.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                kept.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                kept.Append('\uFFFD');
            else if (c is '\u2028' or '\u2029' or '\u0085' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                kept.Append('\n');
        }

        return kept.ToString();
    }

    /// <summary>For titles, labels and commands: line breaks and tabs become blanks.</summary>
    public static string Line(string? text)
    {
        var lines = Lines(text);
        return lines.AsSpan().ContainsAny('\n', '\t') ? lines.Replace('\n', ' ').Replace('\t', ' ') : lines;
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);
}
