using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DigestBot.Slack.WebApi;

/// <summary>
/// Calls Web API methods: form-encoded, which every method takes, the token in the header. Never throws for what Slack or the network do;
/// never writes a token anywhere.
/// </summary>
internal sealed class SlackClient(SlackHttp http, Uri api)
{
    /// <summary>Replies are small; a page of something else is not read to its end.</summary>
    private const int LongestReply = 1024 * 1024;

    public async Task<SlackResult<T>> CallAsync<T>(
        string token, string method, IReadOnlyList<(string Name, string? Value)> arguments, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : SlackReply
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, method))
        {
            Content = new FormUrlEncodedContent(arguments.Where(argument => argument.Value is not null).Select(argument => KeyValuePair.Create(argument.Name, argument.Value))),
        };
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await SendAsync(request, type, cancellationToken);
    }

    /// <summary>A request made by the caller, such as one with other credentials.</summary>
    public async Task<SlackResult<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : SlackReply
    {
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(SlackHttp.CallTimeout);
            using var response = await http.Client.SendAsync(request, timeout.Token);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                return Failed<T>(new SlackError.Busy("ratelimited", RetryAfter(response)));
            if (!response.IsSuccessStatusCode)
                return Failed<T>(new SlackError.Busy($"HTTP {(int)response.StatusCode}", RetryAfter(response)));
            await response.Content.LoadIntoBufferAsync(LongestReply, timeout.Token);
            var reply = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(timeout.Token), type);
            return reply switch
            {
                { Ok: true } => new SlackResult<T>.Ok(reply, Header(response, "x-oauth-scopes")),
                { Error: { } code } when SlackErrors.IsTransient(code) => Failed<T>(new SlackError.Busy(code, RetryAfter(response))),
                { Error: { } code } => Failed<T>(new SlackError.Refused(code, Detail(reply))),
                _ => Failed<T>(new SlackError.Busy("no ok")),
            };
        }
        catch (JsonException)
        {
            // A login page of a proxy, a maintenance page: not Slack's API.
            return Failed<T>(new SlackError.Busy("no JSON"));
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException { SocketErrorCode: not SocketError.ConnectionReset })
        {
            return Failed<T>(new SlackError.Busy($"{exception.HttpRequestError}"));
        }
        catch (HttpRequestException exception)
        {
            return Failed<T>(new SlackError.NoAnswer($"{exception.HttpRequestError}"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed<T>(new SlackError.NoAnswer("timeout"));
        }
    }

    /// <summary>Seconds, as Slack writes them; null where it says nothing usable. At most an hour: what stands between may say days.</summary>
    internal static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        int.TryParse(Header(response, "Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 3600)) : null;

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>What was wrong with the arguments; pointers and rules, no texts of ours.</summary>
    private static string? Detail(SlackReply reply) => reply.Needed is { Length: > 0 } scope ? scope : reply.ResponseMetadata?.Messages is { Count: > 0 } messages ? messages[0] : null;

    private static SlackResult<T> Failed<T>(SlackError error) => new SlackResult<T>.Failed(error);
}
