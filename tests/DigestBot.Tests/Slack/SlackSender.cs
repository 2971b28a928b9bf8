using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace DigestBot.Tests.Slack;

/// <summary>What Slack sends a bot for what people do, signed with its secret at its time.</summary>
internal class SlackSender(FakeSlack slack, Uri address, TimeProvider clock)
{
    private static readonly HttpClient Http = new();
    private int _events;

    public FakeSlack Slack => slack;

    public Uri Address => address;

    /// <summary>A signed request, as Slack sends it.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string body, string mediaType, long? at = null, string? signature = null, string secret = FakeSlack.SigningSecret, params (string Name, string Value)[] headers)
    {
        var timestamp = (at ?? clock.GetUtcNow().ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", signature ?? Sign(secret, timestamp, body));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Http.SendAsync(request);
    }

    public static string Sign(string secret, string timestamp, string body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    public async Task<HttpResponseMessage> EventAsync(JsonObject happened, string? eventId = null, params (string Name, string Value)[] headers)
    {
        var response = await PostAsync("/slack/events", Envelope(happened, eventId ?? $"Ev{++_events}").ToJsonString(), "application/json", headers: headers);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    public JsonObject Envelope(JsonObject happened, string eventId) => new()
    {
        ["token"] = "t", ["team_id"] = FakeSlack.Team, ["api_app_id"] = "A1", ["type"] = "event_callback", ["event_id"] = eventId,
        ["event_time"] = clock.GetUtcNow().ToUnixTimeSeconds(), ["event"] = happened.DeepClone(),
        ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = FakeSlack.Team, ["user_id"] = FakeSlack.BotUser, ["is_bot"] = true, ["is_enterprise_install"] = false }),
    };

    public JsonObject Said(string text, string channel = "D1", string user = "U1", string? thread = null)
    {
        var ts = $"17600{++_events:D5}.000200";
        Slack.Said[ts] = true;
        if (thread is not null)
            Slack.Said[thread] = true;
        return new JsonObject
        {
            ["type"] = channel.StartsWith('D') ? "message" : "app_mention", ["channel_type"] = channel.StartsWith('D') ? "im" : "channel", ["channel"] = channel, ["user"] = user,
            ["text"] = channel.StartsWith('D') ? text : $"<@{FakeSlack.BotUser}> {text}", ["ts"] = ts, ["event_ts"] = ts, ["thread_ts"] = thread,
        };
    }

    public string SlashForm(string text, string channel = "C1", string user = "U1") => string.Join('&', Slash(text, channel, user).Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value!.ToString())}"));

    public JsonObject Slash(string text, string channel = "C1", string user = "U1") => new()
    {
        ["token"] = "t", ["team_id"] = FakeSlack.Team, ["channel_id"] = channel, ["channel_name"] = channel.StartsWith('D') ? "directmessage" : "nlp", ["user_id"] = user, ["user_name"] = "ann",
        ["command"] = "/papers", ["text"] = text, ["api_app_id"] = "A1", ["trigger_id"] = Slack.NewTrigger(user), ["response_url"] = Slack.NewResponseUrl(channel, user),
    };

    public JsonObject Click(FakePost post, string label, string user = "U1")
    {
        var button = post.Button(label);
        return Interaction("block_actions", user, new JsonObject
        {
            ["channel"] = new JsonObject { ["id"] = post.Channel, ["name"] = "nlp" }, ["response_url"] = Slack.NewResponseUrl(post.Channel, user, post.Ts, post.OnlyFor is not null),
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = post.Ts, ["channel_id"] = post.Channel, ["is_ephemeral"] = post.OnlyFor is not null, ["thread_ts"] = post.ThreadTs },
            ["message"] = new JsonObject { ["ts"] = post.Ts, ["thread_ts"] = post.ThreadTs },
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = button["action_id"]!.GetValue<string>(), ["value"] = button["value"]!.GetValue<string>(), ["block_id"] = "b" }),
        });
    }

    public JsonObject Interaction(string type, string user, JsonObject more)
    {
        var all = new JsonObject
        {
            ["type"] = type, ["team"] = new JsonObject { ["id"] = FakeSlack.Team, ["domain"] = "d" }, ["user"] = new JsonObject { ["id"] = user, ["username"] = "ann", ["team_id"] = FakeSlack.Team },
            ["api_app_id"] = "A1", ["trigger_id"] = Slack.NewTrigger(user),
        };
        foreach (var (name, value) in more)
            all[name] = value?.DeepClone();
        return all;
    }

    /// <summary>The body that came with the acknowledgement.</summary>
    public async Task<string> InteractAsync(JsonObject interaction)
    {
        var response = await PostAsync("/slack/interactivity", $"payload={Uri.EscapeDataString(interaction.ToJsonString())}", "application/x-www-form-urlencoded");
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Over HTTP, as the frame of a socket would carry it; what came with the acknowledgement.</summary>
    public async Task<JsonNode?> DeliverAsync(string type, JsonObject payload)
    {
        const string form = "application/x-www-form-urlencoded";
        var response = type switch
        {
            "events_api" => await PostAsync("/slack/events", payload.ToJsonString(), "application/json"),
            "slash_commands" => await PostAsync("/slack/commands", string.Join('&', payload.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value!.ToString())}")), form),
            _ => await PostAsync("/slack/interactivity", $"payload={Uri.EscapeDataString(payload.ToJsonString())}", form),
        };
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync() is { Length: > 0 } text ? JsonNode.Parse(text) : null;
    }
}
