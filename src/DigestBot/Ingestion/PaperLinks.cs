using System.Text.RegularExpressions;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>Links to papers in free text.</summary>
internal static partial class PaperLinks
{
    /// <summary>The line's first link to a paper, or an id written as <c>arXiv:2601.18899</c> or behind "arXiv ID"; null where there is none.</summary>
    public static string? Find(ReadOnlySpan<char> line)
    {
        if (line.Length > 4_000)
            line = line[..4_000];
        if (line.IndexOf("http") < 0 && line.IndexOf("rxiv", StringComparison.OrdinalIgnoreCase) < 0)
            return null;
        return Paper().Match(line.ToString()) is { Success: true } match ? match.Groups["link"].Value.TrimEnd('.', ',', ';', '*') : null;
    }

    public static ArxivId? Id(string? link) => ArxivId.TryParse(link, out var id) ? id : null;

    [GeneratedRegex(
        """
        (?<link>https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html)/[0-9a-zA-Z./-]*[0-9a-zA-Z]
        |https?://(?:[a-z0-9.-]*\.)?(?:openreview\.net|aclanthology\.org|doi\.org|biorxiv\.org|medrxiv\.org|semanticscholar\.org|eprint\.iacr\.org|dl\.acm\.org|ieeexplore\.ieee\.org|proceedings\.mlr\.press|papers\.nips\.cc|openaccess\.thecvf\.com|huggingface\.co/papers|nature\.com|link\.springer\.com|sciencedirect\.com)/[^\s\)\]<>"'|]+
        |https?://[^\s\)\]<>"'|]+\.pdf)
        |arxiv(?:\s*id)?[\s:：*\[`]{1,8}(?<link>[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,3})?)
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Paper();
}
