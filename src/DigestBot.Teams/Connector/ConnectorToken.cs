using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DigestBot.Teams.Connector;

/// <summary>
/// Our token for the connector, by secret, certificate or managed identity. Kept until five minutes before its end; all who need a new one wait
/// for the same request.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication</remarks>
internal sealed class ConnectorToken(HttpClient http, TeamsOptions options, TimeProvider time, ILogger<ConnectorToken> log) : IDisposable
{
    private const string Resource = "https://api.botframework.com";
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _asking = new(1, 1);
    private Token? _token;

    /// <summary>Null where none is to be had now.</summary>
    public async Task<AuthenticationHeaderValue?> GetAsync(CancellationToken cancellationToken)
    {
        if (Good() is { } ready)
            return ready.Header;
        await _asking.WaitAsync(cancellationToken);
        try
        {
            return (Good() ?? (_token = await AskAsync(cancellationToken)))?.Header;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.NoToken(log, exception.GetType().Name);
            return null;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>The connector did not take this one; the next use asks for another.</summary>
    public void Forget(AuthenticationHeaderValue refused) => _token = refused.Equals(_token?.Header) ? null : _token;

    public void Dispose() => _asking.Dispose();

    private Token? Good() => _token is { } token && time.GetUtcNow() < token.Until ? token : null;

    private async Task<Token?> AskAsync(CancellationToken cancellationToken)
    {
        using var request = options.ManagedIdentity ? IdentityRequest() : EntraRequest();
        using var response = await http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync(TokenJson.Default.TokenAnswer, cancellationToken);
        var now = time.GetUtcNow();
        var until = answer?.ExpiresIn is { } seconds ? now.AddSeconds(seconds) : answer?.ExpiresOn is { } moment ? DateTimeOffset.FromUnixTimeSeconds(moment) : now;
        if (response.IsSuccessStatusCode && answer?.AccessToken is { } value)
            return new Token(new AuthenticationHeaderValue("Bearer", value), until - Early);
        Log.NoToken(log, $"{(int)response.StatusCode} {answer?.Error}");
        return null;
    }

    private HttpRequestMessage EntraRequest()
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.AppId,
            ["scope"] = $"{Resource}/.default",
        };
        if (options.CertificatePath is { } path)
        {
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = Assertion(path);
        }
        else
        {
            form["client_secret"] = options.ClientSecret!;
        }

        return new HttpRequestMessage(HttpMethod.Post, options.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
    }

    /// <remarks>https://learn.microsoft.com/entra/identity-platform/certificate-credentials</remarks>
    private string Assertion(string path)
    {
        using var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, options.CertificatePassword);
        var now = time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.AppId,
            Audience = options.TokenEndpoint.AbsoluteUri,
            NotBefore = now,
            IssuedAt = now,
            Expires = now.AddMinutes(10),
            Claims = new Dictionary<string, object> { ["sub"] = options.AppId, ["jti"] = Guid.NewGuid().ToString() },
            SigningCredentials = new X509SigningCredentials(certificate),
        });
    }

    /// <summary>App Service and Container Apps say where to ask; a virtual machine has a fixed address.</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token</remarks>
    private HttpRequestMessage IdentityRequest()
    {
        var query = $"resource={Uri.EscapeDataString(Resource)}&client_id={Uri.EscapeDataString(options.AppId)}";
        if (Environment.GetEnvironmentVariable("IDENTITY_ENDPOINT") is { Length: > 0 } endpoint)
        {
            var hosted = new HttpRequestMessage(HttpMethod.Get, $"{endpoint}?api-version=2019-08-01&{query}");
            hosted.Headers.Add("X-IDENTITY-HEADER", Environment.GetEnvironmentVariable("IDENTITY_HEADER"));
            return hosted;
        }

        var machine = new HttpRequestMessage(HttpMethod.Get, $"http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&{query}");
        machine.Headers.Add("Metadata", "true");
        return machine;
    }

    private sealed record Token(AuthenticationHeaderValue Header, DateTimeOffset Until);
}
