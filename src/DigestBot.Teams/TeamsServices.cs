using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Scheduling;
using DigestBot.Teams.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace DigestBot.Teams;

/// <summary>The Teams channel put together.</summary>
public static class TeamsServices
{
    /// <summary>Shorter than a sender waits for its channel, so that how it ended is known.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsOptions options)
    {
        // Redirects could lead a token or a file's address elsewhere; cookies are nobody's.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10), MaxConnectionsPerServer = 50 })
        {
            Timeout = Timeout,
        };
        var hosts = new ConnectorHosts(options.DevelopmentServiceUrl);
        services.AddSingleton(options);
        services.AddSingleton(hosts);
        services.AddSingleton(provider => new SigningKeys(
            http, options.MetadataAddress, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SigningKeys>>()));
        services.AddSingleton(provider => new ConnectorClient(
            http,
            options.DangerouslyAcceptUnsignedOnLoopback ? null : new ConnectorToken(http, options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConnectorToken>>()),
            hosts,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ConnectorClient>>()));
        services.AddSingleton<IChannel, TeamsChannel>();
        services.AddSingleton<IFileSource>(new TeamsFiles(http, options.DevelopmentServiceUrl));
        services.AddSingleton<TeamsAuthentication>();
        services.AddSingleton<TeamsInvokes>();
        services.TryAddSingleton<Reactions>();
        services.AddSingleton<TeamsPresence>();
        services.AddSingleton<TeamsReceiver>();
        services.AddSingleton<PaperPicker>();
        services.AddSingleton<TeamsEvents>();
        services.AddHostedService(provider => provider.GetRequiredService<TeamsEvents>());
        return services;
    }
}
