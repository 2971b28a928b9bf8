using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using DigestBot.Messages;
using DigestBot.Slack.WebApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// Installing into a workspace through OAuth v2: https://docs.slack.dev/authentication/installing-with-oauth. What comes back from Slack must
/// come from the browser that was sent there: its state is random, good once and for ten minutes, and bound to the browser by a cookie.
/// </summary>
internal sealed class SlackInstall(SlackWorkspaces workspaces, SlackClient client, SlackOptions options, TimeProvider time, ILogger<SlackInstall> log)
{
    private const string Cookie = "digestbot-slack-state";
    private const int MostStates = 10_000;
    private static readonly TimeSpan StateLife = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _states = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/slack/install", Begin);
        app.MapGet("/slack/oauth_redirect", FinishAsync);
    }

    private IResult Begin(HttpContext context)
    {
        var now = time.GetUtcNow();
        foreach (var old in _states.Where(state => now - state.Value > StateLife).Select(state => state.Key))
            _states.TryRemove(old, out _);
        if (_states.Count >= MostStates)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _states[state] = now;
        context.Response.Cookies.Append(Cookie, state, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/slack", MaxAge = StateLife });
        // Slack sends the browser back to the address in the app's settings.
        return Results.Redirect(new Uri(
            options.ApiUrl, $"/oauth/v2/authorize?client_id={Uri.EscapeDataString(options.ClientId)}&scope={string.Join(',', SlackCheck.Scopes.Keys)}&state={state}").AbsoluteUri);
    }

    private async Task<IResult> FinishAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var language = UiLanguage.Use(context.Request.Headers.AcceptLanguage.ToString().Split(',')[0]);
        var (query, cookie) = (context.Request.Query, context.Request.Cookies[Cookie]);
        context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/slack", Secure = true });
        if (!IsOurs(query["state"].ToString(), cookie))
            return Page(Strings.Slack_InstallState, StatusCodes.Status400BadRequest);
        if (query["code"].ToString() is not { Length: > 0 } code)
            return Page(Strings.Slack_InstallRefused, StatusCodes.Status200OK);

        switch (await ExchangeAsync(code, cancellationToken))
        {
            case SlackResult<OAuthAccess>.Ok { Value: { IsEnterpriseInstall: false, TokenType: "bot", Team: { } team, AccessToken: { } token, BotUserId: { } bot } }:
                if (!await workspaces.AllowsAsync(team.Id, cancellationToken))
                {
                    // The token is forgotten here; the app does nothing there.
                    Log.InstallFailed(log, $"{team.Id} is not allowed");
                    return Page(string.Format(Strings.Slack_NotAllowed, team.Id), StatusCodes.Status403Forbidden);
                }

                await workspaces.InstallAsync(team.Id, team.Name ?? team.Id, bot, token, time.GetUtcNow(), cancellationToken);
                Log.Installed(log, team.Id);
                return Page(string.Format(Strings.Slack_Installed, team.Name ?? team.Id), StatusCodes.Status200OK);
            case SlackResult<OAuthAccess>.Failed failed:
                Log.InstallFailed(log, failed.Error.Reason);
                return Page(string.Format(Strings.Slack_InstallFailed, failed.Error.Reason), StatusCodes.Status502BadGateway);
            default:
                Log.InstallFailed(log, "not one workspace's bot");
                return Page(Strings.Slack_InstallOneWorkspace, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Taken away by being asked for.</summary>
    private bool IsOurs(string state, string? cookie) =>
        cookie is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(cookie))
        && _states.TryRemove(state, out var issued)
        && time.GetUtcNow() - issued <= StateLife;

    private async Task<SlackResult<OAuthAccess>> ExchangeAsync(string code, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.ApiUrl, "oauth.v2.access"))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("code", code)]),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}"))) },
        };
        return await client.SendAsync(request, SlackRepliesJson.Default.OAuthAccess, cancellationToken);
    }

    private static IResult Page(string text, int status) => Results.Content(
        $"<!DOCTYPE html><html lang=\"{UiLanguage.Current}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>DigestBot</title><body style=\"font:18px sans-serif;max-width:40em;margin:4em auto;padding:0 1em\"><p>{WebUtility.HtmlEncode(text)}</p></body></html>",
        "text/html; charset=utf-8", statusCode: status);
}
