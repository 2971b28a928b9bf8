using System.Text.RegularExpressions;

namespace DigestBot.Ingestion;

/// <summary>A line of nothing but names: <c>Ada Quill, Na Min Stern, J. van den Berg</c>. Each has two to five words that begin like a name's.</summary>
internal static partial class NameLine
{
    private const int Longest = 4_000;

    public static bool Is(ReadOnlySpan<char> line)
    {
        var text = line.Trim().Trim("*_");
        return text.Length is > 3 and <= Longest && Names().IsMatch(text);
    }

    [GeneratedRegex(
        """
        ^(?<name>(?:\p{Lu}[\p{L}'’.-]{0,30}|(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten)\b)(?:\s+(?:\p{Lu}[\p{L}'’.-]{0,30}|(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten)\b)){1,4})
        (?:\s*(?:,|;|,?\s+and|,?\s+&)\s*(?:(?:\p{Lu}[\p{L}'’.-]{0,30}|(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten)\b)(?:\s+(?:\p{Lu}[\p{L}'’.-]{0,30}|(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten)\b)){1,4}))*
        (?:\s*,?\s*(?:et\.?\s*al\.?|and\ others|\.\.\.|…))?\s*$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
