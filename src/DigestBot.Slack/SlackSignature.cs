using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DigestBot.Slack;

/// <summary>
/// Whether a request is Slack's: HMAC-SHA256 over its time and its bytes as they came, by the signing secret or, while secrets are being
/// changed, the previous one. https://docs.slack.dev/authentication/verifying-requests-from-slack
/// </summary>
internal sealed class SlackSignature(IReadOnlyList<string> secrets, TimeProvider time)
{
    public const string SignatureHeader = "X-Slack-Signature";
    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    /// <summary>Both ways: neither yesterday's request nor tomorrow's is one.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly byte[][] _secrets = secrets.Count > 0 && secrets.All(secret => !string.IsNullOrWhiteSpace(secret))
        ? [.. secrets.Select(Encoding.UTF8.GetBytes)]
        : throw new ArgumentException("Without a signing secret nothing can be verified.", nameof(secrets));

    public bool IsValid(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) > Window.TotalSeconds
            || signature is null)
        {
            return false;
        }

        var given = Encoding.UTF8.GetBytes(signature);
        var valid = false;
        foreach (var secret in _secrets)
            valid |= CryptographicOperations.FixedTimeEquals(Expected(secret, timestamp, body), given);
        return valid;
    }

    private static byte[] Expected(byte[] secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hash.AppendData(body);
        return Encoding.UTF8.GetBytes("v0=" + Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
