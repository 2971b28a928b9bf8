using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using DigestBot.Channels;
using DigestBot.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Benchmarks;

/// <summary>A destination on loopback that takes whatever comes, and the channel to it: a POST with the message as JSON, no limits but eight at once.</summary>
internal sealed class HttpDestination : IChannel, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly HttpClient _client = new();
    private Uri _address = null!;

    private HttpDestination(WebApplication app, TimeProvider time, string name) => (_app, _time, Name) = (app, time, name);

    public string Name { get; }

    /// <summary>When each conversation's message arrived.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Received { get; } = new(StringComparer.Ordinal);

    public static async Task<HttpDestination> StartAsync(TimeProvider time, string name)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var destination = new HttpDestination(app, time, name);
        app.MapPost("/{conversation}", destination.TakeAsync);
        await app.StartAsync();
        destination._address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return destination;
    }

    public Task<(IDestination? Destination, SendResult? Refused)> OpenAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<(IDestination?, SendResult?)>((new Posted(_client, new Uri(_address, Uri.EscapeDataString(message.To.Id)), message), null));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(string conversation, HttpRequest request)
    {
        await request.Body.CopyToAsync(Stream.Null);
        Received[conversation] = _time.GetUtcNow();
        return Results.Ok();
    }

    /// <summary>A message is one request; nothing is edited in a benchmark.</summary>
    private sealed class Posted(HttpClient client, Uri address, OutgoingMessage message) : IDestination
    {
        public IReadOnlyList<MessagePart> Parts { get; } = [new Json(MessageJson.Serialize(message.Message))];

        public async Task<PartResult> PostAsync(MessagePart part, string? first, CancellationToken cancellationToken)
        {
            using var content = new StringContent(part.Fingerprint, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(address, content, cancellationToken);
            return answer.IsSuccessStatusCode
                ? new PartResult.Done(message.Key.ToString(CultureInfo.InvariantCulture))
                : new PartResult.Failed(new SendResult.Retry($"HTTP {(int)answer.StatusCode}"));
        }

        public Task<PartResult> EditAsync(string id, MessagePart part, string? first, CancellationToken cancellationToken) => PostAsync(part, first, cancellationToken);

        public Task<PartResult> DeleteAsync(string id, string? first, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed record Json(string Text) : MessagePart
    {
        public override string Fingerprint => Text;
    }
}
