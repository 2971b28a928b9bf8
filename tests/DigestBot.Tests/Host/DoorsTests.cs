using System.Net;
using DigestBot.Teams;

namespace DigestBot.Tests.Host;

/// <summary>The real host with Teams on, on two ports of loopback: what a public server in front can reach, and what only this machine.</summary>
public sealed class DoorsTests(TwoDoors doors) : IClassFixture<TwoDoors>
{
    [Theory]
    [InlineData("GET", "/", HttpStatusCode.OK)]
    [InlineData("GET", "/assets/main.js", HttpStatusCode.OK)]
    [InlineData("GET", "/chat/texts", HttpStatusCode.OK)]
    [InlineData("GET", "/operator", HttpStatusCode.OK)]
    [InlineData("GET", "/health/ready", HttpStatusCode.OK)]
    [InlineData("POST", "/ingest", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/api/messages", HttpStatusCode.NotFound)]
    public async Task The_pages_address_has_the_pages(string method, string path, HttpStatusCode expected) =>
        Assert.Equal(expected, await AskAsync(doors.Page, method, path));

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
        Assert.Equal(expected, await AskAsync(doors.Public, method, path));
        if (expected == HttpStatusCode.NotFound)
            Assert.Equal(expected, await AskAsync(doors.Public, method, path, host: doors.Page.Authority));
    }

    private static async Task<HttpStatusCode> AskAsync(Uri address, string method, string path, string? host = null)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, path));
        request.Headers.Host = host;
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}

/// <summary>A host with Teams on: the page has an address of its own.</summary>
public sealed class TwoDoors : IAsyncLifetime
{
    private TestStore? _store;
    private TestHost? _host;

    public Uri Public { get; } = new($"http://127.0.0.1:{ServeProcess.FreePort()}");

    public Uri Page { get; } = new($"http://127.0.0.1:{ServeProcess.FreePort()}");

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.OpenAsync();
        _host = await TestHost.BuildAsync(_store, TestHost.Options(_store) with
        {
            Address = Public,
            PageAddress = Page,
            IngestToken = "a-secret-of-twenty-letters",
            Teams = new TeamsOptions("22222222-2222-4222-8222-222222222222", "72f988bf-86f1-41af-91ab-2d7cd011db47") { ClientSecret = "a secret" },
        });
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _store!.DisposeAsync();
    }
}
