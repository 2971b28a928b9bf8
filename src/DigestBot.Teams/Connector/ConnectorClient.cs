using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DigestBot.Channels;
using Microsoft.Extensions.Logging;

namespace DigestBot.Teams.Connector;

/// <summary>How a call ended; the hierarchy is closed.</summary>
internal abstract record ConnectorAnswer
{
    public sealed record Done(CreatedId Id) : ConnectorAnswer;

    /// <summary>No such conversation or activity: once is no farewell, one in a hundred comes and goes.</summary>
    public sealed record Missing(string Code) : ConnectorAnswer;

    public sealed record TooBig : ConnectorAnswer;

    public sealed record Failed(SendResult Result) : ConnectorAnswer;
}

/// <summary>The connector's REST calls. The token goes only to hosts that are allowed.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference</remarks>
internal sealed class ConnectorClient(HttpClient http, ConnectorToken? token, ConnectorHosts hosts, TimeProvider time, ILogger<ConnectorClient> log)
{
    public Task<ConnectorAnswer> SendAsync(string serviceUrl, string conversation, OutgoingActivity activity, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, serviceUrl, $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities", activity, ConnectorJson.Relaxed.OutgoingActivity, cancellationToken);

    public Task<ConnectorAnswer> UpdateAsync(string serviceUrl, string conversation, string activityId, OutgoingActivity activity, CancellationToken cancellationToken) =>
        CallAsync(
            HttpMethod.Put, serviceUrl, $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities/{Uri.EscapeDataString(activityId)}", activity,
            ConnectorJson.Relaxed.OutgoingActivity, cancellationToken);

    public Task<ConnectorAnswer> DeleteAsync(string serviceUrl, string conversation, string activityId, CancellationToken cancellationToken) =>
        CallAsync<OutgoingActivity>(
            HttpMethod.Delete, serviceUrl, $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities/{Uri.EscapeDataString(activityId)}", body: null,
            ConnectorJson.Relaxed.OutgoingActivity, cancellationToken);

    public Task<ConnectorAnswer> CreateAsync(string serviceUrl, NewConversation conversation, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, serviceUrl, "v3/conversations", conversation, ConnectorJson.Relaxed.NewConversation, cancellationToken);

    private async Task<ConnectorAnswer> CallAsync<TBody>(
        HttpMethod method, string serviceUrl, string path, TBody? body, JsonTypeInfo<TBody> type, CancellationToken cancellationToken)
        where TBody : class
    {
        if (!hosts.Allows(serviceUrl))
            return new ConnectorAnswer.Failed(new SendResult.Rejected("serviceUrl"));
        AuthenticationHeaderValue? proof = null;
        if (token is not null && (proof = await token.GetAsync(cancellationToken)) is null)
            return new ConnectorAnswer.Failed(new SendResult.Retry(Reason.Of(Refusal.Credentials, "token")));

        using var request = new HttpRequestMessage(method, $"{serviceUrl.TrimEnd('/')}/{path}") { Content = body is null ? null : JsonContent.Create(body, type) };
        request.Headers.Authorization = proof;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return new ConnectorAnswer.Done(await ReadAsync(response, ConnectorJson.Default.CreatedId, cancellationToken) ?? new CreatedId(null, null));
            if (response.StatusCode == HttpStatusCode.Unauthorized && proof is not null)
                token!.Forget(proof);
            var code = (await ReadAsync(response, ConnectorJson.Default.ConnectorError, cancellationToken))?.Error?.Code ?? $"{(int)response.StatusCode}";
            Log.Refusal(log, (int)response.StatusCode, code, response.Headers.TryGetValues("MS-CV", out var trace) ? string.Join(' ', trace) : "");
            return ConnectorFault.Answer(response.StatusCode, code, ConnectorFault.After(response, time.GetUtcNow()));
        }
        catch (HttpRequestException exception)
        {
            return new ConnectorAnswer.Failed(ConnectorFault.NeverLeft(exception.HttpRequestError)
                ? new SendResult.Retry($"{exception.HttpRequestError}")
                : new SendResult.Lost($"{exception.HttpRequestError}"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ConnectorAnswer.Failed(new SendResult.Lost("timeout"));
        }
    }

    /// <summary>Null where there is no body, or one that is not JSON (a proxy's page).</summary>
    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return response.Content.Headers.ContentLength == 0 ? null : await response.Content.ReadFromJsonAsync(type, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
