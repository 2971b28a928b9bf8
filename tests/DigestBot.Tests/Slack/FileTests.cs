using System.Text;
using DigestBot.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Slack;

/// <summary>Files come from Slack's hosts only, and the token goes nowhere else.</summary>
public sealed class FileTests
{
    private const long Most = 1000;

    [Fact]
    public async Task A_file_is_had_with_the_token()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Files["F1"] = new FakeFile("a.md", "content"u8.ToArray());

        Assert.Equal((null, "content"), await FetchAsync(bot, "F1"));
    }

    [Fact]
    public async Task A_login_page_instead_of_the_file_is_no_file()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Files["F1"] = new FakeFile("a.md", "content"u8.ToArray(), GivesPage: true);

        var (problem, content) = await FetchAsync(bot, "F1");

        Assert.Contains("files:read", problem, StringComparison.Ordinal);
        Assert.Empty(content);
    }

    [Fact]
    public async Task The_token_does_not_follow_a_redirect_to_another_host()
    {
        await using var bot = await SlackBot.StartAsync();
        await using var thief = await FakeSlack.StartAsync();
        thief.Files["F1"] = new FakeFile("a.md", "stolen"u8.ToArray());
        bot.Slack.Files["F1"] = new FakeFile("a.md", [], RedirectTo: new Uri(thief.Root, "/files/F1").AbsoluteUri);

        Assert.NotNull((await FetchAsync(bot, "F1")).Problem);
        Assert.Empty(thief.Calls);
    }

    [Fact]
    public async Task A_redirect_within_Slack_is_followed_and_an_endless_one_is_not()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Files["F1"] = new FakeFile("a.md", new byte[7], RedirectTo: "/files/F2");
        bot.Slack.Files["F2"] = new FakeFile("a.md", "content"u8.ToArray());
        bot.Slack.Files["F3"] = new FakeFile("a.md", [], RedirectTo: "/files/F3");

        Assert.Equal((null, "content"), await FetchAsync(bot, "F1"));
        Assert.NotNull((await FetchAsync(bot, "F3")).Problem);
    }

    [Fact]
    public async Task Too_big_and_unknown_files_are_said_so()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Files["F1"] = new FakeFile("a.md", new byte[Most + 1]);

        Assert.Contains("bigger", (await FetchAsync(bot, "F1")).Problem, StringComparison.Ordinal);
        Assert.NotNull((await FetchAsync(bot, "F9")).Problem);
    }

    private static async Task<(string? Problem, string Content)> FetchAsync(SlackBot bot, string id)
    {
        using var content = new MemoryStream();
        var problem = await bot.Services.GetServices<IFileSource>().Single().FetchAsync(new IncomingFile("a.md", $"T1/{id}"), content, Most, CancellationToken.None);
        return (problem, Encoding.UTF8.GetString(content.ToArray()));
    }
}
