using System.Globalization;
using System.Text;

namespace DigestBot.Messages;

/// <summary>How wide a text stands in a terminal: Chinese, Japanese, Korean and emoji take two columns, combining marks none.</summary>
internal static class Columns
{
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    public static string PadRight(string text, int columns) => text + new string(' ', Math.Max(0, columns - Of(text)));

    // The wide and full-width blocks of https://www.unicode.org/Public/UCD/latest/ucd/EastAsianWidth.txt, coarsely.
    private static int Of(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        < 0x1100 => 1,
        <= 0x115F or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) => 2,
        (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) => 2,
        (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };
}
