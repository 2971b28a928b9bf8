using System.Security.Cryptography;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Scheduling;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Host.Operator;

/// <summary><c>/operator</c>: how things stand, and what to do about messages that could not be delivered. Plain HTML, no script.</summary>
internal static class OperatorEndpoints
{
    private const string Jobs = "/operator/jobs";

    public static void AddOperator(this IServiceCollection services, HostOptions options) =>
        services.AddSingleton(new OperatorGuard(options.OperatorToken)).AddSingleton<IAntiforgery, OperatorAntiforgery>();

    public static void MapOperator(this WebApplication app, HostOptions options)
    {
        var guard = app.Services.GetRequiredService<OperatorGuard>();
        var collector = TelemetryExport.Target(options.Telemetry);
        var group = app.MapGroup("/operator").AddEndpointFilter(async (context, next) =>
        {
            Protect(context.HttpContext.Response.Headers);
            return Refuses(guard, context.HttpContext) is { } status ? Results.StatusCode(status) : await next(context);
        });
        app.MapJobsDashboard(Jobs, back: "/operator", http =>
        {
            Protect(http.Response.Headers);
            // Its scripts and styles are files of its own; it sets the widths of its bars as attributes.
            http.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
            return Refuses(guard, http);
        });

        group.MapGet("", async (HttpContext http, string? done, long? message, Database database, JobResults jobs, FailedJobs failed, TimeProvider time, CancellationToken cancellationToken) =>
        {
            await using var session = await database.ReadAsync(cancellationToken);
            var view = (await OperatorView.ReadAsync(session, options.Calendar, jobs.All, collector, time.GetUtcNow(), cancellationToken)) with
            {
                Running = jobs.Running,
                FailedJobs = failed.List(OperatorView.Rows),
                FailedJobsCount = failed.Count,
            };
            var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
            return Results.Content(OperatorPage.Render(view, Done(done, message), guard.FormSecret, nonce), "text/html; charset=utf-8");
        });
        MapLetter(group, guard, "resend", (letters, id, now, cancellationToken) => letters.ResendAsync(id, now, cancellationToken));
        MapLetter(group, guard, "drop", (letters, id, _, cancellationToken) => letters.DropAsync(id, cancellationToken));
    }

    private static int? Refuses(OperatorGuard guard, HttpContext http)
    {
        var status = guard.Refuses(http);
        if (status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"DigestBot operator\", charset=\"UTF-8\"";
        return status;
    }

    /// <summary>What the page says after a button of it was pressed.</summary>
    private static string? Done(string? done, long? message) => (done, message) switch
    {
        ("resend", { } id) => $"Message {id} goes out again now.",
        ("drop", { } id) => $"Message {id} was dropped.",
        ("gone", { } id) => $"Message {id} is no longer undeliverable: somebody else decided about it.",
        _ => null,
    };

    private static void MapLetter(
        IEndpointRouteBuilder group, OperatorGuard guard, string what, Func<DeadLetters, long, DateTimeOffset, CancellationToken, Task<bool>> decide) =>
        group.MapPost($"/letters/{{id:long}}/{what}", async (
            HttpContext http, long id, [FromForm] string? secret, Database database, TimeProvider time, CancellationToken cancellationToken) =>
        {
            if (!guard.IsOwnForm(http, secret))
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            await using var session = await database.WriteAsync(cancellationToken);
            var decided = await decide(new DeadLetters(session), id, time.GetUtcNow(), cancellationToken);
            await session.CommitAsync(cancellationToken);
            return Results.LocalRedirect($"/operator?done={(decided ? what : "gone")}&message={id}");
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
