using System.Security.Cryptography;
using DigestBot.Data;
using DigestBot.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DigestBot.Host.Operator;

/// <summary><c>/operator</c>: how things stand, and what to do about messages that could not be delivered. Plain HTML, no script.</summary>
internal static class OperatorEndpoints
{
    public static void MapOperator(this IEndpointRouteBuilder app, string? token)
    {
        var guard = new OperatorGuard(token);
        var group = app.MapGroup("/operator").AddEndpointFilter(async (context, next) =>
        {
            Protect(context.HttpContext.Response.Headers);
            if (guard.Refuses(context.HttpContext) is not { } status)
                return await next(context);
            if (status == StatusCodes.Status401Unauthorized)
                context.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"DigestBot operator\", charset=\"UTF-8\"";
            return Results.StatusCode(status);
        });

        group.MapGet("", async (HttpContext http, Database database, JobResults jobs, TimeProvider time, CancellationToken cancellationToken) =>
        {
            await using var session = await database.ReadAsync(cancellationToken);
            var view = await OperatorView.ReadAsync(session, time.GetUtcNow(), jobs.All, cancellationToken);
            var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
            return Results.Content(OperatorPage.Render(view, guard.FormSecret, nonce), "text/html; charset=utf-8");
        });
        MapLetter(group, guard, "resend", (letters, id, now, cancellationToken) => letters.ResendAsync(id, now, cancellationToken));
        MapLetter(group, guard, "drop", (letters, id, _, cancellationToken) => letters.DropAsync(id, cancellationToken));
    }

    /// <summary>A letter that is gone meanwhile is no longer on the page either.</summary>
    private static void MapLetter(
        IEndpointRouteBuilder group, OperatorGuard guard, string what, Func<DeadLetters, long, DateTimeOffset, CancellationToken, Task<bool>> decide) =>
        group.MapPost($"/letters/{{id:long}}/{what}", async (
            HttpContext http, long id, [FromForm] string? secret, Database database, TimeProvider time, CancellationToken cancellationToken) =>
        {
            if (!guard.IsOwnForm(http, secret))
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            await using var session = await database.WriteAsync(cancellationToken);
            await decide(new DeadLetters(session), id, time.GetUtcNow(), cancellationToken);
            await session.CommitAsync(cancellationToken);
            return Results.LocalRedirect("/operator");
        }).DisableAntiforgery();

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
