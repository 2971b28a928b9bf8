using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace DigestBot.Tests.Teams;

/// <summary>Who may speak to the bot in Teams' name: the whole suite, with an issuer and keys of our own, over real HTTP.</summary>
public sealed class AuthenticationTests
{
    [Fact]
    public async Task Only_a_right_token_opens_the_door()
    {
        await using var host = await TeamsHost.StartAsync();
        var issuer = host.Issuer;
        var url = host.Connector.ServiceUrl;
        var weak = TestIssuer.NewKey("weak");
        issuer.Publish(weak, "webchat", "skype");
        var imposter = TestIssuer.NewKey("main");
        var symmetric = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('k', 64)));
        var right = issuer.Token(url);
        (string Case, string Token, int Status)[] cases =
        [
            ("right", right, 200),
            ("expired within the skew", issuer.Token(url, from: TimeSpan.FromHours(-2), until: TimeSpan.FromMinutes(-4)), 200),
            ("valid a little later, within the skew", issuer.Token(url, from: TimeSpan.FromMinutes(4)), 200),
            ("a last slash more", issuer.Token(url + "/"), 200),
            ("none", "", 401),
            ("wrong issuer", issuer.Token(url, issuer: "https://sts.windows.net/72f988bf/"), 401),
            ("wrong audience", issuer.Token(url, audience: "33333333-3333-4333-8333-333333333333"), 401),
            ("another's key under a known name", issuer.Token(url, imposter), 401),
            ("a key nobody published", issuer.Token(url, TestIssuer.NewKey("nobody's")), 401),
            ("another algorithm of the right key", issuer.Token(url, algorithm: SecurityAlgorithms.RsaSsaPssSha256), 401),
            ("longer hash", issuer.Token(url, algorithm: SecurityAlgorithms.RsaSha512), 401),
            ("signed with the public key as a secret", Hmac(right, symmetric), 401),
            ("unsigned", Unsigned(right), 401),
            ("signature cut off", right[..(right.LastIndexOf('.') + 1)], 401),
            ("signature of another token", right[..right.LastIndexOf('.')] + issuer.Token(url + "/")[issuer.Token(url + "/").LastIndexOf('.')..], 401),
            ("expired", issuer.Token(url, from: TimeSpan.FromHours(-2), until: TimeSpan.FromMinutes(-6)), 401),
            ("not yet valid", issuer.Token(url, from: TimeSpan.FromMinutes(6), until: TimeSpan.FromHours(2)), 401),
            ("for another service URL", issuer.Token("https://smba.trafficmanager.net/amer/"), 403),
            ("its key is not endorsed for Teams", issuer.Token(url, weak), 403),
            ("five segments", right + ".a.b", 401),
            ("garbage", "a.b.c", 401),
            ("no shape", "x", 401),
            ("longer than 16 kB", right + new string('A', 16 * 1024), 401),
        ];

        foreach (var (name, token, status) in cases)
            Assert.Equal((name, status), (name, (await host.PostAsync(host.Message("help"), token)).Status));
        Assert.Equal(4, await host.Store.CountAsync($"SELECT COUNT(*) FROM inbound"));
    }

    [Fact]
    public async Task A_token_of_a_megabyte_is_refused()
    {
        await using var host = await TeamsHost.StartAsync();
        var token = host.Issuer.Token(host.Connector.ServiceUrl) + new string('A', 1024 * 1024);

        // Kestrel itself refuses such headers; whoever does, nobody enters.
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Endpoint) { Content = new StringContent(host.Message("help").ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        HttpStatusCode status;
        try
        {
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            status = response.StatusCode;
        }
        catch (HttpRequestException)
        {
            status = HttpStatusCode.RequestHeaderFieldsTooLarge;
        }

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, status);
        Assert.Equal(0, await host.Store.CountAsync($"SELECT COUNT(*) FROM inbound"));
        Assert.Equal(200, (await host.PostAsync(host.Message("help"))).Status);
    }

    [Fact]
    public async Task A_new_key_is_read_once_however_many_wait_for_it_and_invented_ones_cost_nothing()
    {
        await using var host = await TeamsHost.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.PostAsync(host.Message("help"))));
        Assert.Equal(1, host.Issuer.Readings);

        for (var i = 0; i < 10; i++)
            Assert.Equal(401, (await host.PostAsync(host.Message("help"), host.Issuer.Token(host.Connector.ServiceUrl, TestIssuer.NewKey($"invented-{i}")))).Status);

        Assert.Equal(1, host.Issuer.Readings);
    }

    [Fact]
    public async Task Without_the_issuers_keys_nobody_enters()
    {
        await using var nothing = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var host = await TeamsHost.StartAsync(options => options with { MetadataAddress = nothing.Address });

        Assert.Equal(503, (await host.PostAsync(host.Message("help"))).Status);
        Assert.Equal(0, await host.Store.CountAsync($"SELECT COUNT(*) FROM inbound"));
    }

    [Fact]
    public async Task What_an_activity_says_of_itself_must_be_right_as_well()
    {
        await using var host = await TeamsHost.StartAsync();
        const string Elsewhere = "https://connector.evil.example/amer";
        var elsewhere = host.Message("help");
        elsewhere["serviceUrl"] = Elsewhere;
        var foreign = host.Message("help");
        foreign["conversation"]!["tenantId"] = "99999999-9999-4999-8999-999999999999";
        var unknownChannel = host.Message("help");
        unknownChannel["channelId"] = "webchat";
        var nameless = host.Message("help");
        nameless.Remove("from");

        Assert.Equal(403, (await host.PostAsync(elsewhere, host.Issuer.Token(Elsewhere))).Status);
        Assert.Equal(403, (await host.PostAsync(foreign)).Status);
        Assert.Equal(403, (await host.PostAsync(unknownChannel)).Status);
        Assert.Equal(400, (await host.PostAsync(nameless)).Status);
        Assert.Equal(0, await host.Store.CountAsync($"SELECT COUNT(*) FROM inbound"));
    }

    [Fact]
    public async Task Anything_but_a_posted_activity_is_answered_properly()
    {
        await using var host = await TeamsHost.StartAsync();

        Assert.Equal(405, await host.StatusAsync(HttpMethod.Get));
        Assert.Equal(405, await host.StatusAsync(HttpMethod.Head));
        Assert.Equal(405, await host.StatusAsync(HttpMethod.Delete));
        Assert.Equal(415, await host.StatusAsync(HttpMethod.Post));
        Assert.Equal(415, await host.StatusAsync(HttpMethod.Post, new StringContent("{}", Encoding.UTF8, "text/plain")));
        Assert.Equal(400, await host.StatusAsync(HttpMethod.Post, Json("")));
        Assert.Equal(400, await host.StatusAsync(HttpMethod.Post, Json("null")));
        Assert.Equal(400, await host.StatusAsync(HttpMethod.Post, Json("[1]")));
        Assert.Equal(400, await host.StatusAsync(HttpMethod.Post, Json("{\"conversation\":7}")));
        Assert.Equal(403, await host.StatusAsync(HttpMethod.Post, Json("{}")));
        Assert.Equal(413, await host.StatusAsync(HttpMethod.Post, Json($"{{\"text\":\"{new string('x', 600_000)}\"}}")));
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("bot.example.org", 401)]
    public async Task The_insecure_switch_works_between_programs_of_this_machine_only(string host, int status)
    {
        await using var bot = await TeamsHost.StartAsync(options => options with { DangerouslyAcceptUnsignedOnLoopback = true, ClientSecret = null });
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, bot.Endpoint) { Content = Json(bot.Message("help").ToJsonString()) };
        request.Headers.Host = $"{host}:{bot.Endpoint.Port}";

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"main\"}")}.{token.Split('.')[1]}.";

    private static string Hmac(string token, SymmetricSecurityKey key)
    {
        var body = $"{Base64UrlEncoder.Encode("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"main\"}")}.{token.Split('.')[1]}";
        return $"{body}.{Base64UrlEncoder.Encode(System.Security.Cryptography.HMACSHA256.HashData(key.Key, Encoding.UTF8.GetBytes(body)))}";
    }
}
