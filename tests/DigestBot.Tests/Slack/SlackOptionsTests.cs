using DigestBot.Slack;
using Microsoft.Extensions.Configuration;

namespace DigestBot.Tests.Slack;

/// <summary>Absent settings are Slack off; incomplete ones name what is missing; secrets are never printed.</summary>
public sealed class SlackOptionsTests
{
    private const string Key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    [Fact]
    public void Without_values_Slack_is_off()
    {
        Assert.Equal((null, null), Read());
        Assert.Equal((null, null), Read(("BotToken", ""), ("ApiUrl", "https://slack.com/api/")));
    }

    [Theory]
    [InlineData("BotToken=xoxb-1;AppToken=xapp-1")]
    [InlineData("BotToken=xoxb-1;SigningSecret=s")]
    [InlineData("BotToken=xoxb-1;SigningSecret=s;AppToken=xapp-1;PreviousSigningSecret=p")]
    [InlineData("ClientId=1.2;ClientSecret=c;SigningSecret=s;TokenKey=" + Key)]
    public void What_is_complete_is_taken(string settings)
    {
        var (options, problem) = Read(settings);

        Assert.Null(problem);
        Assert.NotNull(options);
        Assert.DoesNotContain("xoxb-1", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SigningSecret=s", "BotToken")]
    [InlineData("BotToken=xoxb-secret", "AppToken")]
    [InlineData("BotToken=secret;SigningSecret=s", "xoxb-")]
    [InlineData("BotToken=xoxb-secret;AppToken=secret", "xapp-")]
    [InlineData("BotToken=xoxb-secret;AppToken=xapp-1;PreviousSigningSecret=p", "SigningSecret")]
    [InlineData("ClientId=1;SigningSecret=s;TokenKey=" + Key, "ClientSecret")]
    [InlineData("ClientId=1;ClientSecret=c;SigningSecret=s", "TokenKey")]
    [InlineData("ClientId=1;ClientSecret=c;SigningSecret=s;TokenKey=secret", "openssl")]
    [InlineData("ClientId=1;ClientSecret=c;TokenKey=" + Key, "SigningSecret")]
    [InlineData("ClientId=1;BotToken=xoxb-secret;SigningSecret=s", "both set")]
    [InlineData("BotTokens=xoxb-secret", "no option")]
    [InlineData("BotToken=xoxb-secret;SigningSecret=s;ApiUrl=http://slack.com/api", "https")]
    public void What_is_incomplete_is_named_without_the_secret(string settings, string named)
    {
        var (options, problem) = Read(settings);

        Assert.Null(options);
        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret;", problem + ";", StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb-secret", problem, StringComparison.Ordinal);
    }

    private static (SlackOptions? Options, string? Problem) Read(string settings) => Read([.. settings.Split(';').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);

    private static (SlackOptions? Options, string? Problem) Read(params (string Key, string Value)[] values) => SlackOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Slack:{pair.Key}", (string?)pair.Value))).Build().GetSection("Slack"));
}
