using DigestBot.Teams.Activities;
using DigestBot.Teams.Connector;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DigestBot.Teams;

/// <summary>
/// Who may enter: the Bot Framework's signed token for our app, checked before the body is read; then what the activity says against what the
/// token says. In this order: shape, key, signature, issuer, audience, time; service URL, channel endorsement, tenant.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication</remarks>
internal sealed class TeamsAuthentication(TeamsOptions options, SigningKeys keys, ConnectorHosts hosts, TimeProvider time)
{
    public const string Channel = "msteams";
    private const string Scheme = "Bearer ";
    private const int LongestToken = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = LongestToken };

    /// <summary>The token's claims; where they are null, nobody enters, for the reason given.</summary>
    /// <exception cref="KeysUnavailableException">Nobody can be checked now.</exception>
    public async Task<(TokenClaims? Claims, string? Reason)> CheckTokenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (options.DangerouslyAcceptUnsignedOnLoopback)
            return IsLocal(request) ? (TokenClaims.Unsigned, null) : (null, "not from this machine");
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return (null, "no bearer token");

        // Encrypted tokens and huge ones never reach the library.
        var token = header[Scheme.Length..].Trim();
        if (token.Length > LongestToken || token.Count(c => c == '.') != 2 || !Handler.CanReadToken(token))
            return (null, "not a signed token of a sensible size");
        if (KeyId(token) is not { } id || await keys.FindAsync(id, cancellationToken) is not { } key)
            return (null, "signed by a key its issuer does not have");
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.AppId,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKey = key.Key,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsTimely(notBefore, expires),
        });
        return result.IsValid
            ? (new TokenClaims(result.Claims.TryGetValue("serviceurl", out var url) ? url as string : null, key.Endorsements), null)
            : (null, result.Exception.GetType().Name);
    }

    /// <summary>Null where the activity is what the token was made for, else the reason to refuse it.</summary>
    public string? Check(TokenClaims claims, Activity activity)
    {
        if (activity is not { Conversation.Id: not null, ServiceUrl: not null, TenantId: not null })
            return "no conversation, service URL or tenant";
        if (activity.ChannelId != Channel)
            return "not from Teams";
        if (!hosts.Allows(activity.ServiceUrl))
            return "its service URL is none of Teams'";
        if (!string.Equals(activity.TenantId, options.TenantId, StringComparison.OrdinalIgnoreCase))
            return "of another tenant";
        return claims switch
        {
            { IsUnsigned: true } => null,
            _ when !Same(claims.ServiceUrl, activity.ServiceUrl) => "its service URL is not its token's",
            _ when !claims.Endorsements.Contains(Channel, StringComparer.Ordinal) => "its key is not endorsed for Teams",
            _ => null,
        };
    }

    private bool IsTimely(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now <= end + Skew && (notBefore is not { } start || now >= start - Skew);
    }

    private static string? KeyId(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid is { Length: > 0 } id ? id : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // The last slash is written by some services and not by others.
    private static bool Same(string? claimed, string said) => string.Equals(claimed?.TrimEnd('/'), said.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    /// <summary>A tunnel also calls from this machine, but for another host.</summary>
    private static bool IsLocal(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address)
        && request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && !request.Headers.ContainsKey("X-Forwarded-For") && !request.Headers.ContainsKey("Forwarded");
}

/// <summary>What a valid token says.</summary>
internal sealed record TokenClaims(string? ServiceUrl, IReadOnlyList<string> Endorsements, bool IsUnsigned = false)
{
    public static readonly TokenClaims Unsigned = new(null, [], IsUnsigned: true);
}
