using System.Text.RegularExpressions;
using AngleSharp.Dom;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>An anchor that leads to a paper: by arXiv id, DOI, or an address where papers are.</summary>
/// <param name="Target">Unwrapped.</param>
/// <param name="Key">Equal for links to one paper, as far as they tell.</param>
internal sealed partial record HtmlLink(IElement Anchor, string Target, string Key)
{
    private const int LeastTitle = 15;

    private static readonly string[] Places =
        ["arxiv.org", "alphaxiv.org", "doi.org", "10.48550", "huggingface.co/papers", "openreview.net", "aclanthology.org", "biorxiv.org", "medrxiv.org", "scholar_url", "semanticscholar.org", "eprint.iacr.org", "dl.acm.org", "ieeexplore", ".pdf", "/10."];

    public static bool AreMentioned(string page) => Places.Any(place => page.Contains(place, StringComparison.OrdinalIgnoreCase));

    /// <summary>The anchor's text is a title and not "PDF" or an address.</summary>
    public bool IsTitled { get; } = IsTitle(Anchor.TextContent);

    public bool IsArxiv => Key.StartsWith("arxiv:", StringComparison.Ordinal);

    public bool IsDoi => Key.StartsWith("doi:", StringComparison.Ordinal);

    public static HtmlLink? Of(IElement anchor)
    {
        var href = anchor.GetAttribute("href");
        if (string.IsNullOrEmpty(href) || href[0] == '#')
            return null;
        var target = LinkTarget.Unwrap(href.Trim());
        if (ArxivId.TryParse(target, out var id))
            return new HtmlLink(anchor, target, "arxiv:" + id);
        if (Doi.TryParse(target, out var doi))
            return new HtmlLink(anchor, target, "doi:" + doi.Value.ToLowerInvariant());
        if (PaperLinks.Find(target) is { } link)
            return new HtmlLink(anchor, target, link);
        // "music-identification-2608-19919/": a page of the digest's own, named after the paper.
        if (!LinkTarget.IsWeb(target) && Slug().Match(target) is { Success: true } slug && ArxivId.TryParse($"{slug.Groups["month"].Value}.{slug.Groups["number"].Value}", out var named) && named.IssuedIn is not null)
            return new HtmlLink(anchor, named.Value, "arxiv:" + named);
        return null;
    }

    public static bool IsTitle(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length > LeastTitle && trimmed.AsSpan().IndexOfAny(' ', '\u3000') > 0 && !LinkTarget.IsWeb(trimmed) && !Label().IsMatch(trimmed) || SummaryLanguage.Of(trimmed) != "en" && trimmed.Length > 5;
    }

    [GeneratedRegex(@"^(?:[^/]*/)*[a-z0-9-]*?-(?<month>[0-9]{4})[-.](?<number>[0-9]{5})(?:\.html?|/)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Slug();

    // What pages write on such links.
    [GeneratedRegex(@"^(?:(?:read|view|open|see|get|download|full|show|go to)\b.*\b(?:paper|arxiv|pdf|article|abstract|text|more|here|source|on|html)\b.*|arxiv:.*|doi:.*|https?:.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}
