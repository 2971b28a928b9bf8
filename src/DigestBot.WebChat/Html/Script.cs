namespace DigestBot.WebChat.Html;

/// <summary>Which language a text is in, by its letters: for fonts, line breaks and screen readers.</summary>
internal static class Script
{
    /// <summary>A <c>lang</c> value; null for a text without letters.</summary>
    public static string? Of(string text)
    {
        var (han, kana, hangul, other) = (0, 0, 0, 0);
        foreach (var c in text)
        {
            switch (c)
            {
                case >= '\u3040' and < '\u3100': kana++; break;
                case >= '\uAC00' and < '\uD7B0': hangul++; break;
                case >= '\u3400' and < '\uA000': han++; break;
                default: other += char.IsLetter(c) ? 1 : 0; break;
            }
        }

        // A Chinese sentence about an English title has more Latin letters than characters.
        return kana > 0 && kana + han > other / 4 ? "ja"
            : hangul > other / 4 ? "ko"
            : han > other / 4 ? "zh-Hans"
            : other > 0 ? "en" : null;
    }
}
