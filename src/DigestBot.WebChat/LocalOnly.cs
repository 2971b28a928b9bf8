using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DigestBot.WebChat;

/// <summary>
/// Who may enter: this machine's own browser, on a page of ours (decision 19). Against pages elsewhere that post or read here (CSRF, DNS
/// rebinding), and against a tunnel that shows the host to the world. Guards the endpoints that carry it as metadata.
/// </summary>
public sealed class LocalOnly
{
    /// <summary>A header other pages' scripts cannot set without asking first, which is never granted.</summary>
    public const string OurHeader = "X-DigestBot-Page";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>Before any endpoint reads a request.</summary>
    public static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<LocalOnly>() is not null)
        {
            Protect(http.Response.Headers);
            if (!Allows(http))
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }
        }

        await next(http);
    }

    /// <summary>Asked from this machine, by its own name, and not through a proxy that says so.</summary>
    public static bool IsThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !Forwarding.Any(http.Request.Headers.ContainsKey)
        && http.Request.Host is { Host: "localhost" or "127.0.0.1" or "[::1]" } host && (host.Port ?? 80) == http.Connection.LocalPort;

    private static bool Allows(HttpContext http)
    {
        var headers = http.Request.Headers;
        var reads = HttpMethods.IsGet(http.Request.Method);
        if (!IsThisMachine(http))
            return false;
        if (headers.Origin.Count > 0 && !string.Equals(headers.Origin, $"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase))
            return false;

        // Browsers say where a request comes from; the page itself may be opened from anywhere.
        var opens = reads && headers["Sec-Fetch-Mode"] == "navigate";
        if (headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && !opens)
            return false;
        return reads || (headers.Origin.Count > 0 && headers.ContainsKey(OurHeader));
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
