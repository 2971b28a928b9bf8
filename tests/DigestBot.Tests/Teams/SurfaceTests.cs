using System.Text.Json.Nodes;
using DigestBot.Papers.Generated;
using DigestBot.Subscriptions;
using Microsoft.AspNetCore.Http;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Teams;

/// <summary>What people meet in Teams, through the real host: chats, channels, installs, files.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public async Task A_typed_command_is_acknowledged_and_answered_once_however_often_it_comes()
    {
        await using var host = await TeamsHost.StartAsync();
        var message = host.Message("help");

        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (await host.PostAsync(message)).Status);
        await host.PostAsync(host.Message("status"));

        var first = await host.CalledAsync(call => call.Text.Contains("What I can do", StringComparison.Ordinal));
        await host.CalledAsync(call => call.Text.Contains("Status", StringComparison.Ordinal));
        Assert.Equal("a:1ann", first.Conversation);
        Assert.Equal(2, host.Connector.Calls.Count);
    }

    [Fact]
    public async Task A_conversation_is_answered_in_the_order_it_spoke_and_others_do_not_wait_for_it()
    {
        var free = new TaskCompletionSource();
        await using var model = await LoopbackServer.StartAsync(async context =>
        {
            await free.Task;
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        });
        await using var host = await TeamsHost.StartAsync(summaries: new ChatModelOptions(new Uri(model.Address, "v1/"), "key", "small-model"));
        await host.Store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The paper")));

        // The first waits for the model.
        await host.PostAsync(host.Message("card 2601.00001 --fresh"));
        await host.PostAsync(host.Message("help"));
        await host.PostAsync(host.Message("help", "a:1bob"));
        await host.CalledAsync(call => call.Conversation == "a:1bob");
        await host.CalledAsync(call => call.Conversation == "a:1ann");
        Assert.Single(host.Connector.Calls, call => call.Conversation == "a:1ann");
        free.SetResult();

        await host.CalledAsync(call => call.Conversation == "a:1ann" && call.Text.Contains("What I can do", StringComparison.Ordinal));
        Assert.Collection(
            host.Connector.Calls.Where(call => call.Conversation == "a:1ann").Select(call => $"{call.Method} {call.Text}"),
            text => Assert.Matches("^POST .*A model is writing", text), text => Assert.Matches("^PUT .*refused to answer", text), text => Assert.Matches("^POST .*What I can do", text));
    }

    [Fact]
    public async Task The_same_activity_id_in_another_conversation_is_another_event()
    {
        await using var host = await TeamsHost.StartAsync();
        var here = host.Message("help");
        var there = host.Message("help", "19:g@thread.v2", "groupChat");
        there["id"] = here["id"]!.GetValue<string>();

        await host.PostAsync(here);
        await host.PostAsync(there);

        await host.CalledAsync(call => call.Conversation == "a:1ann");
        await host.CalledAsync(call => call.Conversation == "19:g@thread.v2");
    }

    [Fact]
    public async Task In_a_channel_the_mention_is_taken_off_and_the_answer_goes_into_the_post()
    {
        await using var host = await TeamsHost.StartAsync();

        await host.PostAsync(host.InChannel("subscribe everything daily at 8:00"));

        var call = await host.CalledAsync(call => call.Text.Contains("Subscribed", StringComparison.Ordinal));
        Assert.Equal("19:papers@thread.tacv2;messageid=100", call.Conversation);
        Assert.Equal(1, await host.Store.CountAsync($"SELECT COUNT(*) FROM conversations WHERE external_id = '72f988bf-86f1-41af-91ab-2d7cd011db47/19:team@thread.tacv2/19:papers@thread.tacv2'"));
    }

    [Fact]
    public async Task A_digest_is_a_new_post_in_its_channel()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.PostAsync(host.InChannel("subscribe everything on arrival"));
        await host.CalledAsync(call => call.Text.Contains("Subscribed", StringComparison.Ordinal));
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Directory.CreateDirectory(Path.Combine(host.Store.Folder, "inbox"));
        await File.WriteAllTextAsync(Path.Combine(host.Store.Folder, "inbox", $"{today}.md"), Daily(new Listed("2601.00001", "Reading for machines", "cs.CL")), TestContext.Current.CancellationToken);

        var post = await host.CalledAsync(call => call.Path == "/v3/conversations");
        Assert.Contains("Reading for machines", post.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_digest_file_edits_the_post_that_showed_it()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.PostAsync(host.InChannel("subscribe everything on arrival"));
        await host.CalledAsync(call => call.Text.Contains("Subscribed", StringComparison.Ordinal));
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var file = Directory.CreateDirectory(Path.Combine(host.Store.Folder, "inbox")) + $"/{today}.md";
        await File.WriteAllTextAsync(file, Daily(new Listed("2601.00001", "Reading for machines", Tldr: "It finds pivot tonkens.")), TestContext.Current.CancellationToken);
        var post = await host.CalledAsync(call => call.Path == "/v3/conversations");
        await TeamsHost.UntilAsync(async () => await host.Store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Digest' AND state = 'Sent'") == 1);

        await File.WriteAllTextAsync(file, Daily(new Listed("2601.00001", "Reading for machines", Tldr: "It finds pivot tokens.")), TestContext.Current.CancellationToken);

        var edit = await host.CalledAsync(call => call.Method == "PUT");
        Assert.Equal(post.Text.Replace("tonkens", "tokens", StringComparison.Ordinal), edit.Text);
        Assert.Single(host.Connector.Calls, call => call.Path == "/v3/conversations");
    }

    [Fact]
    public async Task Installing_welcomes_once_and_removing_pauses_until_the_bot_is_back()
    {
        await using var host = await TeamsHost.StartAsync();
        var install = host.Activity("installationUpdate");
        install["action"] = "add";
        install["locale"] = "zh-CN";
        install["from"]!.AsObject().Remove("name");
        var added = host.Activity("conversationUpdate");
        added["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:1ann" }, new JsonObject { ["id"] = TeamsHost.Bot });
        await host.PostAsync(install);
        await host.PostAsync(added);
        await host.PostAsync(host.Message("subscribe everything daily at 8:00"));
        await host.CalledAsync(call => call.Text.Contains("#1", StringComparison.Ordinal) || call.Text.Contains("Subscribed", StringComparison.Ordinal) || call.Text.Contains("已订阅", StringComparison.Ordinal));

        var remove = host.Activity("installationUpdate");
        remove["action"] = "remove";
        await host.PostAsync(remove);
        Assert.Equal(SubscriptionState.DeliveryPaused, (await host.Store.SubscriptionAsync(1)).State);

        await host.PostAsync(install);
        Assert.Equal(SubscriptionState.Active, (await host.Store.SubscriptionAsync(1)).State);
        await TeamsHost.UntilAsync(async () => await host.Store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE state = 'Sent'") == 3);
        Assert.Contains("DigestBot", host.Connector.Calls[0].Text, StringComparison.Ordinal);
        Assert.Contains("您好", host.Connector.Calls[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_the_bot_from_a_team_pauses_its_channels_and_no_others()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.PostAsync(host.InChannel("subscribe everything daily at 8:00"));
        await host.PostAsync(host.InChannel("subscribe everything daily at 8:00", channel: "19:other@thread.tacv2"));
        await host.PostAsync(host.Message("subscribe everything daily at 8:00"));
        await TeamsHost.UntilAsync(async () => await host.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions") == 3);

        var removed = host.InChannel("");
        removed["type"] = "conversationUpdate";
        removed["conversation"]!["id"] = "19:team@thread.tacv2";
        removed["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = TeamsHost.Bot });
        await host.PostAsync(removed);

        Assert.Equal(2, await host.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE state = 'DeliveryPaused'"));
        Assert.Equal(1, await host.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE state = 'Active'"));
    }

    [Fact]
    public async Task A_digest_file_sent_in_a_direct_chat_is_taken()
    {
        await using var host = await TeamsHost.StartAsync();
        host.Connector.Next(context => context.Response.WriteAsync(Sample));
        var message = host.Message("");
        message["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "text/html", ["content"] = "<p>ignored</p>" },
            Sent("2026-01-27.md", $"{host.Connector.ServiceUrl}/download?tempauth=secret"),
            Sent("elsewhere.md", "https://sharepoint.com.evil.example/x"));

        await host.PostAsync(message);

        var answer = await host.CalledAsync(call => call.Method == "POST" && call.Text.Contains("2026-01-27.md", StringComparison.Ordinal));
        Assert.Contains("elsewhere.md", answer.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await host.Store.PapersAsync()).Count);
        Assert.Null(host.Connector.Calls.First(call => call.Path.StartsWith("/download", StringComparison.Ordinal)).Authorization);
    }

    [Fact]
    public async Task Other_events_refresh_the_address_and_are_acknowledged()
    {
        await using var host = await TeamsHost.StartAsync();
        foreach (var type in (string[])["messageReaction", "typing", "somethingNew", "conversationUpdate"])
            Assert.Equal(200, (await host.PostAsync(host.Activity(type))).Status);

        Assert.Equal(1, await host.Store.CountAsync($"SELECT COUNT(*) FROM conversations WHERE data LIKE '%amer%'"));
        Assert.Empty(host.Connector.Calls);
    }

    private static string Sample => Daily(
        new Listed("2601.00001", "Reading for machines", "cs.CL"), new Listed("2601.00002", "Another matter", "cs.LG"));

    private static JsonObject Sent(string name, string url) => new()
    {
        ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
        ["name"] = name,
        ["content"] = new JsonObject { ["downloadUrl"] = url, ["uniqueId"] = "1", ["fileType"] = "md" },
    };
}
