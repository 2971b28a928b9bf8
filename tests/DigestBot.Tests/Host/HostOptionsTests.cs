using DigestBot.Host;
using Microsoft.Extensions.Configuration;

namespace DigestBot.Tests.Host;

public sealed class HostOptionsTests
{
    [Fact]
    public void The_sample_configuration_names_every_option_with_its_default_and_no_other()
    {
        var sample = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "appsettings.sample.json")).Build().GetSection(HostOptions.Section);

        Assert.Equal(
            HostOptions.Defaults.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            sample.GetChildren().Select(child => KeyValuePair.Create(child.Key, child.Value!)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_not_configured_has_its_default() =>
        Assert.Equal(new HostOptions("data/digestbot.db", "inbox", "UTC", new Uri("http://127.0.0.1:3978")), Read());

    [Theory]
    [InlineData("Inbx", "x", "DigestBot:Inbx is no option I know. Options: Store, Inbox, Zone, Address.")]
    [InlineData("Zone", "Mars/Olympus", "DigestBot:Zone is \"Mars/Olympus\"")]
    [InlineData("Address", "http://0.0.0.0:80", "DigestBot:Address is \"http://0.0.0.0:80\". The host listens on loopback only")]
    [InlineData("Address", "tomorrow", "DigestBot:Address is \"tomorrow\"")]
    public void What_cannot_be_used_is_refused_with_key_value_and_remedy(string key, string value, string message) =>
        Assert.StartsWith(message, Assert.Throws<ConfigurationException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    private static HostOptions Read(params (string Key, string Value)[] settings) => HostOptions.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"{HostOptions.Section}:{s.Key}", (string?)s.Value)))
            .Build()
            .GetSection(HostOptions.Section));
}
