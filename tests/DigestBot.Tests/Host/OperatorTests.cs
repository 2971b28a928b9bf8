using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Delivery;
using DigestBot.Tests.Delivery;

namespace DigestBot.Tests.Host;

/// <summary>The operator's page on a running host: what it shows, whom it lets in, what it changes.</summary>
public sealed partial class OperatorTests
{
    private const string Token = "a-secret-of-twenty-letters";

    [Fact]
    public async Task A_dead_letter_is_shown_encoded_and_dropped_from_the_page_by_its_own_form_only()
    {
        await using var store = await TestStore.OpenAsync();
        var row = await DeadAsync(store, "<b>msg_too_long</b>");
        await using var host = ServeProcess.Start(store);
        await host.ReadyAsync();
        using var client = Client(host);

        using var page = await client.GetAsync("/operator", TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("&lt;b&gt;msg_too_long&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var secret = Secret().Match(html).Groups["secret"].Value;
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(client, row, "drop", "", origin: null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(client, row, "drop", secret, origin: null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(client, row, "drop", secret, origin: "http://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(client, row, "drop", "guessed", origin: client.BaseAddress!.OriginalString));
        Assert.Equal(OutboxState.Dead, (await store.RowAsync(row)).State);
        Assert.Equal(HttpStatusCode.Found, await PostAsync(client, row, "drop", secret, origin: client.BaseAddress!.OriginalString));
        Assert.Equal(OutboxState.Dropped, (await store.RowAsync(row)).State);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Without_a_token_only_this_machines_own_browser_is_let_in(string header, string value)
    {
        await using var store = await TestStore.OpenAsync();
        await using var host = ServeProcess.Start(store);
        await host.ReadyAsync();
        using var client = Client(host);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/operator");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_jobs_dashboard_is_behind_the_same_guard_and_is_changed_from_its_own_pages_only()
    {
        await using var store = await TestStore.OpenAsync();
        await using var host = ServeProcess.Start(store, settings: new Dictionary<string, string> { ["DIGESTBOT__OPERATORTOKEN"] = Token });
        await host.ReadyAsync();
        using var client = Client(host);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, password: null, "/operator/jobs"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, password: null, "/operator/jobs/recurring"));
        Assert.Contains("href=\"/operator/jobs\"", await ReadAsync(client, "/operator"), StringComparison.Ordinal);
        var page = await ReadAsync(client, "/operator/jobs/recurring");
        var secret = DashboardSecret().Match(page).Groups["secret"].Value;
        Assert.NotEqual("", secret);
        Assert.Equal(HttpStatusCode.Forbidden, await TriggerAsync(client, "", client.BaseAddress!.OriginalString));
        Assert.Equal(HttpStatusCode.Forbidden, await TriggerAsync(client, secret, origin: null));
        Assert.Equal(HttpStatusCode.Forbidden, await TriggerAsync(client, secret, "http://evil.example"));
        Assert.Equal(HttpStatusCode.NoContent, await TriggerAsync(client, secret, client.BaseAddress!.OriginalString));
    }

    private static async Task<string> ReadAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = Password(Token);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<HttpStatusCode> TriggerAsync(HttpClient client, string secret, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/operator/jobs/recurring/trigger") { Content = new FormUrlEncodedContent([KeyValuePair.Create("jobs[]", "sweep")]) };
        request.Headers.Authorization = Password(Token);
        request.Headers.TryAddWithoutValidation("X-Operator-Secret", secret);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static AuthenticationHeaderValue Password(string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"operator:{password}")));

    [Fact]
    public async Task With_a_token_whoever_gives_it_is_let_in_and_nobody_else()
    {
        await using var store = await TestStore.OpenAsync();
        await using var host = ServeProcess.Start(store, settings: new Dictionary<string, string> { ["DIGESTBOT__OPERATORTOKEN"] = Token });
        await host.ReadyAsync();
        using var client = Client(host);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, password: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "another-secret-of-twenty"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, Token));
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string? password, string path = "/operator")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (password is not null)
            request.Headers.Authorization = Password(password);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, long row, string what, string secret, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/operator/letters/{row}/{what}");
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("secret", secret)]);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<long> DeadAsync(TestStore store, string reason)
    {
        var row = await store.PostAsync(await store.ConversationAsync("ann"), "to nowhere");
        await store.SendAsync(new ScriptedChannel(new DigestBot.Channels.SendResult.Rejected(reason)));
        return row;
    }

    private static HttpClient Client(ServeProcess host) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };

    [GeneratedRegex("csrf-token\" content=\"(?<secret>[0-9A-F]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex DashboardSecret();

    [GeneratedRegex("name=\"secret\" value=\"(?<secret>[0-9A-F]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
