using System.Text.RegularExpressions;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>Links to papers in free text.</summary>
internal static partial class PaperLinks
{
    private const int LongestWithBareId = 400;

    /// <summary>Four digits, a full stop and a digit: most lines have none, and a pattern takes longer to see that.</summary>
    private static bool HasShape(ReadOnlySpan<char> line)
    {
        for (var at = line.IndexOf('.'); at >= 0; at = line[(at + 1)..].IndexOf('.') is >= 0 and var next ? at + 1 + next : -1)
        {
            if (at >= 4 && at + 1 < line.Length && char.IsAsciiDigit(line[at + 1]) && char.IsAsciiDigit(line[at - 1]) && char.IsAsciiDigit(line[at - 4]))
                return true;
        }

        return false;
    }

    /// <summary>The line's first link to a paper, or an id written as <c>arXiv:2601.18899</c> or behind "arXiv ID"; null where there is none.</summary>
    public static string? Find(ReadOnlySpan<char> line)
    {
        if (line.Length > 4_000)
            line = line[..4_000];
        if (line.IndexOf("http") < 0 && line.IndexOf("rxiv", StringComparison.OrdinalIgnoreCase) < 0)
            return (line.IndexOf("10.") < 0 ? null : Doi(line)) ?? BareId(line);
        var text = line.ToString();
        foreach (Match wrapped in Wrapped().Matches(text))
        {
            if (LinkTarget.Unwrap(wrapped.Value) is var target && target.Length != wrapped.Length && Paper().Match(target) is { Success: true } inside)
                return inside.Groups["link"].Value;
        }

        return Paper().Match(text) is { Success: true } match ? match.Groups["link"].Value.TrimEnd('.', ',', ';', '*') : Doi(line) ?? BareId(line);
    }

    /// <summary><c>doi:10.1234/abc</c> in a sentence.</summary>
    private static string? Doi(ReadOnlySpan<char> line) => NamedDoi().Match(line.ToString()) is { Success: true } match && Papers.Doi.TryParse(match.Groups["doi"].Value, out var doi) ? doi.Url : null;

    /// <summary>An id by itself: year, month, five digits. A number in a sentence has no such month, or fewer digits.</summary>
    private static string? BareId(ReadOnlySpan<char> line) => line.Length <= LongestWithBareId && HasShape(line) && Bare().Match(line.ToString()) is { Success: true } match ? match.Groups["id"].Value : null;

    public static ArxivId? Id(string? link) => ArxivId.TryParse(link, out var id) ? id : null;

    [GeneratedRegex(
        """
        (?<link>https?://(?:[a-z0-9-]+\.)*(?:arxiv|alphaxiv|ar5iv)\.org/(?:abs|pdf|html|format|overview)/[0-9a-zA-Z./-]*[0-9a-zA-Z]
        |https?://(?:[a-z0-9.-]*\.)?(?:openreview\.net|aclanthology\.org|doi\.org|biorxiv\.org|medrxiv\.org|semanticscholar\.org|eprint\.iacr\.org|dl\.acm\.org|ieeexplore\.ieee\.org|proceedings\.mlr\.press|papers\.nips\.cc|openaccess\.thecvf\.com|huggingface\.co/papers|nature\.com|link\.springer\.com|sciencedirect\.com|onlinelibrary\.wiley\.com|science\.org/doi|pnas\.org/doi|journals\.aps\.org|iopscience\.iop\.org/article|academic\.oup\.com|cell\.com|jmlr\.org/papers|pubmed\.ncbi\.nlm\.nih\.gov|chemrxiv\.org|ssrn\.com|osf\.io/preprints|hal\.science|zenodo\.org/records?|usenix\.org/conference|scirate\.com/arxiv|papers\.cool/arxiv|alphaxiv\.org)/[^\s\)\]<>"'|]+
        |https?://[^\s\)\]<>"'|]+\.pdf)
        |arxiv(?:\s*id)?[\s:：*\[`]{1,8}(?<link>[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,3})?)
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Paper();

    [GeneratedRegex(@"https?://[^\s\)\]<>""'|]{0,2000}(?:\?|/)[^\s\)\]<>""'|]{0,200}https?(?::|%3A)[^\s\)\]<>""'|]{1,2000}", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Wrapped();

    [GeneratedRegex(@"\bdoi[\s:=]{1,4}(?<doi>10\.[0-9]{4,9}/[^\s""<>|]{1,200})", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedDoi();

    [GeneratedRegex(@"(?:^|(?<=[\s(\[*`#]))(?<id>[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{5}(?:v[0-9]{1,2})?)(?=$|[\s)\],:;*`.|-])(?!\.[0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
