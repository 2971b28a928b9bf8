using DigestBot.Teams.Connector;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Teams;

/// <summary>Whether Teams would work from here, without sending anything: each thing looked at and, where it fails, what to do.</summary>
public static class TeamsDoctor
{
    public static async Task<IReadOnlyList<(string What, string? Problem)>> LookAsync(TeamsOptions options, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.DangerouslyAcceptUnsignedOnLoopback)
            return [("Teams: tokens", "DangerouslyAcceptUnsignedOnLoopback is on: only for development, take it away before people use this.")];
        return [("Teams: the issuer's keys", await KeysAsync(options, http, time, cancellationToken)), ("Teams: our token", await TokenAsync(options, http, time, cancellationToken))];
    }

    private static async Task<string?> KeysAsync(TeamsOptions options, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        using var keys = new SigningKeys(http, options.MetadataAddress, time, NullLogger<SigningKeys>.Instance);
        try
        {
            await keys.FindAsync("", cancellationToken);
            return null;
        }
        catch (KeysUnavailableException)
        {
            return $"{options.MetadataAddress} cannot be read, so nothing from Teams would be let in. Let this machine reach it.";
        }
    }

    private static async Task<string?> TokenAsync(TeamsOptions options, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        using var token = new ConnectorToken(http, options, time, NullLogger<ConnectorToken>.Instance);
        return await token.GetAsync(cancellationToken) is not null
            ? null
            : $"{(options.ManagedIdentity ? "The machine's managed identity" : options.TokenEndpoint.Host)} gives none, so nothing could be sent. Look at TenantId and AppId, and whether the secret or certificate is still good.";
    }
}
