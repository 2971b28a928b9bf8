using System.Runtime.InteropServices;
using System.Text;

namespace DigestBot.Ingestion;

/// <summary>
/// The encoding of bytes that are no UTF-8 and do not say what they are: single bytes between letters are Western; pairs are told apart by where the common signs
/// of each script lie. Good for a title or two; a few words may fool it.
/// </summary>
internal static class EncodingGuess
{
    private const int Sample = 64 * 1024;
    private const int FewestForKorean = 8;

    /// <summary>Null where the bytes are no text.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        var counts = Count(bytes[..Math.Min(bytes.Length, Sample)]);
        if (counts.Control * 100 > bytes.Length || counts.High == 0)
            return null;
        return CodePagesEncodingProvider.Instance.GetEncoding(Page(bytes[..Math.Min(bytes.Length, Sample)], counts));
    }

    private static int Page(ReadOnlySpan<byte> bytes, Counts counts)
    {
        // Accents stand alone among letters.
        if (counts.Alone * 2 >= counts.High || counts.High * 2 < counts.Runs * 3)
            return 1252;
        if (counts.Cyrillic * 100 > counts.High * 95 && counts.SmallCyrillic * 2 > counts.High)
            return 1251;
        var kana = ShareOf(bytes, 932, character => character is >= '\u3041' and <= '\u30FA');
        if (kana > 0.15 && ShareOf(bytes, 932, character => character is >= '\uFF61' and <= '\uFF9F') < 0.2)
            return 932;
        if (counts.Pairs * 2 * 100 >= counts.High * 95)
        {
            if (counts.KanaPairs * 5 > counts.Pairs)
                return 51932;
            var signs = counts.LowPairs + counts.MiddlePairs + counts.HighPairs;
            return signs >= FewestForKorean && counts.LowPairs * 100 >= signs * 97 ? 949 : 54936;
        }

        if (ShareOf(bytes, 950, IsHan) is > 0.8 && counts.Big5Leads * 10 > counts.Leads * 8)
            return 950;
        return ShareOf(bytes, 54936, IsHan) > 0.7 ? 54936 : 1252;
    }

    private static bool IsHan(char character) => character is >= '\u4E00' and <= '\u9FA5' or >= '\u3000' and <= '\u301F' or >= '\uFF01' and <= '\uFF5E';

    /// <summary>Of the characters beyond ASCII; 0 where a hundredth of them cannot be decoded.</summary>
    private static double ShareOf(ReadOnlySpan<byte> bytes, int page, Predicate<char> isMeant)
    {
        int all = 0, meant = 0, broken = 0;
        foreach (var character in CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetString(bytes))
        {
            if (character < '\u0080')
                continue;
            all++;
            meant += isMeant(character) ? 1 : 0;
            broken += character is '\uFFFD' or '\u30FB' or (>= '\uE000' and <= '\uF8FF') ? 1 : 0;
        }

        return all == 0 || broken * 50 > all ? 0 : (double)meant / all;
    }

    private static Counts Count(ReadOnlySpan<byte> bytes)
    {
        var counts = default(Counts);
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = bytes[i];
            if (value < 0x80)
            {
                counts.Control += value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C) ? 1 : 0;
                continue;
            }

            counts.High++;
            counts.Cyrillic += value >= 0xC0 || value is 0xA8 or 0xB8 or 0x96 or 0x97 or 0xAB or 0xBB ? 1 : 0;
            counts.SmallCyrillic += value >= 0xE0 ? 1 : 0;
            counts.Runs += i == 0 || bytes[i - 1] < 0x80 ? 1 : 0;
            counts.Alone += (i == 0 || bytes[i - 1] < 0x80) && (i + 1 == bytes.Length || bytes[i + 1] < 0x80) ? 1 : 0;
        }

        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            counts.Leads++;
            counts.Big5Leads += bytes[i] is >= 0xA1 and <= 0xC6 ? 1 : 0;
            if (bytes[i] >= 0xA1 && bytes[i + 1] >= 0xA1)
            {
                counts.Pairs++;
                counts.KanaPairs += bytes[i] is 0xA4 or 0xA5 ? 1 : 0;
                counts.LowPairs += bytes[i] is >= 0xB0 and <= 0xC8 ? 1 : 0;
                counts.MiddlePairs += bytes[i] is > 0xC8 and <= 0xD7 ? 1 : 0;
                counts.HighPairs += bytes[i] > 0xD7 ? 1 : 0;
            }

            i++;
        }

        return counts;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Counts
    {
        public int High, Alone, Runs, Control, Cyrillic, SmallCyrillic, Leads, Big5Leads, Pairs, KanaPairs, LowPairs, MiddlePairs, HighPairs;
    }
}
