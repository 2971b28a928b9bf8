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

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var content = new StringContent(MessageJson.Serialize(message.Message), Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri(_address, Uri.EscapeDataString(message.To.Id)), content, cancellationToken);
        return answer.IsSuccessStatusCode ? new SendResult.Sent(message.Key.ToString(CultureInfo.InvariantCulture)) : new SendResult.Retry($"HTTP {(int)answer.StatusCode}");
    }

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) => SendAsync(message, cancellationToken);

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
}
