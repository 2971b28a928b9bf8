using System.Text.Json;
using DigestBot.Commands;
using DigestBot.Teams.Activities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigestBot.Teams;

/// <summary>
/// <c>POST /api/messages</c>, where everything of Teams enters: the token, then the activity; recorded, acknowledged, and worked on
/// afterwards. Invokes are answered.
/// </summary>
public static class TeamsEndpoints
{
    public const string Path = "/api/messages";

    /// <summary>Other methods get 405: Agents Playground asks by HEAD whether the bot is there.</summary>
    public static void MapTeams(this IEndpointRouteBuilder app)
    {
        // A weakened door says so at each start.
        if (app.ServiceProvider.GetRequiredService<TeamsOptions>().DangerouslyAcceptUnsignedOnLoopback)
            Log.Unsigned(app.ServiceProvider.GetRequiredService<ILogger<TeamsReceiver>>());
        app.MapPost(Path, (HttpContext context, TeamsReceiver receiver) => receiver.ReceiveAsync(context, context.RequestAborted));
    }
}

/// <summary>One request, from its token to its answer.</summary>
internal sealed class TeamsReceiver(
    TeamsAuthentication authentication, TeamsInvokes invokes, TeamsPresence presence, TeamsEvents events, Reactions reactions, CommandProcessor processor, ILogger<TeamsReceiver> log)
{
    /// <summary>Messages have at most 100 KB; what a card brings along is as much again.</summary>
    private const int MostBytes = 512 * 1024;

    public async Task<IResult> ReceiveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        TokenClaims? claims;
        try
        {
            (claims, var reason) = await authentication.CheckTokenAsync(context.Request, cancellationToken);
            if (claims is null)
            {
                Log.Refused(log, reason!);
                context.Response.Headers.WWWAuthenticate = "Bearer";
                return Results.StatusCode(StatusCodes.Status401Unauthorized);
            }
        }
        catch (KeysUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var (activity, problem) = await ReadAsync(context, cancellationToken);
        if (activity is null)
            return Results.StatusCode(problem);
        if (authentication.Check(claims, activity) is { } refused)
        {
            Log.Refused(log, refused);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        return await TakeAsync(activity, cancellationToken);
    }

    private async Task<IResult> TakeAsync(Activity activity, CancellationToken cancellationToken)
    {
        switch (activity.Type)
        {
            case "message" or "invoke" when activity is not { Id: not null, From.Id: not null }:
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            case "message":
                var message = TeamsActivityMapper.Message(activity);
                if (await processor.ReceiveAsync(message, cancellationToken))
                    _ = events.ProcessAsync(message);
                return Results.Ok();
            case "invoke":
                var answer = await invokes.AnswerAsync(activity, cancellationToken);
                return answer.Body is null ? Results.StatusCode(answer.Status) : Results.Text(answer.Body, "application/json", statusCode: answer.Status);
            case "messageReaction":
                await ReactAsync(activity, cancellationToken);
                return Results.Ok();
            default:
                await presence.NoteAsync(activity, cancellationToken);
                return Results.Ok();
        }
    }

    /// <summary>Teams names the post a reaction is to as what it replies to.</summary>
    private async Task ReactAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity is not { From.Id: not null, ReplyToId: { } post, Conversation.Id: not null })
            return;
        foreach (var (reaction, given) in (activity.ReactionsRemoved ?? []).Select(reaction => (reaction, false)).Concat((activity.ReactionsAdded ?? []).Select(reaction => (reaction, true))))
        {
            if (TeamsActivityMapper.Likes(reaction.Type) is { } likes)
                await reactions.ReactedAsync(TeamsActivityMapper.Conversation(activity), TeamsActivityMapper.Sender(activity), post, likes, given, cancellationToken);
        }
    }

    private static async Task<(Activity? Activity, int Problem)> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType())
            return (null, StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.ContentLength > MostBytes)
            return (null, StatusCodes.Status413PayloadTooLarge);
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MostBytes;
        try
        {
            return (await JsonSerializer.DeserializeAsync(context.Request.Body, ActivityJson.Default.Activity, cancellationToken), StatusCodes.Status400BadRequest);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException exception)
        {
            return (null, exception.StatusCode);
        }
    }
}
