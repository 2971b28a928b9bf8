using DigestBot.Host;
using DigestBot.Host.CommandLine;
using DigestBot.Slack;

namespace DigestBot.Tests.Slack;

/// <summary>The command that tells what is wrong with the settings and what to do.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task Good_tokens_with_a_scope_missing_name_the_scope_and_what_it_is_for()
    {
        await using var slack = await FakeSlack.StartAsync();

        var (exit, said) = await RunAsync(SlackBot.SocketOptions(slack));

        Assert.Equal(1, exit);
        Assert.Contains("Fake workspace (T1)", said, StringComparison.Ordinal);
        Assert.Contains("lacks chat:write.public (to answer and post in public channels", said, StringComparison.Ordinal);
        Assert.Contains("Socket Mode works", said, StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb-", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_well_is_said_so()
    {
        await using var slack = await FakeSlack.StartAsync();
        slack.Scopes = string.Join(',', SlackCheck.Scopes.Keys);

        var (exit, said) = await RunAsync(SlackBot.HttpOptions(slack) with { SigningSecret = "0123456789abcdef0123456789abcdef" });

        Assert.Equal(0, exit);
        Assert.DoesNotContain("WRONG", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invalid_auth", "Copy the Bot User OAuth Token")]
    [InlineData("account_inactive", "Install it again")]
    [InlineData("html", "slack.com")]
    public async Task Each_failure_comes_with_what_to_do(string error, string remedy)
    {
        await using var slack = await FakeSlack.StartAsync();
        slack.Refuse("auth.test", error: error);

        var (exit, said) = await RunAsync(SlackBot.HttpOptions(slack) with { SigningSecret = "xyz" });

        Assert.Equal(1, exit);
        Assert.Contains(remedy, said, StringComparison.Ordinal);
        Assert.Contains("not the Client Secret", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_token_that_opens_nothing_is_said_so()
    {
        await using var slack = await FakeSlack.StartAsync();

        Assert.Contains("Turn on Socket Mode", (await RunAsync(SlackBot.SocketOptions(slack) with { AppToken = "xapp-other" })).Said, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Said)> RunAsync(SlackOptions options)
    {
        using var said = new StringWriter();
        return (await DoctorCommand.RunAsync([new SlackCheck(options)], new Terminal(said, said, ".", IsInteractive: false), CancellationToken.None), said.ToString());
    }
}
