using System.Globalization;
using System.Text.Json.Nodes;
using DigestBot.Subscriptions;
using DigestBot.Tests.Host;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Teams;

/// <summary>The host as a process, end to end with Microsoft's own client.</summary>
public sealed class PlaygroundTests
{
    [Fact]
    public async Task A_day_in_Teams_from_the_install_to_the_removal()
    {
        var judges = await Judges.RequireAsync();
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", Daily(new Listed("2601.00001", "Reading for machines"), new Listed("2601.00002", "Another matter", "cs.LG")));
        var (port, botPort) = (ServeProcess.FreePort(), ServeProcess.FreePort());
        await using var bot = ServeProcess.Start(store, botPort, new Dictionary<string, string>
        {
            ["DIGESTBOT__TEAMS__APPID"] = TestIssuer.AppId,
            ["DIGESTBOT__TEAMS__TENANTID"] = TeamsHost.Tenant,
            ["DIGESTBOT__TEAMS__DANGEROUSLYACCEPTUNSIGNEDONLOOPBACK"] = "true",
            ["DIGESTBOT__TEAMS__DEVELOPMENTSERVICEURL"] = $"http://localhost:{port}/_connector",
        });
        await bot.ReadyAsync();
        await using var teams = await Playground.StartAsync(judges, port, new Uri($"http://127.0.0.1:{botPort}/api/messages"));

        await teams.InstallAsync();
        await teams.ShowsAsync("Hello, I am DigestBot", Playground.Personal);

        await teams.SayAsync("subscribe cs.CL on arrival");
        await teams.ShowsAsync("Subscribed, number 1", Playground.Personal);
        await teams.SayAsync("find matter", Playground.Group);
        await teams.ShowsAsync("Another matter", Playground.Group);
        await teams.SayAsync("subscribe everything on arrival", Playground.Channel);
        await teams.ShowsAsync("Subscribed, number 1", Playground.Channel);

        // The card's button replaces it: for whoever pressed it at once, and in the conversation.
        await teams.SayAsync("card 2601.00001");
        var card = await teams.ShowsAsync("A short summary, 00001.", Playground.Personal);
        var button = CardTexts.Actions(card).First(action => action.GetProperty("data").GetProperty("command").GetString()!.StartsWith("abstract", StringComparison.Ordinal));
        var pressed = await teams.InvokeAsync(
            "adaptiveCard/action",
            new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "command", ["data"] = JsonNode.Parse(button.GetProperty("data").GetRawText()) }, ["trigger"] = "manual" },
            card.GetProperty("messageId").GetString());
        Assert.Contains("what it is and why it matters", string.Concat(CardTexts.Of(pressed)), StringComparison.Ordinal);
        await teams.ShowsAsync("what it is and why it matters", Playground.Personal, "updateMessage");

        // A digest file arrives: a message in the direct chat, a new post in the channel.
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "inbox", $"{today}.md"), Daily(new Listed("2601.00009", "News of the day")), TestContext.Current.CancellationToken);
        await teams.ShowsAsync("News of the day", Playground.Personal);
        await teams.ShowsAsync("News of the day", Playground.Channel);

        var found = await teams.InvokeAsync("composeExtension/query", new JsonObject
        {
            ["commandId"] = "find",
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = "words", ["value"] = "matter" }),
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
        });
        Assert.Contains("Another matter", string.Concat(CardTexts.Of(found)), StringComparison.Ordinal);

        await teams.MockAsync("uninstall");
        await bot.UntilAsync(async () => (await store.SubscriptionAsync(1)).State == SubscriptionState.DeliveryPaused, "the direct chat's subscription to pause");
        Assert.Equal(SubscriptionState.Active, (await store.SubscriptionAsync(2)).State);
    }

    /// <summary>A serving process refuses to move its clock where Teams is on, so this host is in the test's process and the test moves it.</summary>
    [Fact]
    public async Task At_nine_the_digest_comes_to_a_direct_chat_and_as_a_new_post_to_a_channel()
    {
        var judges = await Judges.RequireAsync();
        var port = ServeProcess.FreePort();
        await using var host = await TeamsHost.StartAsync(options => options with
        {
            ClientSecret = null, DangerouslyAcceptUnsignedOnLoopback = true, DevelopmentServiceUrl = new Uri($"http://localhost:{port}/_connector"),
        });
        await host.Store.IngestAsync("2026-01-27.md", Daily(new Listed("2601.00001", "Reading for machines")));
        await using var teams = await Playground.StartAsync(judges, port, host.Endpoint);
        await teams.SayAsync("subscribe cs.CL daily at 9:00");
        await teams.ShowsAsync("Subscribed", Playground.Personal);
        await teams.SayAsync("subscribe everything daily at 9:00", Playground.Channel);
        await teams.ShowsAsync("Subscribed", Playground.Channel);
        var before = teams.Events.Count;

        Assert.True(await host.Clock.MoveToAsync(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(1), TestContext.Current.CancellationToken));

        await teams.ShowsAsync("1. Reading for machines", Playground.Personal);
        await teams.ShowsAsync("1. Reading for machines", Playground.Channel);
        Assert.Equal(before + 2, teams.Events.Count);
    }
}
