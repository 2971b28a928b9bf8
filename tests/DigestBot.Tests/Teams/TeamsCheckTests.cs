using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DigestBot.Channels;
using DigestBot.Teams;
using DigestBot.Teams.Connector;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DigestBot.Tests.Teams;

/// <summary>What the doctor says of Teams, and a certificate instead of a secret.</summary>
public sealed class TeamsCheckTests
{
    [Fact]
    public async Task All_is_well_or_it_says_what_is_not()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var connector = await ConnectorStub.StartAsync();
        await using var wrong = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        var well = new TeamsOptions(TestIssuer.AppId, TeamsHost.Tenant) { ClientSecret = "x", MetadataAddress = issuer.Metadata, TokenEndpoint = connector.TokenEndpoint };

        var good = await LookAsync(well);
        var bad = await LookAsync(well with { MetadataAddress = wrong.Address, TokenEndpoint = wrong.Address });
        var open = await LookAsync(well with { DangerouslyAcceptUnsignedOnLoopback = true });

        Assert.All(good, result => Assert.True(result.IsWell));
        Assert.Equal([false, false, true], bad.Select(result => result.IsWell));
        Assert.False(Assert.Single(open).IsWell);
    }

    private static Task<IReadOnlyList<CheckResult>> LookAsync(TeamsOptions options) => new TeamsCheck(options, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_certificate_proves_who_we_are()
    {
        await using var connector = await ConnectorStub.StartAsync();
        using var http = new HttpClient();
        var path = Path.Combine(Directory.CreateTempSubdirectory("digestbot-test-").FullName, "bot.pfx");
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pkcs12, "pass"), TestContext.Current.CancellationToken);
        var options = new TeamsOptions(TestIssuer.AppId, TeamsHost.Tenant) { CertificatePath = path, CertificatePassword = "pass", TokenEndpoint = connector.TokenEndpoint };
        using var token = new ConnectorToken(http, options, TimeProvider.System, NullLogger<ConnectorToken>.Instance);

        Assert.NotNull(await token.GetAsync(TestContext.Current.CancellationToken));

        var form = connector.TokenForm!.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        var assertion = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            ValidIssuer = TestIssuer.AppId, ValidAudience = connector.TokenEndpoint.AbsoluteUri, IssuerSigningKey = new X509SecurityKey(certificate),
        });
        Assert.True(assertion.IsValid);
        Assert.Equal(TestIssuer.AppId, assertion.Claims["sub"]);
        Assert.Equal(Base64UrlEncoder.Encode(certificate.GetCertHash()), new JsonWebToken(form["client_assertion"]).X5t);
    }
}
