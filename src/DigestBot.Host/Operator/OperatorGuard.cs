using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using DigestBot.WebChat;
using Microsoft.AspNetCore.Http;

namespace DigestBot.Host.Operator;

/// <summary>
/// Who may see and change things on the operator's page: this machine's own browser, or with a token whoever knows it (as the password of the
/// browser's own question). Changes come only from the page itself: its Origin, and a secret that other pages cannot read.
/// </summary>
/// <param name="token">Null: only this machine.</param>
internal sealed class OperatorGuard(string? token)
{
    /// <summary>What the page's forms carry; another one after each start.</summary>
    public string FormSecret { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The status to refuse with; null: welcome.</summary>
    public int? Refuses(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (token is null ? !LocalOnly.IsThisMachine(http) : !KnowsToken(headers.Authorization))
            return token is null ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
        if (headers.Origin.Count > 0 && !IsOwn(http))
            return StatusCodes.Status403Forbidden;
        var opens = HttpMethods.IsGet(http.Request.Method) && headers["Sec-Fetch-Mode"] == "navigate";
        return headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && !opens ? StatusCodes.Status403Forbidden : null;
    }

    /// <summary>Whether a form was sent by the page.</summary>
    public bool IsOwnForm(HttpContext http, string? secret) => http.Request.Headers.Origin.Count > 0 && IsOwn(http) && Same(secret ?? "", FormSecret);

    private bool KnowsToken(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || header is not { Scheme: "Basic", Parameter: { } parameter })
            return false;
        var decoded = new byte[parameter.Length];
        return Convert.TryFromBase64String(parameter, decoded, out var length)
            && Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2) is [_, var password]
            && Same(password, token!);
    }

    /// <summary>Behind a proxy that ends TLS the scheme is not ours to compare.</summary>
    private static bool IsOwn(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Origin, UriKind.Absolute, out var origin)
        && string.Equals(origin.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(left)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));
}
