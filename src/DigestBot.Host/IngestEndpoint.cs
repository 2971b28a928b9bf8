using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DigestBot.Data;
using DigestBot.Ingestion;
using DigestBot.WebChat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;

namespace DigestBot.Host;

/// <summary>
/// <c>POST /ingest?name=FILE&amp;day=DATE</c> with the file as the body and <c>Authorization: Bearer TOKEN</c>: the report as JSON. The same content twice
/// changes nothing. Only where a token is configured.
/// </summary>
internal static class IngestEndpoint
{
    private const string Scheme = "Bearer ";
    private const int LongestName = 200;

    public static void MapIngest(this IEndpointRouteBuilder app, HostOptions options)
    {
        if (options.IngestToken.Length == 0)
            return;
        var token = SHA256.HashData(Encoding.UTF8.GetBytes(options.IngestToken));
        app.MapPost("/ingest", (HttpContext context, Ingestor ingestor, CancellationToken cancellationToken) =>
            TakeAsync(context, ingestor, token, options.IngestMegabytes * 1024L * 1024, cancellationToken));
    }

    private static async Task<IResult> TakeAsync(HttpContext context, Ingestor ingestor, byte[] token, long most, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (!IsOwnHost(request))
            return Problem(403, "This address is for programs on this machine: call it by its loopback address, not from a web page.");
        if (!IsAllowed(request, token))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem(401, "Send the configured token: Authorization: Bearer TOKEN.");
        }

        if (request.HasFormContentType)
            return Problem(415, "Send the file itself as the body, not a form: curl --data-binary @FILE.");
        string? dayText = request.Query["day"];
        DateOnly? day = null;
        if (!string.IsNullOrEmpty(dayText))
        {
            if (!DateOnly.TryParseExact(dayText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given))
                return Problem(422, "day is no date; write it as 2026-01-28.");
            day = given;
        }

        if (request.ContentLength > most)
            return Problem(413, TooLarge(most));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;

        await using var file = UploadFile.Create();
        try
        {
            await request.Body.CopyToAsync(file, cancellationToken);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problem(413, TooLarge(most));
        }

        file.Position = 0;
        IngestReport report;
        try
        {
            report = await ingestor.IngestStreamAsync(new Upload(Name(request)) { Given = day }, file, most, cancellationToken);
        }
        catch (SqliteException exception)
        {
            return Problem(503, StoreException.From(exception, "the store").Message);
        }

        return Results.Text(IngestReportJson.Write(report), "application/json", Encoding.UTF8, report.Taken ? 200 : report.TooLarge ? 413 : 422);
    }

    /// <summary>The name may carry the day; folders in it too.</summary>
    private static string Name(HttpRequest request)
    {
        var name = ((string?)request.Query["name"] ?? "").Replace('\\', '/').Trim('/');
        var clean = string.Concat(name.Where(character => !char.IsControl(character)));
        return clean.Length == 0 ? "upload" : clean.Length > LongestName ? clean[^LongestName..] : clean;
    }

    /// <summary>Hashes are of one length, so comparing them tells nothing about the token's.</summary>
    private static bool IsAllowed(HttpRequest request, byte[] token) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())), token);

    /// <summary>A page elsewhere can make a browser call loopback, under a name of its own or with its origin.</summary>
    private static bool IsOwnHost(HttpRequest request) =>
        LocalOnly.IsThisMachine(request.HttpContext)
        && (request.Headers.Origin.ToString() is not { Length: > 0 } origin || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value));

    private static string TooLarge(long most) => $"The file has more than {most / 1024 / 1024} MB, which is the limit (DigestBot:{nameof(HostOptions.IngestMegabytes)}). Split it.";

    private static IResult Problem(int status, string text) => Results.Text(
        System.Text.Json.JsonSerializer.Serialize(IngestReport.NotTaken("", text), IngestReportJson.Default.IngestReport), "application/json", Encoding.UTF8, status);
}
