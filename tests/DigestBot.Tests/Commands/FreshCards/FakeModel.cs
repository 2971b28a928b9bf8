using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using DigestBot.Papers.Generated;
using DigestBot.Tests.Teams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DigestBot.Tests.Commands.FreshCards;

/// <summary>A server on loopback that speaks chat completions, and what it was asked.</summary>
internal sealed class FakeModel : IAsyncDisposable
{
    public const string Key = "key-of-the-model";
    public const string Good = """{"what": "Zebrafish rank documents.", "how": "With $\\beta_1$ and pass@1.", "result": "It costs nothing, 3 times."}""";
    public const string Chinese = """{"what": "斑马鱼为文档排序。", "how": "使用 BM25 与索引。", "result": "零成本，快三倍。"}""";

    private LoopbackServer? _server;
    private SummaryWriter? _writer;

    public ConcurrentQueue<(string Authorization, string Body)> Asked { get; } = new();

    public Uri Address => _server!.Address;

    public static Task<FakeModel> SayingAsync(Chat chat, string said) => AnsweringAsync(chat, _ => said);

    public static Task<FakeModel> AnsweringAsync(Chat chat, Func<string, string> say, ILogger<SummaryWriter>? log = null) =>
        StartAsync(chat, (context, body) => context.Response.WriteAsync(Answer(say(body)), context.RequestAborted), log: log);

    public static string Answer(string said) => JsonSerializer.Serialize(new { id = "x", choices = new[] { new { index = 0, message = new { role = "assistant", content = said }, finish_reason = "stop" } } });

    public static async Task<FakeModel> StartAsync(Chat chat, Func<HttpContext, string, Task> answer, TimeSpan? patience = null, ILogger<SummaryWriter>? log = null)
    {
        var model = new FakeModel();
        model._server = await LoopbackServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            Assert.NotNull(context.Request.ContentLength);
            model.Asked.Enqueue((context.Request.Headers.Authorization.ToString(), body));
            if (context.Request.Path != "/v1/chat/completions")
                context.Response.StatusCode = 404;
            else
                await answer(context, body);
        });
        model._writer = chat.Use(new ChatModelOptions(new Uri(model.Address, "v1/"), Key, "small-model") { Patience = patience ?? TimeSpan.FromSeconds(30) }, log);
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        _writer!.Dispose();
        await _server!.DisposeAsync();
    }
}
