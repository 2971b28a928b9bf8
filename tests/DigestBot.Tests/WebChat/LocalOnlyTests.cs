using System.Net;
using System.Net.Http.Json;
using System.Text;
using DigestBot.WebChat;

namespace DigestBot.Tests.WebChat;

/// <summary>Who may reach the page, and what each may read, over real HTTP.</summary>
public sealed class LocalOnlyTests(ServedPage served) : IClassFixture<ServedPage>, IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri(served.Address) };

    private Uri At => new(served.Address);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task The_page_comes_with_a_strict_policy()
    {
        using var response = await _client.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "evil.example:{port}")]
    [InlineData("Host", "127.0.0.1:1")]
    [InlineData("Host", "127.0.0.1.evil.example:{port}")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    public async Task Whoever_is_not_this_machines_own_page_is_kept_out(string header, string value)
    {
        foreach (var path in new[] { "/chat/texts", "/chat/lines?person=ann&place=@ann", "/chat/events?person=ann&after=0", "/assets/main.js" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value.Replace("{port}", $"{At.Port}", StringComparison.Ordinal));
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Its_own_names_are_let_in(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = $"{host}:{At.Port}" } };
        using var response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(true, true, HttpStatusCode.OK)]
    [InlineData(false, true, HttpStatusCode.Forbidden)]
    [InlineData(true, false, HttpStatusCode.Forbidden)]
    public async Task A_post_needs_the_pages_own_header_and_origin(bool header, bool origin, HttpStatusCode expected)
    {
        using var request = Post("/chat/enter", new { person = served.Somebody() });
        if (!header)
            request.Headers.Remove(LocalOnly.OurHeader);
        if (!origin)
            request.Headers.Remove("Origin");
        using var response = await _client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_private_answer_is_served_to_its_asker_only()
    {
        var (ann, bo) = (served.Somebody(), served.Somebody());
        await EnterAsync(ann);
        await EnterAsync(bo);
        await SayAsync(ann, "#nlp", "subscribe cs.LGG");

        await EventsAsync(ann, 0, until: "Did you mean");
        Assert.Contains("Did you mean", await _client.GetStringAsync($"/chat/lines?person={ann}&place=%23nlp"), StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", await _client.GetStringAsync($"/chat/lines?person={bo}&place=%23nlp"), StringComparison.Ordinal);
        await SayAsync(ann, "#nlp", "status");
        Assert.DoesNotContain("Did you mean", await EventsAsync(bo, 0, until: "Last digest file"), StringComparison.Ordinal);
        var line = await LineAsync(ann, "#nlp", "Did you mean");
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync($"/chat/formats?person={ann}&line={line}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync($"/chat/formats?person={bo}&line={line}")).StatusCode);
    }

    [Fact]
    public async Task A_direct_chat_is_served_to_its_person_only()
    {
        var (ann, bo) = (served.Somebody(), served.Somebody());
        await EnterAsync(ann);
        await EnterAsync(bo);
        await SayAsync(ann, $"@{ann}", "find a secret hobby");

        Assert.DoesNotContain("secret hobby", await _client.GetStringAsync($"/chat/lines?person={bo}&place=@{ann}"), StringComparison.Ordinal);
        using var foreign = Post("/chat/say", new { @event = "e", person = bo, place = $"@{ann}", text = "list" });
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.SendAsync(foreign)).StatusCode);
    }

    [Fact]
    public async Task A_stream_that_broke_goes_on_where_it_was()
    {
        var ann = served.Somebody();
        await EnterAsync(ann);
        await SayAsync(ann, $"@{ann}", "categories");
        var before = await EventsAsync(ann, 0, until: "newest day");
        var last = before.Split('\n').Last(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..];
        await SayAsync(ann, $"@{ann}", "status");

        var after = await EventsAsync(ann, long.Parse(last), until: "Last digest file");

        Assert.DoesNotContain("newest day", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_event_twice_is_done_once()
    {
        var ann = served.Somebody();
        await EnterAsync(ann);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var again = Post("/chat/say", new { @event = $"once-{ann}", person = ann, place = $"@{ann}", text = "subscribe cs.CL daily at 9:00" });
            Assert.Equal(HttpStatusCode.NoContent, (await _client.SendAsync(again)).StatusCode);
        }

        await SayAsync(ann, $"@{ann}", "status");
        await EventsAsync(ann, 0, until: "Last digest file");
        var lines = await _client.GetStringAsync($"/chat/lines?person={ann}&place=@{ann}");
        Assert.Equal(2, lines.Split("Subscribed, number").Length);
    }

    [Fact]
    public async Task What_is_too_big_is_refused()
    {
        using var request = Post("/chat/say", new { @event = "e", person = "ann", place = "@ann", text = new string('x', 100_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<b>ann</b>")]
    [InlineData("@ann")]
    [InlineData("a name of many more letters than forty of them")]
    public async Task A_name_nobody_could_have_is_refused_in_words(string name)
    {
        using var request = Post("/chat/enter", new { person = name });
        using var response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("A name has letters", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task EnterAsync(string person) => SendAsync(Post("/chat/enter", new { person }));

    private Task SayAsync(string person, string place, string text) =>
        SendAsync(Post("/chat/say", new { @event = $"{Guid.NewGuid():N}", person, place, text }));

    private async Task SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _client.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        }
    }

    private HttpRequestMessage Post(string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Origin", served.Address);
        request.Headers.Add(LocalOnly.OurHeader, "1");
        return request;
    }

    private async Task<long> LineAsync(string person, string place, string text)
    {
        using var lines = System.Text.Json.JsonDocument.Parse(await _client.GetStringAsync($"/chat/lines?person={person}&place={Uri.EscapeDataString(place)}"));
        return lines.RootElement.GetProperty("lines").EnumerateArray().Last(line => line.GetProperty("html").GetString()!.Contains(text, StringComparison.Ordinal)).GetProperty("id").GetInt64();
    }

    /// <summary>What the stream brings, up to the event with a text.</summary>
    private async Task<string> EventsAsync(string person, long after, string until)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/chat/events?person={person}&after=0");
        if (after > 0)
            request.Headers.Add("Last-Event-ID", $"{after}");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(deadline.Token), Encoding.UTF8);
        var read = new StringBuilder();
        while (!read.ToString().Contains(until, StringComparison.Ordinal) || !read.ToString().EndsWith("\n\n", StringComparison.Ordinal))
            read.Append(await reader.ReadLineAsync(deadline.Token)).Append('\n');
        return read.ToString();
    }
}
