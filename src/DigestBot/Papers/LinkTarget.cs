using System.Net;

namespace DigestBot.Papers;

/// <summary>Where a link leads: mail filters, search engines and archives wrap the address of a page into one of their own.</summary>
public static class LinkTarget
{
    private const int MostLayers = 3;
    private const int Longest = 4_000;

    // A parameter that names the page one came from ("ref") is none of these.
    private static readonly string[] Parameters = ["url", "u", "q", "target", "to", "link", "dest", "destination", "redirect", "redirect_url", "redirect_uri", "goto", "href", "uri", "out"];

    /// <summary>The address inside; the link itself where nothing is wrapped.</summary>
    public static string Unwrap(string link)
    {
        for (var layer = 0; layer < MostLayers && link.Length <= Longest && Inner(link) is { } inner; layer++)
            link = inner;
        return link;
    }

    public static bool IsWeb(string link) =>
        link.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || link.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string? Inner(string link)
    {
        if (!IsWeb(link))
            return null;
        // https://urldefense.com/v3/__https://arxiv.org/abs/…__;!!…
        if (link.IndexOf("/v3/__http", StringComparison.OrdinalIgnoreCase) is >= 0 and var start && link.IndexOf("__;", start, StringComparison.Ordinal) is > 0 and var end)
            return link[(start + 6)..end];
        var query = link.IndexOf('?', StringComparison.Ordinal);
        // https://web.archive.org/web/2026/https://arxiv.org/abs/…
        var path = query < 0 ? link : link[..query];
        if (path.LastIndexOf("/http", StringComparison.OrdinalIgnoreCase) is > 8 and var inside && IsWeb(link[(inside + 1)..]))
            return link[(inside + 1)..];
        return query < 0 ? null : InQuery(link[(query + 1)..], isProofpoint: link.Contains("/v2/url?u=http", StringComparison.OrdinalIgnoreCase));
    }

    private static string? InQuery(string query, bool isProofpoint)
    {
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !Parameters.Contains(pair[..equals].Replace("amp;", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase))
                continue;
            var value = pair[(equals + 1)..];
            value = WebUtility.UrlDecode(isProofpoint ? value.Replace('-', '%').Replace('_', '/') : value);
            if (IsWeb(value))
                return value;
        }

        return null;
    }
}
