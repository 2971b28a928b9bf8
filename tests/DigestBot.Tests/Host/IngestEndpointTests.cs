using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Host;

/// <summary><c>POST /ingest</c> over real HTTP.</summary>
public sealed class IngestEndpointTests
{
    private const string Token = "a-token-for-this-test-only";

    [Fact]
    public async Task A_file_with_the_token_is_taken_once_and_reported()
    {
        await using var store = await TestStore.OpenAsync();
        await using var served = await StartAsync(store, Token);
        using var client = new HttpClient { BaseAddress = served.Address };

        using var first = await client.SendAsync(Upload("ingest?name=2026-01-28.md", Daily(new Listed("2601.00001", "Sent by a program"))));
        using var again = await client.SendAsync(Upload("ingest?name=other.md", Daily(new Listed("2601.00001", "Sent by a program"))));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(("daily-markdown", 1, "2026-01-28"), await ReportAsync(first));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(("daily-markdown", 0, "2026-01-28"), await ReportAsync(again));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM papers"));
    }

    [Theory]
    [InlineData(null, null, null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer wrong", null, null, HttpStatusCode.Unauthorized)]
    [InlineData("Basic " + Token, null, null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer " + Token, "https://elsewhere.example", null, HttpStatusCode.Forbidden)]
    [InlineData("Bearer " + Token, null, "rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("Bearer " + Token, null, null, HttpStatusCode.OK)]
    public async Task Only_the_token_from_this_machine_lets_in(string? authorization, string? origin, string? host, HttpStatusCode expected)
    {
        await using var store = await TestStore.OpenAsync();
        await using var served = await StartAsync(store, Token);
        using var client = new HttpClient { BaseAddress = served.Address };
        using var request = Upload("ingest?name=a.md&day=2026-01-28", Daily(new Listed("2601.00001", "T")));
        request.Headers.Remove("Authorization");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Host = host;

        using var response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, await store.CountAsync($"SELECT COUNT(*) FROM papers"));
    }

    [Fact]
    public async Task What_cannot_be_taken_says_why()
    {
        await using var store = await TestStore.OpenAsync();
        await using var served = await StartAsync(store, Token);
        using var client = new HttpClient { BaseAddress = served.Address };
        using var form = Upload("ingest", "x");
        form.Content = new MultipartFormDataContent { { new StringContent("x"), "file", "a.md" } };
        using var streamed = Upload("ingest", "");
        streamed.Content = new StreamContent(new MemoryStream(new byte[(1 << 20) + 1]));
        streamed.Headers.TransferEncodingChunked = true;
        (HttpRequestMessage Request, HttpStatusCode Status, string Says)[] uploads =
        [
            (Upload("ingest?name=a.txt", "Nothing anybody would call a digest."), HttpStatusCode.UnprocessableEntity, "kind of file"),
            (Upload("ingest?day=yesterday", Daily(new Listed("2601.00001", "T"))), HttpStatusCode.UnprocessableEntity, "2026-01-28"),
            (Upload("ingest", new string('x', (1 << 20) + 1)), HttpStatusCode.RequestEntityTooLarge, "1 MB"),
            (streamed, HttpStatusCode.RequestEntityTooLarge, "1 MB"),
            (form, HttpStatusCode.UnsupportedMediaType, "body"),
        ];

        foreach (var (request, status, says) in uploads)
        {
            using var response = await client.SendAsync(request);
            Assert.Equal(status, response.StatusCode);
            Assert.Contains(says, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            request.Dispose();
        }
    }

    [Fact]
    public async Task Without_a_token_there_is_no_such_address()
    {
        await using var store = await TestStore.OpenAsync();
        await using var served = await StartAsync(store, token: "");
        using var client = new HttpClient { BaseAddress = served.Address };

        using var response = await client.SendAsync(Upload("ingest", "x"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<TestHost> StartAsync(TestStore store, string token)
    {
        var host = await TestHost.BuildAsync(store, TestHost.Options(store) with { IngestToken = token, IngestMegabytes = 1 });
        await host.StartAsync();
        return host;
    }

    private static HttpRequestMessage Upload(string path, string text) => new(HttpMethod.Post, path)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)),
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
    };

    private static async Task<(string?, int, string?)> ReportAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var report = json.RootElement;
        return (report.GetProperty("format").GetString(), report.GetProperty("new").GetInt32(), report.GetProperty("day").GetString());
    }
}
