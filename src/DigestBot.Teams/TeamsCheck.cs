using DigestBot.Channels;
using DigestBot.Teams.Connector;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Teams;

/// <summary>Whether Teams could be let in and sent to from this machine; nothing is sent.</summary>
public sealed class TeamsCheck(TeamsOptions options, TimeProvider time) : IChannelCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Channel => "Microsoft Teams";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (options.DangerouslyAcceptUnsignedOnLoopback)
            return [new CheckResult($"{nameof(options.DangerouslyAcceptUnsignedOnLoopback)} is on: any program of this machine is believed.", "Only for development: take it away before people use this.")];
        using var http = new HttpClient { Timeout = Patience };
        return [await KeysAsync(http, cancellationToken), await TokenAsync(http, cancellationToken), new CheckResult($"Messages are taken at {TeamsEndpoints.Path}; lead the bot's messaging endpoint there.")];
    }

    private async Task<CheckResult> KeysAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var keys = new SigningKeys(http, options.MetadataAddress, time, NullLogger<SigningKeys>.Instance);
        try
        {
            await keys.FindAsync("", cancellationToken);
            return new CheckResult($"The keys of {options.Issuer} can be read.");
        }
        catch (KeysUnavailableException)
        {
            return new CheckResult($"The keys of {options.Issuer} cannot be read, so nothing would be let in.", $"Let this machine reach {options.MetadataAddress}");
        }
    }

    private async Task<CheckResult> TokenAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var token = new ConnectorToken(http, options, time, NullLogger<ConnectorToken>.Instance);
        var source = options.ManagedIdentity ? "The machine's managed identity" : options.TokenEndpoint.Host;
        return await token.GetAsync(cancellationToken) is not null
            ? new CheckResult($"{source} gives us a token to send with.")
            : new CheckResult($"{source} gives no token, so nothing could be sent.", "Look at AppId and TenantId, and whether the secret or certificate is still good.");
    }
}
