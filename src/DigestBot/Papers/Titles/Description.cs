using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace DigestBot.Papers.Titles;

/// <summary>Shortens what is said about a system to one phrase that still says something.</summary>
internal static partial class Description
{
    private const int Enough = 28;

    // Where a phrase may stop, the better places first.
    private static readonly string[][] Boundaries =
    [
        [", ", "; ", ": ", " that ", " which ", " where ", " while ", " by ", " in which ", " so that ", " -- ", " — "],
        [" to ", " via ", " through ", " using ", " based on ", " with ", " from ", " under ", " when ", " as "],
        [" and ", " for ", " in ", " on ", " across ", " over "],
    ];

    private static readonly FrozenSet<string> Hollow = new[]
    {
        "a", "an", "the", "our", "novel", "new", "first", "simple", "unified", "efficient", "effective", "general", "principled", "lightweight",
        "yet", "and", "but", "innovative", "comprehensive", "systematic", "scalable", "robust", "practical", "framework", "method", "methods",
        "approach", "mechanism", "model", "paradigm", "system", "algorithm", "technique", "strategy", "pipeline", "architecture", "problem",
        "solution", "this", "these", "issue", "issues", "challenge", "challenges", "gap", "limitations", "that", "which", "two", "three",
        "key", "contributions", "it", "how", "whether", "by", "of", "through", "method", "work", "learning",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Dangling = new[]
    {
        "a", "an", "the", "of", "for", "with", "and", "or", "in", "on", "to", "by", "via", "that", "which", "from", "as", "its", "their", "is",
        "designed", "aimed", "tailored", "intended", "able", "aiming", "allowing", "enabling", "specifically", "not", "only",
        "are", "at", "into", "using", "through", "between", "under", "over", "both", "without", "while", "where", "each", "this", "these", "our",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string Fit(string text, int longest)
    {
        var whole = Counting().Replace(text, "").Trim().TrimEnd('.', ',', ';', ':', ' ');
        if (whole.Length <= longest && whole.IndexOf(", ", StringComparison.Ordinal) < 0)
            return whole;
        if (FirstClause(whole, longest) is { } clause)
            return clause;
        foreach (var boundaries in Boundaries)
        {
            if (LastCut(whole, boundaries, longest) is { } cut && !SaysNothing(cut))
                return cut;
        }

        return whole.Length <= longest ? whole : AtWord(whole, longest);
    }

    /// <summary>True for "a novel framework": words that fit every paper.</summary>
    public static bool SaysNothing(string text)
    {
        var telling = 0;
        foreach (var part in text.AsSpan().Split(' '))
        {
            var word = text.AsSpan()[part].Trim(",.;:");
            if (!word.IsEmpty && !Hollow.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
                telling++;
        }

        return telling < 2;
    }

    public static string AtWord(string text, int longest)
    {
        var cut = text[..(longest - 1)];
        var space = cut.LastIndexOf(' ');
        // Chinese has no spaces to stop at; a surrogate pair is not cut in two.
        if (space < longest / 2)
            return (char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut) + "…";
        return WithoutDangling(cut[..space]) + "…";
    }

    private static bool IsDangling(string word) => Dangling.Contains(word) || word.EndsWith("ly", StringComparison.Ordinal);

    private static string WithoutDangling(string text)
    {
        var cut = text.TrimEnd(',', ';', ':', '(', ' ');
        while (cut.LastIndexOf(' ') is > 0 and var last && IsDangling(cut[(last + 1)..]))
            cut = cut[..last].TrimEnd(',', ';', ':', '(', ' ');
        return cut;
    }

    // The first clause that tells something: what follows a comma or "that" is detail.
    private static string? FirstClause(string text, int longest)
    {
        var window = text[..Math.Min(text.Length, longest + 1)];
        var best = -1;
        foreach (var boundary in Boundaries[0])
        {
            var at = window.IndexOf(boundary, Math.Min(Enough - 6, window.Length), StringComparison.Ordinal);
            if (at > 0 && (best < 0 || at < best) && Balanced(window.AsSpan(0, at)) && !SaysNothing(window[..at]))
                best = at;
        }

        return best < 0 ? null : WithoutDangling(window[..best]);
    }

    private static string? LastCut(string text, string[] boundaries, int longest)
    {
        var window = text[..Math.Min(text.Length, longest + 1)];
        var best = -1;
        foreach (var boundary in boundaries)
            best = Math.Max(best, window.LastIndexOf(boundary, StringComparison.Ordinal));
        return best >= Enough && Balanced(text.AsSpan(0, best)) ? WithoutDangling(text[..best]) : null;
    }

    private static bool Balanced(ReadOnlySpan<char> text) => text.Count('(') == text.Count(')') && text.Count('$') % 2 == 0;

    // "… that introduces three core innovations: First, …" counts where it should tell.
    [GeneratedRegex(@",?\s(?:that|which)\s(?:introduces|comprises|consists of|includes|features|integrates|combines|contains)\s(?:two|three|four|five|several)\b.*", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Counting();
}
