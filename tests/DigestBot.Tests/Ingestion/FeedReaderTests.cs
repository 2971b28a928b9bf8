using System.Net;
using DigestBot.Ingestion.Feeds;
using DigestBot.Tests.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Ingestion;

/// <summary>Feeds over real HTTP on loopback, which the configuration names.</summary>
public sealed class FeedReaderTests
{
    [Fact]
    public async Task A_feed_is_taken_and_asked_again_only_for_what_changed()
    {
        await using var store = await TestStore.OpenAsync("2026-11-17T12:00Z");
        var asked = new List<string>();
        await using var server = await ServeAsync((context) =>
        {
            asked.Add($"{context.Request.Headers.IfNoneMatch} {context.Request.Headers.IfModifiedSince}".Trim());
            if (context.Request.Headers.IfNoneMatch == "\"one\"")
                return Results.StatusCode(304);
            context.Response.Headers.ETag = "\"one\"";
            context.Response.Headers.LastModified = "Tue, 17 Nov 2026 05:00:00 GMT";
            return Results.Bytes(File.ReadAllBytes(Repository.PathTo("seeds", "formats", "arxiv-rss.xml")), "application/xml");
        });
        using var feeds = Reader(store, server);

        var first = await feeds.AskNextAsync(TestContext.Current.CancellationToken);
        Assert.Null(await feeds.AskNextAsync(TestContext.Current.CancellationToken));
        store.Clock.Now += TimeSpan.FromHours(1);
        Assert.Null(await feeds.AskNextAsync(TestContext.Current.CancellationToken));

        Assert.Equal(("feed", 3, 1), (first!.Format, first.New, first.Replaced));
        Assert.Equal(["", "\"one\" Tue, 17 Nov 2026 05:00:00 GMT"], asked);
        var state = Assert.Single(await StatesAsync(store));
        Assert.Null(state.Problem);
        Assert.Contains("Feed", (await store.SayAsync("status")).Message.Blocks.OfType<DigestBot.Messages.FieldList>().Single().Fields.Select(field => field.Label));
    }

    [Fact]
    public async Task A_feed_that_fails_is_left_alone_for_longer_each_time()
    {
        await using var store = await TestStore.OpenAsync();
        await using var server = await ServeAsync(_ => Results.StatusCode(500));
        using var feeds = Reader(store, server);
        var pauses = new List<TimeSpan>();

        for (var i = 0; i < 8; i++)
        {
            await feeds.AskNextAsync(TestContext.Current.CancellationToken);
            var state = Assert.Single(await StatesAsync(store));
            Assert.Equal("it answered 500", state.Problem);
            pauses.Add(state.AskAfter - state.AskedAt);
            store.Clock.Now = state.AskAfter;
        }

        Assert.Equal([1, 2, 4, 8, 16, 24, 24, 24], pauses.Select(pause => (int)pause.TotalHours));
    }

    [Fact]
    public async Task A_private_address_is_not_asked_unless_it_is_named_even_through_a_redirect()
    {
        await using var store = await TestStore.OpenAsync();
        var asked = 0;
        await using var server = await ServeAsync(context =>
        {
            asked++;
            return Results.Redirect($"http://localhost:{context.Request.Host.Port}/inside");
        });

        using (var unnamed = Reader(store, server, privateHosts: []))
            await unnamed.AskNextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, asked);
        Assert.Contains("private network", Assert.Single(await StatesAsync(store)).Problem, StringComparison.Ordinal);

        store.Clock.Now += TimeSpan.FromDays(2);
        using (var named = Reader(store, server))
            await named.AskNextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, asked);
        Assert.Contains("localhost is on a private network", Assert.Single(await StatesAsync(store)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "http and https")]
    [InlineData("/again", "more than 5 times")]
    public async Task Redirects_lead_nowhere_else(string target, string problem)
    {
        await using var store = await TestStore.OpenAsync();
        await using var server = await ServeAsync(context =>
        {
            context.Response.Headers.Location = target;
            return Results.StatusCode(302);
        });
        using var feeds = Reader(store, server);

        await feeds.AskNextAsync(TestContext.Current.CancellationToken);

        Assert.Contains(problem, Assert.Single(await StatesAsync(store)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    public void Only_addresses_out_in_the_world_are_public(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    private static FeedReader Reader(TestStore store, WebApplication server, IReadOnlyList<string>? privateHosts = null) => new(
        new FeedOptions([new Uri(new Uri(server.Urls.First()), "/feed")], TimeSpan.FromHours(1), privateHosts ?? ["127.0.0.1"]),
        store.Database, store.Ingestor, store.Clock, NullLogger<FeedReader>.Instance);

    private static Task<IReadOnlyList<FeedState>> StatesAsync(TestStore store) =>
        store.ReadAsync(session => new FeedStore(session).ListAsync(CancellationToken.None));

    private static async Task<WebApplication> ServeAsync(Func<HttpContext, IResult> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{ServeProcess.FreePort()}");
        var app = builder.Build();
        app.MapFallback((HttpContext context) => answer(context));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
