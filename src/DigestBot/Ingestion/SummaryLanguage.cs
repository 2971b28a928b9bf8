namespace DigestBot.Ingestion;

/// <summary>
/// The language one summary field is written in, by its scripts: <c>zh</c>, <c>ja</c>, <c>ko</c> or <c>en</c>.
/// Decided per field: files mix languages even inside one entry.
/// </summary>
internal static class SummaryLanguage
{
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u1100', '\uD7A3'))
            return "en";

        int han = 0, kana = 0, hangul = 0, words = 0;
        var inWord = false;
        var onlyHan = !text.AsSpan().ContainsAnyInRange('\u3041', '\u30FA')
            && !text.AsSpan().ContainsAnyInRange('\uAC00', '\uD7A3') && !text.AsSpan().ContainsAnyInRange('\u1100', '\u11FF');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF')
                han++;
            else if (c is >= '\u3041' and <= '\u30FA')
                kana++;
            else if (c is >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF')
                hangul++;

            // Chinese about machine learning is full of Latin names: what counts is Latin words, not letters.
            var isLatin = char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F';
            if (isLatin && !inWord)
                words++;
            inWord = isLatin;

            // The rest holds no more words than half its letters: of most Chinese a quarter is enough to know it.
            if (onlyHan && han * 2 > words + ((text.Length - i) / 2))
                return "zh";
        }

        if ((han + kana + hangul) * 2 < words || han + kana + hangul == 0)
            return "en";
        if (hangul > han && hangul >= kana)
            return "ko";
        // A stray の in Chinese does not make it Japanese; real Japanese is nearly half kana.
        return kana * 8 > han ? "ja" : "zh";
    }
}
