using System.Text;
using System.Text.Json;
using DigestBot.Slack.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace DigestBot.Slack;

/// <summary>
/// Slack over HTTP. All addresses take all kinds of requests, as a manifest may send them to one or to several. 401: not signed by Slack;
/// 400: signed, but not understood; 500: not recorded, so Slack sends it again; 200: recorded.
/// </summary>
internal static class SlackEndpoints
{
    public static readonly IReadOnlyList<string> Paths = ["/slack/events", "/slack/commands", "/slack/interactivity", "/slack/options"];

    /// <summary>Far above what Slack sends.</summary>
    private const long LongestBody = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in Paths)
            app.MapPost(path, ReceiveAsync);
    }

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request, SlackSignature signature, SlackReceiver receiver, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var log = logs.CreateLogger<SlackReceiver>();
        if (await BodyAsync(request, cancellationToken) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var form = request.HasFormContentType ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)) : null;

        // Slack checks the certificate without signing; nothing else in such a request is read.
        if (form is not null && form.TryGetValue("ssl_check", out var check) && check == "1")
            return Results.Ok();
        if (!signature.IsValid(request.Headers[SlackSignature.SignatureHeader], request.Headers[SlackSignature.TimestampHeader], body))
        {
            Log.Unsigned(log);
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (request.Headers.TryGetValue("X-Slack-Retry-Num", out var number))
            Log.Redelivered(log, Known(number), Known(request.Headers["X-Slack-Retry-Reason"]));
        try
        {
            var reply = form is not null ? await FormAsync(form, receiver, cancellationToken) : await JsonAsync(body, receiver, cancellationToken);
            return reply is null ? Results.Ok() : Results.Text(reply, "application/json");
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.ReceiveFailed(log, exception);
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        }
    }

    private static async Task<string?> JsonAsync(byte[] body, SlackReceiver receiver, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize(body, EventsJson.Default.EventPayload) ?? throw new InvalidDataException("null is no event.");
        return payload is { Type: "url_verification", Challenge: { } challenge }
            ? $$"""{"challenge":"{{JsonEncodedText.Encode(challenge)}}"}"""
            : await receiver.EventAsync(payload, cancellationToken);
    }

    private static Task<string?> FormAsync(Dictionary<string, StringValues> form, SlackReceiver receiver, CancellationToken cancellationToken)
    {
        if (form.TryGetValue("payload", out var payload))
        {
            return receiver.InteractionAsync(
                JsonSerializer.Deserialize(payload.ToString(), EventsJson.Default.Interaction) ?? throw new InvalidDataException("null is no interaction."), cancellationToken);
        }

        return form.ContainsKey("command")
            ? receiver.CommandAsync(
                new SlashCommand
                {
                    TeamId = Value("team_id"), ChannelId = Value("channel_id"), ChannelName = Value("channel_name"), UserId = Value("user_id"), UserName = Value("user_name"),
                    Command = Value("command"), Text = Value("text"), ResponseUrl = Value("response_url"), TriggerId = Value("trigger_id"),
                },
                cancellationToken)
            : throw new InvalidDataException("Neither a command nor an interaction.");

        string? Value(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <summary>The bytes as they came: they are what was signed. Null where there are too many.</summary>
    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LongestBody)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > LongestBody)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>Header values go to the log only as a word.</summary>
    private static string Known(StringValues header) => header.ToString() is { Length: < 40 } word && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? word : "?";
}
