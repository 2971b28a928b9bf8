using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DigestBot.Tests.Teams;

/// <summary>An issuer of our own that signs like the Bot Framework: metadata, keys with endorsements, tokens.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Name = "https://issuer.test";
    public const string AppId = "22222222-2222-4222-8222-222222222222";
    private readonly ConcurrentDictionary<string, (RSA Key, string[] Endorsements)> _published = new();
    private LoopbackServer? _server;
    private int _readings;

    /// <summary>How often the keys were asked for.</summary>
    public int Readings => _readings;

    public Uri Metadata => new(_server!.Address, "/.well-known/openidconfiguration");

    public RsaSecurityKey Main { get; } = NewKey("main");

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        issuer.Publish(issuer.Main, "msteams", "webchat");
        issuer._server = await LoopbackServer.StartAsync(issuer.AnswerAsync);
        return issuer;
    }

    public void Publish(RsaSecurityKey key, params string[] endorsements) => _published[key.KeyId] = (key.Rsa, endorsements);

    /// <summary>A token that is right but for what the test changes.</summary>
    public string Token(
        string serviceUrl, RsaSecurityKey? key = null, string issuer = Name, string audience = AppId, TimeSpan? from = null, TimeSpan? until = null,
        string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = (now + (from ?? TimeSpan.FromMinutes(-1))).UtcDateTime,
            Expires = (now + (until ?? TimeSpan.FromHours(1))).UtcDateTime,
            Claims = new Dictionary<string, object> { ["serviceurl"] = serviceUrl },
            SigningCredentials = new SigningCredentials(key ?? Main, algorithm) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
        });
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/.well-known/openidconfiguration")
        {
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { issuer = Name, jwks_uri = new Uri(_server!.Address, "/keys") }));
            return;
        }

        Interlocked.Increment(ref _readings);
        var keys = _published.Select(pair => (pair.Key, pair.Value.Endorsements, Numbers: pair.Value.Key.ExportParameters(false))).Select(key => new
        {
            kty = "RSA",
            use = "sig",
            kid = key.Key,
            n = Base64UrlEncoder.Encode(key.Numbers.Modulus),
            e = Base64UrlEncoder.Encode(key.Numbers.Exponent),
            endorsements = key.Endorsements,
        });
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { keys }));
    }
}
