using System.Net;
using DigestBot.Data;
using DigestBot.Host;
using DigestBot.Teams;
using Microsoft.AspNetCore.Builder;

namespace DigestBot.Tests.Host;

/// <summary>The real host with Teams on, on two ports of loopback: what a public server in front can reach, and what only this machine.</summary>
public sealed class DoorsTests : IAsyncLifetime
{
    private readonly Uri _public = new($"http://127.0.0.1:{ServeProcess.FreePort()}");
    private readonly Uri _page = new($"http://127.0.0.1:{ServeProcess.FreePort()}");
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });
    private TestStore? _store;
    private WebApplication? _host;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.OpenAsync();
        var options = new HostOptions(_store.Database.Path, Path.Combine(_store.Folder, "inbox"), "UTC", _public)
        {
            PageAddress = _page,
            IngestToken = "a-secret-of-twenty-letters",
            Teams = new TeamsOptions("22222222-2222-4222-8222-222222222222", "72f988bf-86f1-41af-91ab-2d7cd011db47") { ClientSecret = "a secret" },
        };
        _host = BotHost.Build(_store.Database, await MovableClock.OpenAsync(_store.Database, TimeProvider.System, CancellationToken.None), options);
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host!.DisposeAsync();
        await _store!.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.OK)]
    [InlineData("GET", "/assets/main.js", HttpStatusCode.OK)]
    [InlineData("GET", "/chat/texts", HttpStatusCode.OK)]
    [InlineData("GET", "/operator", HttpStatusCode.OK)]
    [InlineData("GET", "/health/ready", HttpStatusCode.OK)]
    [InlineData("POST", "/ingest", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/api/messages", HttpStatusCode.NotFound)]
    public async Task The_pages_address_has_the_pages(string method, string path, HttpStatusCode expected) =>
        Assert.Equal(expected, await AskAsync(_page, method, path));

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/assets/main.js", HttpStatusCode.NotFound)]
    [InlineData("GET", "/chat/texts", HttpStatusCode.NotFound)]
    [InlineData("POST", "/chat/say", HttpStatusCode.NotFound)]
    [InlineData("GET", "/operator", HttpStatusCode.NotFound)]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/health/ready", HttpStatusCode.OK)]
    [InlineData("POST", "/ingest", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/api/messages", HttpStatusCode.Unauthorized)]
    public async Task The_public_address_has_only_what_checks_who_asks(string method, string path, HttpStatusCode expected)
    {
        // As through a proxy that says nothing of itself: from loopback, by whatever name.
        Assert.Equal(expected, await AskAsync(_public, method, path));
        if (expected == HttpStatusCode.NotFound)
            Assert.Equal(expected, await AskAsync(_public, method, path, host: _page.Authority));
    }

    private async Task<HttpStatusCode> AskAsync(Uri address, string method, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, path));
        request.Headers.Host = host;
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
