using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Papers.Generated;

/// <summary>
/// Asks a chat model and waits for its answer: two at a time, so that a slow one cannot hold up all who ask the bot for something else; bounded in time and size, redirects not followed, so that the key goes nowhere else.
/// </summary>
/// <remarks>https://platform.openai.com/docs/api-reference/chat. Only what every server of that kind understands is sent.</remarks>
internal sealed class ChatModel : IDisposable
{
    private const int MostBytes = 256 * 1024;
    private const int AtOnce = 2;

    private readonly ChatModelOptions _options;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MostBytes,
    };

    private readonly SemaphoreSlim _turns = new(AtOnce);

    public ChatModel(ChatModelOptions options)
    {
        _options = options;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
    }

    /// <summary>What the model said; or why there is nothing.</summary>
    public async Task<ChatReply> AskAsync(string instructions, string text, CancellationToken cancellationToken)
    {
        if (!await _turns.WaitAsync(TimeSpan.Zero, cancellationToken))
            return new ChatReply(null, SummaryProblem.Busy);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_options.Patience);
        try
        {
            var question = new ChatQuestion(_options.Model, [new ChatLine("system", instructions), new ChatLine("user", text)]);
            // With its length: small servers know no chunks.
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(question, ChatJson.Default.ChatQuestion));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_options.Url, "chat/completions")) { Content = content };
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, patience.Token);
            if (!response.IsSuccessStatusCode)
                return new ChatReply(null, SummaryProblem.Refused, (int)response.StatusCode);
            var answer = await response.Content.ReadFromJsonAsync(ChatJson.Default.ChatAnswer, patience.Token);
            return answer?.Choices is [{ Message.Content: { } said }, ..] ? new ChatReply(said) : new ChatReply(null, SummaryProblem.Unusable);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChatReply(null, SummaryProblem.Unreachable);
        }
        catch (HttpRequestException exception)
        {
            return new ChatReply(null, exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? SummaryProblem.Unusable : SummaryProblem.Unreachable);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            return new ChatReply(null, SummaryProblem.Unusable);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _turns.Dispose();
    }
}

/// <summary>What was said, or why nothing; <c>Status</c> is that of a refusal.</summary>
internal sealed record ChatReply(string? Said, SummaryProblem? Problem = null, int? Status = null);

internal sealed record ChatQuestion(string Model, IReadOnlyList<ChatLine> Messages);

internal sealed record ChatLine(string Role, string Content);

internal sealed record ChatAnswer(IReadOnlyList<ChatChoice>? Choices);

internal sealed record ChatChoice(ChatContent? Message);

internal sealed record ChatContent(string? Content);

/// <summary>What a summary must be: the three parts the model is asked for.</summary>
internal sealed record SummaryDraft(string? What, string? How, string? Result);

/// <summary>What the model reads of a paper.</summary>
internal sealed record PaperText(string Title, string Abstract);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChatQuestion))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(SummaryDraft))]
[JsonSerializable(typeof(PaperText))]
internal sealed partial class ChatJson : JsonSerializerContext;
