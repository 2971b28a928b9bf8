using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace DigestBot.Teams;

/// <summary>
/// The issuer's keys and for which channels each is endorsed. Read when first needed, daily, and at an unknown key's first use; all who
/// wait share one reading, and unknown keys cause one a minute at most, so that invented ones cost nothing.
/// </summary>
internal sealed class SigningKeys(HttpClient http, Uri metadataAddress, TimeProvider time, ILogger<SigningKeys> log) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan LeastBetweenReadings = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Known _known = new(new Dictionary<string, SigningKey>(), DateTimeOffset.MinValue);
    private DateTimeOffset _tried = DateTimeOffset.MinValue;

    /// <summary>Null where the issuer has no such key.</summary>
    /// <exception cref="KeysUnavailableException">There are no keys to check with.</exception>
    public async Task<SigningKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (Fresh(id) is { } known)
            return known;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (Fresh(id) is null && now - _tried >= LeastBetweenReadings)
            {
                _tried = now;
                _known = new Known(await ReadAsync(cancellationToken), now);
                Log.KeysRead(log, _known.Keys.Count);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or FormatException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.NoKeys(log, exception);
        }
        finally
        {
            _reading.Release();
        }

        // Known keys stay good while the issuer cannot be reached; without any, nobody is let in.
        return _known.Keys.Count == 0 ? throw new KeysUnavailableException() : _known.Keys.GetValueOrDefault(id);
    }

    public void Dispose() => _reading.Dispose();

    private SigningKey? Fresh(string id) => time.GetUtcNow() - _known.At < Lifetime ? _known.Keys.GetValueOrDefault(id) : null;

    private async Task<IReadOnlyDictionary<string, SigningKey>> ReadAsync(CancellationToken cancellationToken)
    {
        var metadata = await http.GetFromJsonAsync(metadataAddress, SigningKeysJson.Default.Metadata, cancellationToken);
        if (!Uri.TryCreate(metadata?.JwksUri, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            throw new JsonException("The issuer's metadata names no https address of keys.");
        var keys = await http.GetFromJsonAsync(address, SigningKeysJson.Default.KeySet, cancellationToken);
        var known = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var key in keys?.Keys ?? [])
        {
            if (key is { Kty: "RSA", Kid: { } id, N: { } modulus, E: { } exponent })
            {
                var numbers = new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(modulus), Exponent = Base64UrlEncoder.DecodeBytes(exponent) };
                known[id] = new SigningKey(new RsaSecurityKey(numbers) { KeyId = id }, key.Endorsements ?? []);
            }
        }

        return known;
    }

    private sealed record Known(IReadOnlyDictionary<string, SigningKey> Keys, DateTimeOffset At);
}

/// <summary>A key, and the channels whose activities it may sign.</summary>
internal sealed record SigningKey(SecurityKey Key, IReadOnlyList<string> Endorsements);

/// <summary>Nobody can be checked now: try again later.</summary>
internal sealed class KeysUnavailableException : Exception
{
    public KeysUnavailableException()
    {
    }

    public KeysUnavailableException(string message)
        : base(message)
    {
    }

    public KeysUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

internal sealed record Metadata(string? JwksUri);

internal sealed record KeySet(IReadOnlyList<JsonKey>? Keys);

/// <remarks>https://www.rfc-editor.org/rfc/rfc7517; endorsements are the Bot Framework's own.</remarks>
internal sealed record JsonKey(string? Kty, string? Kid, string? N, string? E, IReadOnlyList<string>? Endorsements);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Metadata))]
[JsonSerializable(typeof(KeySet))]
internal sealed partial class SigningKeysJson : JsonSerializerContext;
