using System.Text.Json.Nodes;
using DigestBot.Tests.Host;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Slack;

/// <summary>
/// The bot as it runs, from installation to removal, over both transports. Its clock cannot be moved with Slack configured, so digests come on arrival;
/// at nine they come in <see cref="DigestAtNineTests"/>.
/// </summary>
public sealed class SlackProcessTests
{
    [Theory]
    [InlineData("http")]
    [InlineData("socket")]
    public async Task From_installing_to_removing(string transport)
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var store = await TestStore.OpenAsync();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        File.WriteAllText(Path.Combine(store.Folder, "earlier.md"), Daily(new Listed("2601.00001", "Known before")));
        Assert.Equal(0, (await store.RunAsync("import", "earlier.md", "--day", $"{today.AddDays(-1):yyyy-MM-dd}")).Exit);
        await using var host = ServeProcess.Start(store, settings: Settings(slack, transport));
        await host.ReadyAsync();
        var sender = new SlackSender(slack, new Uri($"http://127.0.0.1:{host.Port}"), TimeProvider.System);
        Task<JsonNode?> DeliverAsync(string type, JsonObject payload) => transport == "socket" ? slack.SendAsync(type, payload, acceptsPayload: true) : sender.DeliverAsync(type, payload);
        async Task<FakePost> PostAsync(string channel, Func<FakePost, bool> fits, string what)
        {
            await host.UntilAsync(() => Task.FromResult(slack.In(channel).Any(fits)), what);
            return slack.In(channel).First(fits);
        }

        // Added to a channel, opened by a person.
        await DeliverAsync("events_api", sender.Envelope(new JsonObject { ["type"] = "member_joined_channel", ["user"] = FakeSlack.BotUser, ["channel"] = "C1", ["inviter"] = "U1" }, "Ev-joined"));
        await DeliverAsync("events_api", sender.Envelope(new JsonObject { ["type"] = "app_home_opened", ["user"] = "U1", ["channel"] = "D1", ["tab"] = "home" }, "Ev-home"));
        var welcome = await PostAsync("C1", post => post.Text.Contains("DigestBot", StringComparison.Ordinal), "the welcome");
        await PostAsync("D1", post => post.Text.Contains("DigestBot", StringComparison.Ordinal), "the direct welcome");
        await host.UntilAsync(() => Task.FromResult(slack.Views.Any(view => view.Method == "views.publish")), "the Home tab");

        // Subscribed in a form, in the channel and in the direct chat.
        await DeliverAsync("interactive", sender.Click(welcome, "Subscribe…"));
        await host.UntilAsync(() => Task.FromResult(slack.Views.Any(view => view.Method == "views.open")), "the form");
        var form = slack.Views.First(view => view.Method == "views.open");
        Assert.Equal("cs.CL", (await DeliverAsync("interactive", sender.Interaction("block_suggestion", "U1", new JsonObject { ["value"] = "cs" })))!["options"]![0]!["value"]!.GetValue<string>());
        await DeliverAsync("interactive", SurfaceTests.Submission(sender, form, ("categories", SurfaceTests.Options("cs.CL")), ("frequency", SurfaceTests.Option("on arrival"))));
        await PostAsync("C1", post => post.All.Contains("Subscribed", StringComparison.Ordinal), "the confirmation");
        await DeliverAsync("events_api", sender.Envelope(sender.Said("subscribe everything on arrival"), "Ev-subscribe"));
        await PostAsync("D1", post => post.All.Contains("Subscribed", StringComparison.Ordinal), "the direct confirmation");

        // A digest in both, and from it a card in another language.
        Directory.CreateDirectory(Path.Combine(store.Folder, "inbox"));
        File.WriteAllText(Path.Combine(store.Folder, "inbox", $"{today:yyyy-MM-dd}.md"), Daily(new Listed("2601.00002", "Dropped just now")));
        var digest = await PostAsync("C1", post => post.All.Contains("Dropped just now", StringComparison.Ordinal), "the digest");
        await PostAsync("D1", post => post.All.Contains("Dropped just now", StringComparison.Ordinal), "the direct digest");
        await DeliverAsync("interactive", sender.Click(digest, "Card 1"));
        var card = await PostAsync("C1", post => post.Ts != digest.Ts && post.All.Contains("Method", StringComparison.Ordinal), "the card");
        await DeliverAsync("interactive", sender.Click(card, "Abstract"));
        await host.UntilAsync(() => Task.FromResult(slack.Posts[card.Ts].Edited && slack.Posts[card.Ts].All.Contains("what it is and why it matters", StringComparison.Ordinal)), "the changed card");

        // Removed: paused, not forgotten.
        await DeliverAsync("events_api", sender.Envelope(new JsonObject { ["type"] = "app_uninstalled" }, "Ev-removed"));
        await host.UntilAsync(async () => await store.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE state = 'DeliveryPaused'") == 2, "the pause");
        Assert.Equal(0, await host.StopAsync());
        Assert.DoesNotContain("Exception", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeSlack.BotToken, host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Dropped just now", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_crash_is_answered_after_it()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var store = await TestStore.OpenAsync();
        var settings = Settings(slack, "http");
        slack.Refuse("users.info", error: "hang");
        await using (var host = ServeProcess.Start(store, settings: settings))
        {
            await host.ReadyAsync();
            var sender = new SlackSender(slack, new Uri($"http://127.0.0.1:{host.Port}"), TimeProvider.System);
            await sender.EventAsync(sender.Said("help"));
            await host.UntilAsync(() => Task.FromResult(slack.CallsOf("users.info").Any()), "the work to begin");
            await host.KillAsync();
        }

        Assert.Empty(slack.In("D1"));
        await using var again = ServeProcess.Start(store, settings: settings);
        await again.UntilAsync(() => Task.FromResult(slack.In("D1").Count == 1), "the answer");
    }

    private static Dictionary<string, string> Settings(FakeSlack slack, string transport) => new()
    {
        ["DigestBot__Slack__BotToken"] = FakeSlack.BotToken,
        ["DigestBot__Slack__ApiUrl"] = slack.Api.AbsoluteUri,
        [transport == "socket" ? "DigestBot__Slack__AppToken" : "DigestBot__Slack__SigningSecret"] = transport == "socket" ? FakeSlack.AppToken : FakeSlack.SigningSecret,
    };
}

/// <summary>A subscription of the form, delivered at its time in a channel and in a direct chat.</summary>
public sealed class DigestAtNineTests
{
    [Fact]
    public async Task At_nine_in_the_readers_zone_the_digest_is_in_the_channel_and_in_the_direct_chat()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "Read at nine")));
        foreach (var channel in (string[])["C1", "D1"])
            await bot.SayAsync("subscribe cs.CL weekdays at 09:00", channel);

        await bot.Store.SweepAtAsync("2026-01-28T07:59:59Z");
        await bot.DeliverAsync();
        Assert.DoesNotContain(bot.Slack.Posts.Values, IsDigest);

        await bot.Store.SweepAtAsync("2026-01-28T08:00Z");
        await bot.DeliverAsync();
        Assert.Equal(["C1", "D1"], bot.Slack.Posts.Values.Where(IsDigest).Select(post => post.Channel).Order(StringComparer.Ordinal));
    }

    private static bool IsDigest(FakePost post) => post.All.Contains("1 shown", StringComparison.Ordinal);
}
