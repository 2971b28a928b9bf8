using System.Globalization;
using System.Text;

namespace DigestBot.Papers.Search;

internal enum CharacterKind : byte
{
    Separator,
    Letter,
    Digit,

    /// <summary>Han, kana and Hangul: cut into bigrams.</summary>
    Cjk,

    /// <summary>Combining marks, soft hyphens, joiners: inside a word they are not there.</summary>
    Ignored,

    /// <summary>Folds to several letters: <c>ß</c>, the ligature <c>ﬁ</c>, <c>æ</c>.</summary>
    Several,
    Surrogate,
}

/// <summary>What the analyser needs to know about each UTF-16 unit, in two tables: its kind, and the lower-case letter without accents.</summary>
internal static class Characters
{
    private static readonly CharacterKind[] Kinds = new CharacterKind[char.MaxValue + 1];
    private static readonly char[] Folded = new char[char.MaxValue + 1];
    private static readonly Dictionary<char, string> Expansions = new()
    {
        ['ß'] = "ss", ['ẞ'] = "ss", ['æ'] = "ae", ['Æ'] = "ae", ['œ'] = "oe", ['Œ'] = "oe", ['þ'] = "th", ['Þ'] = "th",
    };

    static Characters()
    {
        for (var c = 0; c <= char.MaxValue; c++)
            (Kinds[c], Folded[c]) = Classify((char)c);
        foreach (var (from, to) in (ReadOnlySpan<(char, char)>)[('ø', 'o'), ('Ø', 'o'), ('ł', 'l'), ('Ł', 'l'), ('đ', 'd'), ('Đ', 'd'), ('ð', 'd'), ('Ð', 'd'), ('ı', 'i'), ('ς', 'σ')])
            (Kinds[from], Folded[from]) = (CharacterKind.Letter, to);
        foreach (var c in Expansions.Keys)
            Kinds[c] = CharacterKind.Several;
    }

    public static CharacterKind KindOf(char c) => Kinds[c];

    public static char Fold(char c) => Folded[c];

    public static string Expand(char c) => Expansions[c];

    /// <summary>Letters outside the first plane: mathematical alphabets fold to plain letters, rare Han is CJK, emoji separate.</summary>
    public static (CharacterKind Kind, string Folded) Classify(Rune rune)
    {
        if (rune.Value is >= 0x20000 and < 0x40000)
            return (CharacterKind.Cjk, rune.ToString());
        if (rune.Value is >= 0x1D400 and < 0x1D800)
        {
            var plain = rune.ToString().Normalize(NormalizationForm.FormKD);
            return plain.Length == 1 && Kinds[plain[0]] is CharacterKind.Letter or CharacterKind.Digit
                ? (Kinds[plain[0]], Folded[plain[0]].ToString())
                : (CharacterKind.Separator, "");
        }

        return Rune.IsLetter(rune) ? (CharacterKind.Letter, Rune.ToLowerInvariant(rune).ToString()) : (CharacterKind.Separator, "");
    }

    private static (CharacterKind Kind, char Folded) Classify(char c)
    {
        if (char.IsAscii(c))
            return (char.IsAsciiLetter(c) ? CharacterKind.Letter : char.IsAsciiDigit(c) ? CharacterKind.Digit : CharacterKind.Separator, char.ToLowerInvariant(c));
        if (char.IsSurrogate(c))
            return (CharacterKind.Surrogate, c);
        if (c is '\u00AD' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF')
            return (CharacterKind.Ignored, c);
        if (IsCjk(c))
            return (CharacterKind.Cjk, Compatible(c) is [var unified] ? unified : c);

        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => (CharacterKind.Ignored, c),
            UnicodeCategory.DecimalDigitNumber => (CharacterKind.Digit, (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c))),
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Decompose(c),
            _ => (CharacterKind.Separator, c),
        };
    }

    private static (CharacterKind Kind, char Folded) Decompose(char c)
    {
        var letters = Compatible(c);
        if (letters.Length == 0)
            return (CharacterKind.Ignored, c); // the half-width voicing mark
        if (!letters.All(char.IsLetterOrDigit))
            return (CharacterKind.Separator, c);
        if (letters.Length > 1)
        {
            Expansions[c] = letters;
            return (CharacterKind.Several, c);
        }

        // Half-width kana come out as kana here.
        var kind = IsCjk(letters[0]) ? CharacterKind.Cjk : char.IsAsciiDigit(letters[0]) ? CharacterKind.Digit : CharacterKind.Letter;
        return (kind, letters[0]);
    }

    /// <summary>Compatibility decomposition without marks, in lower case.</summary>
    private static string Compatible(char c)
    {
        // Hangul syllables would fall apart into jamo.
        if (c is >= '\uAC00' and <= '\uD7A3')
            return c.ToString();
        var letters = c.ToString().Normalize(NormalizationForm.FormKD)
            .Where(part => char.GetUnicodeCategory(part) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));

        // Voiced kana (が) are letters of their own, not か with an accent.
        return IsCjk(c) && c is < '\uF900' ? c.ToString() : string.Concat(letters).ToLowerInvariant();
    }

    private static bool IsCjk(char c) =>
        c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or >= '\uF900' and <= '\uFAFF' or >= '\uAC00' and <= '\uD7A3'
            or >= '\u3041' and <= '\u3096' or >= '\u30A1' and <= '\u30FA' or '\u30FC' or '\u3005' or '\u3007';
}
