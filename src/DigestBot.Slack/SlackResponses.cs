using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// Answers through the address that came with a command or a click. Slack takes five in 30 minutes, and says only whether it took them:
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal sealed class SlackResponses(SlackHttp http, ILogger<SlackResponses> log)
{
    public Task<bool> PostAsync(Uri address, SlackPost post, bool isPrivate, CancellationToken cancellationToken) =>
        SendAsync(address, new ResponseBody(isPrivate ? "ephemeral" : "in_channel", ReplaceOriginal: false, post.Text, post.Blocks), cancellationToken);

    public Task<bool> ReplaceAsync(Uri address, SlackPost post, CancellationToken cancellationToken) =>
        SendAsync(address, new ResponseBody(ResponseType: null, ReplaceOriginal: true, post.Text, post.Blocks), cancellationToken);

    private async Task<bool> SendAsync(Uri address, ResponseBody body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body, ResponseJson.Default.ResponseBody), Encoding.UTF8, MediaTypeNames.Application.Json);
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(SlackHttp.CallTimeout);
            using var response = await http.Client.PostAsync(address, content, timeout.Token);
            if (response.IsSuccessStatusCode)
                return true;
            Log.CallFailed(log, "response_url", $"HTTP {(int)response.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.CallFailed(log, "response_url", exception.GetType().Name);
        }

        return false;
    }
}

internal sealed record ResponseBody(string? ResponseType, bool ReplaceOriginal, string Text, IReadOnlyList<SlackBlock> Blocks);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResponseBody))]
internal sealed partial class ResponseJson : JsonSerializerContext;
