using System.Collections.Frozen;
using System.Text;

namespace DigestBot.Ingestion;

/// <summary>TeX's accents and letters in names and titles as characters: <c>Hern\'andez</c>, <c>Abrah\~ao</c>, <c>\"{o}</c>, <c>{\o}</c>. Math stays as it is.</summary>
internal static class TexText
{
    private static readonly FrozenDictionary<char, char> Accents = new Dictionary<char, char>
    {
        ['\''] = '\u0301', ['`'] = '\u0300', ['^'] = '\u0302', ['"'] = '\u0308', ['~'] = '\u0303', ['='] = '\u0304', ['.'] = '\u0307',
        ['u'] = '\u0306', ['v'] = '\u030C', ['H'] = '\u030B', ['c'] = '\u0327', ['k'] = '\u0328', ['r'] = '\u030A', ['d'] = '\u0323', ['b'] = '\u0331',
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Letters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["o"] = "ø", ["O"] = "Ø", ["l"] = "ł", ["L"] = "Ł", ["aa"] = "å", ["AA"] = "Å", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ", ["OE"] = "Œ",
        ["ss"] = "ß", ["i"] = "ı", ["j"] = "ȷ", ["dh"] = "ð", ["DH"] = "Ð", ["th"] = "þ", ["TH"] = "Þ", ["dj"] = "đ", ["DJ"] = "Đ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const int MostStacked = 3;

    public static string Plain(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        var inMath = false;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '$')
                inMath = !inMath;
            if (!inMath && text[i] is '\\' or '{' && Read(text.AsSpan(i), out var letter, out var length))
            {
                plain.Append(letter);
                i += length;
            }
            else
            {
                plain.Append(text[i++]);
            }
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>An accent with its letter, a letter command, either in braces.</summary>
    private static bool Read(ReadOnlySpan<char> text, out string letter, out int length)
    {
        if (text[0] == '{')
        {
            if (text.Length > 2 && text[1] == '\\' && Read(text[1..], out letter, out length) && length + 1 < text.Length && text[length + 1] == '}')
            {
                length += 2;
                return true;
            }

            (letter, length) = ("", 0);
            return false;
        }

        (letter, length) = ("", 0);
        if (text.Length < 2)
            return false;
        return ReadLetter(text, ref letter, ref length) || ReadAccent(text, ref letter, ref length);
    }

    private static bool ReadLetter(ReadOnlySpan<char> text, ref string letter, ref int length)
    {
        var end = 1;
        while (end < text.Length && end < 4 && char.IsAsciiLetter(text[end]))
            end++;
        if (end == 1 || (end < text.Length && char.IsAsciiLetter(text[end])) || !Letters.TryGetValue(text[1..end].ToString(), out var found))
            return false;
        letter = found;
        length = end;
        if (length < text.Length && text[length] == ' ')
            length++;
        else if (length + 1 < text.Length && text[length] == '{' && text[length + 1] == '}')
            length += 2;
        return true;
    }

    private static bool ReadAccent(ReadOnlySpan<char> text, ref string letter, ref int length, int depth = 0)
    {
        if (!Accents.TryGetValue(text[1], out var accent))
            return false;
        var at = 2;
        // A named accent needs braces or a blank: "\cite" is no cedilla.
        var named = char.IsAsciiLetter(text[1]);
        if (named && (at >= text.Length || text[at] is not ('{' or ' ')))
            return false;
        while (at < text.Length && text[at] == ' ')
            at++;
        var braced = at < text.Length && text[at] == '{';
        if (braced)
            at++;
        var inner = "";
        var innerLength = 0;
        // An accent on an accented letter: \~\^e.
        if (at + 1 < text.Length && text[at] == '\\' && depth < MostStacked && ReadAccent(text[at..], ref inner, ref innerLength, depth + 1))
        {
            letter = inner + accent;
            at += innerLength;
        }
        else
        {
            if (at < text.Length && text[at] == '\\' && at + 1 < text.Length && text[at + 1] is 'i' or 'j')
                at++;
            if (at >= text.Length || !char.IsLetter(text[at]) || (named && !braced && text.Length > at + 1 && text[2] != ' '))
                return false;
            letter = $"{text[at]}{accent}";
            at++;
        }

        if (braced)
        {
            if (at >= text.Length || text[at] != '}')
                return false;
            at++;
        }

        length = at;
        return true;
    }
}
