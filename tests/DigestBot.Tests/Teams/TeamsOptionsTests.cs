using DigestBot.Host;
using DigestBot.Teams;
using Microsoft.Extensions.Configuration;

namespace DigestBot.Tests.Teams;

/// <summary>Teams is off, or wholly configured, or the host says what is missing.</summary>
public sealed class TeamsOptionsTests
{
    private const string Id = "22222222-2222-4222-8222-222222222222";

    [Fact]
    public void Without_the_section_Teams_is_off() => Assert.Equal((null, null), TeamsOptions.Read(new ConfigurationBuilder().Build().GetSection("DigestBot:Teams")));

    [Fact]
    public void A_registration_with_a_secret_is_enough_and_the_rest_is_the_public_clouds()
    {
        var (options, problem) = Read(("AppId", Id), ("TenantId", Id), ("ClientSecret", "x"));

        Assert.Null(problem);
        Assert.Equal(
            ("https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration", $"https://login.microsoftonline.com/{Id}/oauth2/v2.0/token"),
            (options!.Issuer, options.MetadataAddress.ToString(), options.TokenEndpoint.ToString()));
        Assert.False(options.DangerouslyAcceptUnsignedOnLoopback);
        Assert.Null(options.DevelopmentServiceUrl);
    }

    [Theory]
    [InlineData("ClientSecret=x", "AppId")]
    [InlineData("AppId=x", "AppId")]
    [InlineData($"AppId={Id}", "TenantId")]
    [InlineData($"AppId={Id};TenantId={Id}", "ClientSecret")]
    [InlineData($"AppId={Id};TenantId={Id};ClientSecret=x;ManagedIdentity=true", "Keep one")]
    [InlineData($"AppId={Id};TenantId={Id};ManagedIdentity=yes", "true or false")]
    [InlineData($"AppId={Id};TenantId={Id};CertificatePath=/no/such.pfx", "/no/such.pfx")]
    [InlineData($"AppId={Id};TenantId={Id};ClientSecret=x;MetadataAddress=http://example.org/", "https")]
    [InlineData($"AppId={Id};TenantId={Id};ClientSecret=x;DevelopmentServiceUrl=https://example.org/", "this machine")]
    [InlineData($"AppId={Id};TenantId={Id};DangerouslyAcceptUnsignedOnLoopback=true", "DevelopmentServiceUrl")]
    [InlineData($"AppId={Id};TenantId={Id};ClientSecret=x;ClientSecrat=y", "ClientSecrat")]
    public void What_is_missing_or_wrong_is_named(string settings, string named)
    {
        var (options, problem) = Read([("Issuer", ""), .. settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(setting => (setting.Split('=')[0], setting.Split('=', 2)[1]))]);

        Assert.Null(options);
        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("\"x\"", problem!.Replace("AppId is \"x\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void An_incomplete_section_stops_the_host() =>
        Assert.Throws<ConfigurationException>(() => HostOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("DigestBot:Teams:AppId", (string?)Id)]).Build().GetSection("DigestBot")));

    [Fact]
    public void The_sample_configuration_has_every_option_and_leaves_Teams_off()
    {
        var section = new ConfigurationBuilder().AddJsonFile(Repository.PathTo("appsettings.sample.json")).Build().GetSection("DigestBot:Teams");

        Assert.Equal(TeamsOptions.Defaults.OrderBy(pair => pair.Key), section.GetChildren().Select(child => KeyValuePair.Create(child.Key, child.Value!)).OrderBy(pair => pair.Key));
        Assert.Equal((null, null), TeamsOptions.Read(section));
    }

    private static (TeamsOptions? Options, string? Problem) Read(params (string Key, string Value)[] values) => TeamsOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"DigestBot:Teams:{pair.Key}", (string?)pair.Value))).Build().GetSection("DigestBot:Teams"));
}
