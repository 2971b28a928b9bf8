using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DigestBot.Host;

/// <summary>Which of the host's two addresses an endpoint answers at; without this metadata, the page's only.</summary>
internal enum Door
{
    /// <summary>The one a server in front passes on: whoever asks is checked by signature or token.</summary>
    Public,
    Both,
}

/// <summary>
/// With Slack over HTTP or Teams on, the page and the operator's page have an address of their own: a proxy that says nothing of itself makes the
/// whole world look like this machine, but reaches only what is meant for it.
/// </summary>
internal static class Doors
{
    public static TBuilder At<TBuilder>(this TBuilder endpoints, Door door)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(door);

    public static void UseDoors(this WebApplication app, Uri? page)
    {
        if (page is null)
            return;
        app.Use((http, next) =>
        {
            object? door = http.GetEndpoint()?.Metadata.FirstOrDefault(item => item is Door);
            var isPage = http.Connection.LocalPort == page.Port;
            if (door is Door.Both || isPage == door is not Door.Public)
                return next();
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
