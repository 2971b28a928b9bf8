using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Ingestion;

/// <summary>Bytes as text: by byte order mark, as UTF-8, by what the file declares, else by what its bytes look like.</summary>
internal static partial class TextDecoder
{
    private const int Head = 2_048;

    // More than one in so many is another encoding, not damage.
    private const int CharactersPerBroken = 200;
    private const int WholePerBroken = 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="Broken">Characters that could not be decoded and stand as U+FFFD.</param>
    /// <param name="Guessed">The encoding, where nothing says it; null where it is known.</param>
    internal sealed record Decoded(string Text, int Broken = 0, string? Guessed = null);

    /// <summary>Null where the bytes are no text.</summary>
    public static Decoded? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return new Decoded(Encoding.Unicode.GetString(bytes));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new Decoded(Encoding.BigEndianUnicode.GetString(bytes));
        if (Utf16(bytes) is { } wide)
            return new Decoded(wide.GetString(bytes));
        var declared = Declared(bytes);
        // Seven bits with escapes: it would pass for ASCII.
        if (declared is not null && declared.WebName.StartsWith("iso-2022", StringComparison.OrdinalIgnoreCase) && bytes.Contains((byte)0x1B))
            return new Decoded(declared.GetString(bytes));
        try
        {
            return new Decoded(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            // Another encoding, or damage.
        }

        if (declared is not null and not UTF8Encoding)
            return Checked(declared.GetString(bytes), guessed: null);
        var text = Encoding.UTF8.GetString(bytes);
        var broken = text.AsSpan().Count('\uFFFD');
        // With other characters of many bytes in it, it is UTF-8 with a few broken bytes.
        var whole = Whole(text);
        if ((broken * CharactersPerBroken <= text.Length && (declared is not null || whole >= broken)) || whole >= broken * WholePerBroken)
            return new Decoded(text, broken);
        return EncodingGuess.Of(bytes) is { } guess ? Checked(guess.GetString(bytes), guess.WebName) : null;
    }

    private static Decoded Checked(string text, string? guessed) => new(text, text.AsSpan().Count('\uFFFD'), guessed);

    private static int Whole(string text)
    {
        var count = 0;
        foreach (var character in text)
            count += character is > '\u007F' and not '\uFFFD' ? 1 : 0;
        return count;
    }

    /// <summary>ASCII in two bytes has zeros in every other place.</summary>
    private static UnicodeEncoding? Utf16(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, Head)];
        int even = 0, odd = 0;
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0 && i % 2 == 0)
                even++;
            else if (start[i] == 0)
                odd++;
        }

        var half = start.Length / 2;
        return start.Length < 8 ? null
            : odd * 10 > half * 4 && even * 20 < half ? new UnicodeEncoding(bigEndian: false, byteOrderMark: false)
            : even * 10 > half * 4 && odd * 20 < half ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false) : null;
    }

    /// <summary>In an XML declaration, a page's head, or a bibliography's first comment.</summary>
    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.ASCII.GetString(bytes[..Math.Min(bytes.Length, Head)]);
        return Declaration().Match(head) is { Success: true } match ? Named(match.Groups["name"].Value) : null;
    }

    /// <summary>As browsers understand the names: Latin-1 is Windows' code page, and old Chinese names mean the newest.</summary>
    internal static Encoding? Named(string name)
    {
        var page = name.ToLowerInvariant() switch
        {
            "utf-8" or "utf8" => 65001,
            "iso-8859-1" or "iso8859_1" or "iso8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "ansi" => 1252,
            "gb2312" or "gbk" or "x-gbk" or "gb_2312-80" or "cp936" => 54936,
            "shift_jis" or "shift-jis" or "sjis" or "x-sjis" or "windows-31j" or "ms932" => 932,
            "euc-kr" or "ks_c_5601-1987" or "cp949" or "ms949" => 949,
            "big5" or "big5-hkscs" or "cp950" => 950,
            "iso-8859-9" => 1254,
            "tis-620" => 874,
            var other => other.StartsWith("cp", StringComparison.Ordinal) && int.TryParse(other.AsSpan(2), out var number) ? number : 0,
        };
        try
        {
            return page == 65001 ? Encoding.UTF8
                : page > 0 ? CodePagesEncodingProvider.Instance.GetEncoding(page)
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        """(?:^\s*<\?xml[^>]{0,100}\bencoding\s*=\s*["']|<meta[^>]{0,200}\bcharset\s*=\s*["']?|^%+\s*Encoding:\s*|\bcoding[:=]\s*)(?<name>[A-Za-z0-9_:.-]{2,40})""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
