using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Scheduling;
using DigestBot.Slack.SocketMode;
using DigestBot.Slack.WebApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DigestBot.Slack;

/// <summary>The channel's parts put together.</summary>
public static class SlackSetup
{
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        services.AddSingleton(options);
        // Web API
        services.AddSingleton<SlackHttp>();
        services.AddSingleton(provider => new SlackClient(provider.GetRequiredService<SlackHttp>(), options.ApiUrl));
        services.AddSingleton<SlackWorkspaces>();
        services.AddSingleton<SlackPeople>();
        // Out
        services.AddSingleton<SlackResponses>();
        services.AddSingleton<IChannel, SlackChannel>();
        services.AddSingleton<IFileSource, SlackFiles>();
        // In
        services.AddSingleton<Overview>();
        services.TryAddSingleton<Reactions>();
        services.AddSingleton<SlackForms>();
        services.AddSingleton<SlackHome>();
        services.AddSingleton<SlackUnfurls>();
        services.AddSingleton<SlackLifecycle>();
        services.AddSingleton<SlackReceiver>();
        services.AddSingleton<SlackWork>();
        services.AddHostedService(provider => provider.GetRequiredService<SlackWork>());
        services.AddSingleton(new RetentionRule((session, now, token) => new SlackStore(session).ForgetOldAsync(now, token)));
        if (options.UsesHttp)
        {
            services.AddSingleton(provider => new SlackSignature(
                [options.SigningSecret, .. options.PreviousSigningSecret.Length > 0 ? [options.PreviousSigningSecret] : Array.Empty<string>()],
                provider.GetRequiredService<TimeProvider>()));
        }

        if (options.UsesOAuth)
            services.AddSingleton<SlackInstall>();
        if (options.UsesSocket)
        {
            services.AddSingleton(SocketTimes.Default);
            services.AddHostedService<SlackSocketMode>();
        }

        return services;
    }

    /// <summary>Over HTTP only where requests can be verified.</summary>
    public static void MapSlack(this IEndpointRouteBuilder app, SlackOptions options)
    {
        if (options.UsesHttp)
            SlackEndpoints.Map(app);
        if (options.UsesOAuth)
            app.ServiceProvider.GetRequiredService<SlackInstall>().Map(app);
    }
}
