using System.Security.Cryptography;
using System.Text;

namespace DigestBot.Slack;

/// <summary>
/// Tokens at rest: AES-256-GCM under the configured key, a fresh nonce each time, bound to their workspace, so that rows cannot be exchanged.
/// </summary>
internal sealed class TokenCipher(byte[] key)
{
    public string Encrypt(string token, string teamId)
    {
        var text = Encoding.UTF8.GetBytes(token);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var sealedText = new byte[text.Length];
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, text, sealedText, tag, Encoding.UTF8.GetBytes(teamId));
        return Convert.ToBase64String([.. nonce, .. tag, .. sealedText]);
    }

    /// <summary>Null where the key is another or the row was changed.</summary>
    public string? Decrypt(string stored, string teamId)
    {
        var (nonceLength, tagLength) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        try
        {
            var bytes = Convert.FromBase64String(stored);
            var text = new byte[Math.Max(0, bytes.Length - nonceLength - tagLength)];
            using var aes = new AesGcm(key, tagLength);
            aes.Decrypt(bytes.AsSpan(0, nonceLength), bytes.AsSpan(nonceLength + tagLength), bytes.AsSpan(nonceLength, tagLength), text, Encoding.UTF8.GetBytes(teamId));
            return Encoding.UTF8.GetString(text);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
