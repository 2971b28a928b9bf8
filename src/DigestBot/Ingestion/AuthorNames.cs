using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Ingestion;

/// <summary>
/// Names of authors in one text: parted by semicolons, "and" or commas, first or last name first, without affiliations, footnote marks and "et al.".
/// So one person is written one way, whatever the file.
/// </summary>
internal static partial class AuthorNames
{
    private const int MostWords = 4;

    private static readonly FrozenSet<string> Suffixes = new[]
    {
        "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "Ph.D.", "Ph.D", "PhD", "Ph. D.", "M.D.", "M.D", "MD", "Esq.",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyList<string> Of(string text, out bool rejoined)
    {
        rejoined = false;
        var line = Bare(text);
        if (line.AsSpan().IndexOfAny(';', '；') >= 0)
        {
            var listed = line.Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            // "Korn M; van den Tal BJ", as medical databases write them.
            return listed.All(name => Short().IsMatch(name))
                ? [.. listed.Select(name => Short().Match(name)).Select(name => $"{string.Join(' ', name.Groups["initials"].Value.Select(letter => $"{letter}."))} {name.Groups["family"].Value}")]
                : [.. listed.Select(Turned).Where(IsName)];
        }

        var parts = And().Split(line);
        if (parts.Length > 1 && parts.All(part => part.AsSpan().Count(',') == 1))
            return [.. parts.Select(Turned).Where(IsName)];
        var names = Split(And().Replace(line, ", ").Replace('，', ',').Replace('、', ','), out rejoined);
        if (names.Count % 2 == 0 && names.Count > 0 && names.Index().All(name => Initials().IsMatch(name.Item) == (name.Index % 2 == 1)))
            return [.. names.Chunk(2).Select(pair => $"{pair[1]} {pair[0]}")];
        return names is [var family, var given] && !family.Contains(' ', StringComparison.Ordinal) && !given.Contains(' ', StringComparison.Ordinal) && Latin().IsMatch(family) && Latin().IsMatch(given)
            ? [$"{given} {family}"]
            : [.. names.Where(IsName)];
    }

    /// <summary>"Jr.", "III": what stands behind a name.</summary>
    public static bool IsSuffix(string word) => Suffixes.Contains(word);

    /// <summary>One name, <c>Last, First</c> turned round.</summary>
    public static string One(string name) => Turned(Bare(name));

    /// <summary>Splits a line at commas; "Jr.", "III" or "Ph.D." split off their owner are joined back.</summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<char> line, out bool rejoined)
    {
        rejoined = false;
        var names = new List<string>();
        foreach (var part in line.Split(','))
        {
            var name = line[part].Trim();
            if (name.IsEmpty)
                continue;
            if (names.Count > 0 && Suffixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                // Bounded: a line of nothing but suffixes must not grow one name for ever.
                if (names[^1].Length < 100)
                    names[^1] = $"{names[^1]}, {name}";
                rejoined = true;
                continue;
            }

            names.Add(name.ToString());
        }

        return names;
    }

    private static string Turned(string name)
    {
        var parts = Homonym().Replace(name, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [var whole] => whole,
            [var first, var suffix] when Suffixes.Contains(suffix) => $"{first}, {suffix}",
            [var family, var given] when Words(family) <= MostWords && Words(given) <= MostWords => $"{given} {family}",
            [var family, var suffix, var given] when Suffixes.Contains(suffix) => $"{given} {family}, {suffix}",
            [var family, var given, var suffix] when Suffixes.Contains(suffix) => $"{given} {family}, {suffix}",
            _ => string.Join(", ", parts),
        };
    }

    private static int Words(string name) => 1 + name.AsSpan().Count(' ');

    private static bool IsName(string name) => name.Length > 0 && !Others().IsMatch(name);

    /// <summary>The line without what stands beside the names.</summary>
    private static string Bare(string text)
    {
        var line = Folded.White(Outside(MarkupText.Line(text))).Trim(' ', ',', ';', '*', '_', '-');
        if (line.StartsWith("by ", StringComparison.OrdinalIgnoreCase))
            line = line[3..];
        line = Marks().Replace(line, "");
        line = Trailing().Replace(line, "");
        return string.Join(';', line.Split(';').Select(part => Homonym().Replace(part.Trim(), "")));
    }

    /// <summary>Affiliations stand in parentheses, at any depth.</summary>
    private static string Outside(string line)
    {
        if (line.AsSpan().IndexOfAny('(', '（') < 0)
            return line;
        var outside = new StringBuilder(line.Length);
        var depth = 0;
        foreach (var character in line)
        {
            if (character is '(' or '（')
                depth++;
            else if (character is ')' or '）')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0)
                outside.Append(character);
        }

        return outside.ToString();
    }

    [GeneratedRegex(@"\s*,?\s+(?:and|&|und|et)\s+(?!al\b)", RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex(@"^(?:\p{Lu}\.?[\s-]?){1,4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Initials();

    [GeneratedRegex(@"^(?<family>[\p{Lu}\p{Ll}][^,.]{0,60}?\p{Ll}) (?<initials>\p{Lu}{1,3})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Short();

    [GeneratedRegex(@"^\p{Lu}[\p{Ll}\p{Lu}'’-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Latin();

    // Footnotes behind a name, e-mail addresses and ORCID ids.
    [GeneratedRegex(@"[⁰¹²³⁴⁵⁶⁷⁸⁹†‡§¶∗*✉]|(?<=\p{L})[0-9]{1,2}(?:,[0-9]{1,2})*(?=\s*(?:[,;]|$))|\s*<[^<>]{0,100}@[^<>]{0,100}>|\s*https?://orcid\.org/[0-9X-]{0,30}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?:[\s,;]{0,6}(?:\band\s+)?(?:\bet\.?\s*al\b\.?|\band others\b|\b(?:and )?[0-9]{1,4} (?:others|more)(?: authors)?\b|\+\s?[0-9]{1,4}(?: more)?|等人?|…|\.\.\.)){1,4}[\s.]{0,6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"^(?:et\.?\s*al\.?|others|等|n/a|unknown)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Others();

    /// <summary>DBLP tells people of one name apart by a number.</summary>
    [GeneratedRegex(@"\s[0-9]{4}(?=$|,)", RegexOptions.CultureInvariant)]
    private static partial Regex Homonym();
}
