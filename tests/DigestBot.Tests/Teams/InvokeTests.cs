using System.Text.Json.Nodes;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Teams;

/// <summary>What Teams waits for, through the real host: buttons, dialogs, the message extension.</summary>
public sealed class InvokeTests
{
    [Fact]
    public async Task Pressing_another_language_replaces_the_card_in_place_and_for_everyone()
    {
        await using var host = await TeamsHost.StartAsync();
        await ImportAsync(host);

        var (status, body) = await host.PostAsync(host.Invoke("adaptiveCard/action", Press("abstract 2601.00001"), replyTo: "card-7"));

        Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), (status, body.GetProperty("type").GetString()));
        Assert.Contains("Reading for machines", string.Concat(CardTexts.Of(body.GetProperty("value"))), StringComparison.Ordinal);
        var edit = await host.CalledAsync(call => call.Method == "PUT");
        Assert.EndsWith("/activities/card-7", edit.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_buttons_say_what_they_did_and_answer_in_the_conversation_once()
    {
        await using var host = await TeamsHost.StartAsync();
        var press = host.Invoke("adaptiveCard/action", Press("subscribe everything daily at 8:00"), replyTo: "card-7");

        var first = await host.PostAsync(press);
        var again = await host.PostAsync(press);

        Assert.Contains("Subscribed", first.Body.GetProperty("value").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, again.Body.GetProperty("statusCode").GetInt32());
        await host.CalledAsync(call => call.Text.Contains("Subscribed", StringComparison.Ordinal));
        Assert.Equal(1, await host.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions"));
    }

    [Fact]
    public async Task A_button_of_an_old_client_comes_as_a_message_and_works()
    {
        await using var host = await TeamsHost.StartAsync();
        var submit = host.Activity("message");
        submit["value"] = new JsonObject { ["command"] = "status" };
        submit["replyToId"] = "card-7";

        await host.PostAsync(submit);

        await host.CalledAsync(call => call.Text.Contains("Status", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dialog_opens_with_the_form_and_filled_in_it_subscribes()
    {
        await using var host = await TeamsHost.StartAsync();
        await ImportAsync(host);

        var (_, opened) = await host.PostAsync(host.Invoke("task/fetch", new JsonObject { ["data"] = new JsonObject { ["command"] = "subscribe" } }));
        var card = opened.GetProperty("task").GetProperty("value").GetProperty("card").GetProperty("content");
        var filled = new JsonObject { ["form"] = Assert.Single(CardTexts.Actions(card)).GetProperty("data").GetProperty("form").GetString() };
        foreach (var input in CardTexts.Objects(card).Where(found => found.TryGetProperty("id", out _) && found.TryGetProperty("value", out _)))
            filled[input.GetProperty("id").GetString()!] = input.GetProperty("value").GetString();
        filled["~categories"] = "cs.CL";
        filled["time"] = "07:15";
        var (status, _) = await host.PostAsync(host.Invoke("task/submit", new JsonObject { ["data"] = filled }));

        Assert.Equal(200, status);
        await TeamsHost.UntilAsync(async () => await host.Store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Reply'") == 1);
        var answer = await host.CalledAsync(_ => true);
        Assert.Contains("cs.CL", answer.Text, StringComparison.Ordinal);
        Assert.Contains("07:15", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zone", "Mars/Base", "Mars/Base")]
    [InlineData("words", "\"credit assignment", "quote")]
    [InlineData("words", "cs.LGG", "cs.LGG")]
    [InlineData("~categories", "cs.CL,a%2Cb", "a,b")]
    public async Task A_dialog_with_a_mistake_stays_open_says_it_and_keeps_what_was_filled_in(string input, string wrong, string said)
    {
        await using var host = await TeamsHost.StartAsync();
        await ImportAsync(host);
        var filled = new JsonObject { ["form"] = "subscribe", ["~categories"] = "cs.CL", ["words"] = "retrieval", ["frequency"] = "daily", ["time"] = "07:15", ["zone"] = "Europe/Berlin", ["top"] = "5" };
        filled[input] = wrong;

        var (_, answer) = await host.PostAsync(host.Invoke("task/submit", new JsonObject { ["data"] = filled.DeepClone() }));

        Assert.Equal("continue", answer.GetProperty("task").GetProperty("type").GetString());
        var card = answer.GetProperty("task").GetProperty("value").GetProperty("card").GetProperty("content");
        Assert.Contains(said, CardTexts.Of(card).First(), StringComparison.OrdinalIgnoreCase);
        var kept = CardTexts.Objects(card).Where(found => found.TryGetProperty("id", out _) && found.TryGetProperty("value", out _))
            .ToDictionary(found => found.GetProperty("id").GetString()!, found => found.GetProperty("value").GetString());
        Assert.All(filled.Where(field => field.Key != "form"), field => Assert.Equal(field.Value!.GetValue<string>(), kept[field.Key]));
        Assert.Equal(0, await host.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions"));
        Assert.Equal(0, await host.Store.CountAsync($"SELECT COUNT(*) FROM outbox"));

        (filled["zone"], filled["words"], filled["~categories"]) = ("Europe/Berlin", "retrieval", "cs.CL");
        var (status, closed) = await host.PostAsync(host.Invoke("task/submit", new JsonObject { ["data"] = filled.DeepClone() }));
        Assert.Equal((200, System.Text.Json.JsonValueKind.Undefined), (status, closed.ValueKind));
        await TeamsHost.UntilAsync(async () => await host.Store.CountAsync($"SELECT COUNT(*) FROM subscriptions") == 1);
    }

    [Fact]
    public async Task The_message_extension_finds_papers_and_their_cards_have_no_buttons()
    {
        await using var host = await TeamsHost.StartAsync();
        await ImportAsync(host);

        var (_, found) = await host.PostAsync(host.Invoke("composeExtension/query", Query("words", "reading")));
        var (_, newest) = await host.PostAsync(host.Invoke("composeExtension/query", Query("initialRun", "true")));
        var (_, mistake) = await host.PostAsync(host.Invoke("composeExtension/query", Query("words", "\"reading")));

        var result = Assert.Single(found.GetProperty("composeExtension").GetProperty("attachments").EnumerateArray());
        Assert.Equal("Reading for machines", result.GetProperty("preview").GetProperty("content").GetProperty("title").GetString());
        Assert.Empty(CardTexts.Actions(result.GetProperty("content")));
        Assert.Equal(2, newest.GetProperty("composeExtension").GetProperty("attachments").GetArrayLength());
        Assert.Equal("message", mistake.GetProperty("composeExtension").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("fileConsent/invoke", 501)]
    [InlineData("composeExtension/selectItem", 501)]
    [InlineData("adaptiveCard/action", 200)]
    [InlineData("task/fetch", 400)]
    [InlineData("task/submit", 400)]
    public async Task An_invoke_that_makes_no_sense_is_answered_so(string name, int status)
    {
        await using var host = await TeamsHost.StartAsync();

        Assert.Equal(status, (await host.PostAsync(host.Invoke(name, new JsonObject { ["action"] = 7 }))).Status);
        Assert.Equal(status, (await host.PostAsync(host.Invoke(name, JsonValue.Create("x")))).Status);
        Assert.Equal(0, await host.Store.CountAsync($"SELECT COUNT(*) FROM inbound"));
    }

    private static string Sample => Daily(
        new Listed("2601.00001", "Reading for machines", "cs.CL"), new Listed("2601.00002", "Another matter", "cs.LG"));

    private static async Task ImportAsync(TeamsHost host) => await host.Store.IngestAsync("2026-01-27.md", Sample);

    private static JsonObject Press(string command) =>
        new() { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "command", ["data"] = new JsonObject { ["command"] = command } }, ["trigger"] = "manual" };

    private static JsonObject Query(string name, string value) => new()
    {
        ["commandId"] = "find",
        ["parameters"] = new JsonArray(new JsonObject { ["name"] = name, ["value"] = value }),
        ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
    };
}
