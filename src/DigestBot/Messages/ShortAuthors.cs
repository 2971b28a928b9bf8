using System.Globalization;

namespace DigestBot.Messages;

/// <summary>Authors for one line: <c>Yuchen Zhang</c>, <c>Y. Zhang, R. Shekhar</c>, <c>Y. Zhang, R. Shekhar +3</c>.</summary>
public static class ShortAuthors
{
    private const int Most = 3;
    private static readonly string[] Groups = ["collaboration", "team", "consortium", "group", "project", "community", "lab", "labs", "al.", "et.al."];
    private static readonly string[] Suffixes = ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"];

    public static string Of(IReadOnlyList<string> authors) => authors.Count switch
    {
        0 => "",
        1 => authors[0].Trim(),
        <= Most => string.Join(", ", authors.Select(Short)),
        _ => string.Join(", ", authors.Take(Most - 1).Select(Short)) + $" +{authors.Count - Most + 1:D}",
    };

    /// <summary>Initials and family name with its particles (<c>L. van der Maaten</c>); Chinese names, single names and groups stay whole.</summary>
    internal static string Short(string name)
    {
        var (family, given) = Split(name);
        return given is null ? family : $"{Initials(given.Split(' ')[0])} {family}";
    }

    /// <summary>Family name with its particles, and the names before it; no given name where the whole stays whole.</summary>
    internal static (string Family, string? Given) Split(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !name.Any(char.IsLetter) || name.Any(char.IsDigit) || IsEastAsian(name) || Groups.Contains(words[^1], StringComparer.OrdinalIgnoreCase))
            return (string.Join(' ', words), null);

        var family = words.Length - 1;
        if (family > 1 && IsSuffix(words[family]))
            family--;
        while (family > 1 && char.IsLower(words[family - 1][0]))
            family--;
        return (string.Join(' ', words[family..]), string.Join(' ', words[..family]));
    }

    internal static bool IsSuffix(string word) => Suffixes.Contains(word);

    private static string Initials(string given) =>
        string.Join('-', given.Split('-').Select(part => part.EndsWith('.') || part.Length == 0 ? part : Initial(part)));

    // A whole letter with its accents, also where they are written in LaTeX ({\'E}lise): then the name is left alone.
    private static string Initial(string part) =>
        char.IsLetter(part[0]) ? StringInfo.GetNextTextElement(part) + "." : part;

    private static bool IsEastAsian(string name) => name.EnumerateRunes().Any(r => r.Value is (>= 0x2E80 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or >= 0x20000);
}
