using DigestBot.Host;
using DigestBot.Slack;
using Microsoft.Extensions.Configuration;

namespace DigestBot.Tests.Host;

/// <summary>A configuration that cannot be used says which key, what it holds, and what it should.</summary>
public sealed class HostOptionsTests
{
    [Fact]
    public void The_sample_configuration_names_every_option_with_its_default_and_no_other()
    {
        var sample = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "appsettings.sample.json")).Build().GetSection(HostOptions.Section);

        Assert.Equal(
            HostOptions.Defaults.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            Values(sample));
        Assert.Equal(SummariesSection.Defaults.OrderBy(pair => pair.Key, StringComparer.Ordinal), Values(sample.GetSection(SummariesSection.Section)));
        Assert.Equal(SlackOptions.Defaults.OrderBy(pair => pair.Key, StringComparer.Ordinal), Values(sample.GetSection(SlackOptions.Section)));
    }

    [Fact]
    public void Nothing_configured_is_a_host_on_loopback_in_UTC()
    {
        var options = Read();

        Assert.Equal(("data/digestbot.db", "inbox", "UTC", "http://127.0.0.1:3978/"), (options.Store, options.Inbox, options.Zone, options.Address.ToString()));
    }

    [Theory]
    [InlineData("Inbocks", "in", "Inbox")]
    [InlineData("Zone", "Mars/Olympus", "Europe/Berlin")]
    [InlineData("Zone", "CET2", "IANA")]
    [InlineData("Address", "http://0.0.0.0:3978", "loopback")]
    [InlineData("Address", "https://example.org", "loopback")]
    [InlineData("Address", "3978", "http://127.0.0.1:3978")]
    public void A_value_that_cannot_be_used_names_key_value_and_remedy(string key, string value, string remedy)
    {
        var exception = Assert.Throws<ConfigurationException>(() => Read((key, value)));

        Assert.Contains($"DigestBot:{key}", exception.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Message, StringComparison.Ordinal);
        if (key != "Inbocks")
            Assert.Contains($"\"{value}\"", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Zone", "UTC")]
    [InlineData("http://127.0.0.1:3979/", "Teams:AppId", "22222222-2222-4222-8222-222222222222", "Teams:TenantId", "72f988bf-86f1-41af-91ab-2d7cd011db47", "Teams:ClientSecret", "secret")]
    [InlineData("http://127.0.0.1:3979/", "Slack:BotToken", "xoxb-1", "Slack:SigningSecret", "0123456789abcdef0123456789abcdef")]
    [InlineData(null, "Slack:BotToken", "xoxb-1", "Slack:AppToken", "xapp-1")]
    [InlineData("http://localhost:4001/", "Slack:BotToken", "xoxb-1", "Slack:SigningSecret", "0123456789abcdef0123456789abcdef", "PageAddress", "http://localhost:4001")]
    [InlineData("http://127.0.0.1:5001/", "Slack:BotToken", "xoxb-1", "Slack:SigningSecret", "0123456789abcdef0123456789abcdef", "Address", "http://127.0.0.1:5000")]
    public void The_page_has_an_address_of_its_own_once_others_can_reach_the_host(string? expected, params string[] settings) =>
        Assert.Equal(expected, Read([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))]).PageAddress?.ToString());

    [Theory]
    [InlineData("http://127.0.0.1:3978", "one of its own")]
    [InlineData("http://192.168.0.9:3979", "loopback")]
    public void A_page_address_that_cannot_be_used_names_the_remedy(string value, string remedy) =>
        Assert.Contains(remedy, Assert.Throws<ConfigurationException>(() => Read(("PageAddress", value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Holidays", "12-25 Easter", "\"Easter\"")]
    [InlineData("Telemetry", "collector:4317", "http://127.0.0.1:4318")]
    public void A_list_or_address_that_cannot_be_used_names_what_is_wrong(string key, string value, string named) =>
        Assert.Contains(named, Assert.Throws<ConfigurationException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://ann:secret-word@collector.example")]
    [InlineData("https://secret-word@collector.example:4318/otlp")]
    [InlineData("collector://ann:secret-word@collector.example")]
    public void A_collectors_password_belongs_into_a_header_and_is_never_repeated(string value)
    {
        var exception = Assert.Throws<ConfigurationException>(() => Read(("Telemetry", value)));

        Assert.Contains("OTEL_EXPORTER_OTLP_HEADERS", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://models.example/v1", "", "", "DigestBot:Summaries:Key and DigestBot:Summaries:Model")]
    [InlineData("", "secret-key", "small", "DigestBot:Summaries:Url")]
    [InlineData("http://models.example/v1", "secret-key", "small", "http only on this machine")]
    [InlineData("https://ann:pw@models.example/v1", "secret-key", "small", "DigestBot:Summaries:Url")]
    [InlineData("ftp://models.example/v1", "secret-key", "small", "https://")]
    [InlineData("https://models.example/v1", "secret-key two", "small", "DigestBot:Summaries:Key")]
    public void A_model_for_summaries_is_configured_wholly_or_not_at_all(string url, string key, string model, string remedy)
    {
        var exception = Assert.Throws<ConfigurationException>(() => Read(("Summaries:Url", url), ("Summaries:Key", key), ("Summaries:Model", model)));

        Assert.Contains(remedy, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_for_summaries_does_not_print_its_key()
    {
        var model = Read(("Summaries:Url", "https://models.example/v1"), ("Summaries:Key", "secret-key"), ("Summaries:Model", "small")).Summaries!;

        Assert.Equal(("https://models.example/v1/", "secret-key", "small at models.example"), (model.Url.ToString(), model.Key, model.ToString()));
        Assert.Null(Read(("Summaries:Url", ""), ("Summaries:Key", ""), ("Summaries:Model", " ")).Summaries);
    }

    [Fact]
    public void A_settings_file_that_is_no_JSON_is_named_with_what_is_wrong()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "appsettings.json"), "{ \"DigestBot\": { \"Zone\": \"UTC\", ");

            var exception = Assert.Throws<ConfigurationException>(() => HostOptions.Load(folder));

            Assert.Contains("appsettings.json", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_settings_file_beside_the_program_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "appsettings.json"), "{ \"DigestBot\": { \"zone\": \"europe/berlin\", \"Inbox\": \"/srv/in\" } }");

            Assert.Equal(("Europe/Berlin", "/srv/in"), (HostOptions.Load(folder).Zone, HostOptions.Load(folder).Inbox));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Values(IConfigurationSection section) =>
        section.GetChildren().Where(child => child.Value is not null).Select(child => KeyValuePair.Create(child.Key, child.Value!)).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static HostOptions Read(params (string Key, string Value)[] values) => HostOptions.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"DigestBot:{pair.Key}", (string?)pair.Value)))
            .Build().GetSection(HostOptions.Section));
}
