using DigestBot.Data;
using DigestBot.Papers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DigestBot.Host;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: its store does, too.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (Database database, CancellationToken cancellationToken) =>
        {
            await using var session = await database.ReadAsync(cancellationToken);
            await new PaperStore(session).CountAsync(cancellationToken);
            return Results.Text("ready");
        });
    }
}
