using System.Text.Json.Nodes;
using DigestBot.Slack;

namespace DigestBot.Tests.Slack;

/// <summary>The app manifests: what Slack's schema asks for, and no more and no less than what the bot does.</summary>
public sealed class ManifestTests
{
    private static readonly string[] Names = ["http", "socket-mode"];

    [Fact]
    public async Task Both_pass_Slacks_schema()
    {
        var judges = await Judges.RequireAsync();

        var (exit, output) = await Judges.RunAsync(judges, TimeSpan.FromMinutes(1), "node", ["slack/manifest/check.cjs", .. Names.Select(PathTo)]);

        Assert.Equal(0, exit);
        Assert.Equal(Names.Select(name => $"{PathTo(name)} ok"), output.Trim().Split('\n'));
    }

    [Fact]
    public void They_ask_for_the_scopes_the_bot_needs_and_doctor_checks() =>
        Assert.All(Names, name => Assert.Equal(SlackCheck.Scopes.Keys.Order(StringComparer.Ordinal), Texts(Read(name)["oauth_config"]!["scopes"]!["bot"])));

    [Fact]
    public void Every_event_they_subscribe_is_handled()
    {
        var receiver = File.ReadAllText(Repository.PathTo("src", "DigestBot.Slack", "SlackReceiver.cs"));

        Assert.All(Names, name => Assert.All(
            Texts(Read(name)["settings"]!["event_subscriptions"]!["bot_events"]), type => Assert.Contains($"\"{type.Split('.')[0]}\"", receiver, StringComparison.Ordinal)));
    }

    [Fact]
    public void Addresses_are_those_the_bot_serves()
    {
        var http = Read("http");

        Assert.Equal(
            SlackEndpoints.Paths,
            new[]
            {
                http["settings"]!["event_subscriptions"]!["request_url"], http["features"]!["slash_commands"]![0]!["url"],
                http["settings"]!["interactivity"]!["request_url"], http["settings"]!["interactivity"]!["message_menu_options_url"],
            }.Select(url => new Uri(url!.GetValue<string>()).AbsolutePath));
        Assert.DoesNotContain("https://", Read("socket-mode").ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("related", Read("socket-mode")["features"]!["shortcuts"]![0]!["callback_id"]!.GetValue<string>());
    }

    private static string PathTo(string name) => Repository.PathTo("manifests", "slack", $"{name}.json");

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(PathTo(name)))!;

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => item!.GetValue<string>()).Order(StringComparer.Ordinal);
}
