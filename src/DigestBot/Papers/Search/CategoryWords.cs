using System.Text.RegularExpressions;

namespace DigestBot.Papers.Search;

/// <summary>Tells categories, misspelt categories and ordinary words apart.</summary>
internal static partial class CategoryWords
{
    /// <summary>The category a word names, written as it is stored: <c>cs.lg</c> is <c>cs.LG</c>, <c>slam</c> the label <c>SLAM</c>.</summary>
    public static string? Find(string word, QueryContext context)
    {
        if (context.KnownCategories.Contains(word))
            return word;
        if (ArxivCategories.TryFind(word, out var code))
            return code;
        if (context.KnownCategories.FirstOrDefault(known => known.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } label)
            return label;
        return word.EndsWith(".*", StringComparison.Ordinal)
            ? context.KnownCategories.FirstOrDefault(known => known.Length >= word.Length && known.StartsWith(word[..^1], StringComparison.OrdinalIgnoreCase)) is { } member
                ? member[..(word.Length - 1)] + "*"
                : null
            : null;
    }

    /// <summary>Shaped like an arXiv category. In small letters only after a real archive, or <c>node.js</c> would be one.</summary>
    public static bool LooksLikeCode(string word) =>
        Code().IsMatch(word) || (Member().Match(word) is { Success: true } match && ArxivCategories.IsArchive(match.Groups["archive"].Value));

    /// <summary>The nearest category; two slips in the few letters after an archive's dot would be another category.</summary>
    public static string? Closest(string word, QueryContext context) =>
        Spelling.Closest(word, context.KnownCategories.Concat(ArxivCategories.Codes), word.Length - word.IndexOf('.') <= 5 ? Math.Min(1, Spelling.Tolerance(word.Length)) : null);

    /// <summary>The known category an ordinary word is suspiciously near to. An inflection (<c>robotic</c>, <c>Robotics</c>) is no misspelling.</summary>
    public static string? Nearly(string word, QueryContext context) =>
        Closest(word, context) is { } near && !SameStem(word, near) ? near : null;

    public static bool SameStem(string word, string other) =>
        TextAnalyzer.Terms(word).AsSpan().SequenceEqual(TextAnalyzer.Terms(other));

    /// <summary>As it can be typed.</summary>
    public static string Typed(string category) => ArxivCategories.TryFind(category, out _) || category.All(char.IsLetterOrDigit) ? category : $"cat:\"{category}\"";

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)?\.[A-Z]{2}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?<archive>[a-z-]+)\.([a-z-]{1,12}|\*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Member();
}
