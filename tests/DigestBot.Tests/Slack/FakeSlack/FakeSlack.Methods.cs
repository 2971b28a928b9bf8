using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace DigestBot.Tests.Slack;

/// <summary>The methods, each as strict as Slack's page about it.</summary>
internal sealed partial class FakeSlack
{
    private readonly ConcurrentDictionary<string, (long Issued, string User)> _triggers = new();
    private readonly ConcurrentDictionary<string, bool> _exchanged = new();

    public ConcurrentDictionary<string, FakeResponse> Responses { get; } = new();

    /// <summary>Codes a person's browser would bring back from Slack's consent page.</summary>
    public ConcurrentDictionary<string, (string Team, string Token)> Codes { get; } = new();

    /// <summary>Three seconds with Slack; longer here, as the machine the tests run on may be busy.</summary>
    public TimeSpan TriggerLife { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Good for one view.</summary>
    public string NewTrigger(string user = "U1")
    {
        var trigger = $"{Interlocked.Increment(ref _sequence)}.trigger";
        _triggers[trigger] = (TimeProvider.System.GetTimestamp(), user);
        return trigger;
    }

    /// <summary>An address to answer a command or a click at.</summary>
    public string NewResponseUrl(string channel, string user, string? ts = null, bool isEphemeral = false)
    {
        var id = $"r{Interlocked.Increment(ref _sequence)}";
        Responses[id] = new FakeResponse(channel, user, ts, isEphemeral);
        return new Uri(Root, $"/hooks/{id}").AbsoluteUri;
    }

    private JsonObject Answer(string method, string token, JsonObject arguments)
    {
        if (method == "apps.connections.open")
            return token == AppToken ? Ok(("url", $"ws://{Network?.Authority ?? Root.Authority}/link?ticket={NewTicket()}&app_id=A1")) : Failed(token.Length == 0 ? "not_authed" : "invalid_auth");
        if (method == "oauth.v2.access")
            return OAuth(token, arguments);
        if (token.Length == 0)
            return Failed("not_authed");
        if (!Tokens.TryGetValue(token, out var team))
            return Failed("invalid_auth");
        return method switch
        {
            "auth.test" => Ok(("team_id", team), ("team", "Fake workspace"), ("user_id", BotUser), ("bot_id", "BBOT"), ("url", "https://fake.slack.com/"), ("user", "digestbot")),
            "chat.postMessage" => Post(arguments, onlyFor: null),
            "chat.postEphemeral" => Text(arguments, "user") is { } user ? Post(arguments, user) : Failed("invalid_arguments"),
            "chat.update" => Update(arguments),
            "chat.delete" => Place(arguments) ?? (Posts.TryRemove(Text(arguments, "ts") ?? "", out _) ? Ok() : Failed("message_not_found")),
            "chat.unfurl" => Unfurl(arguments),
            "views.open" => OpenView(arguments),
            "views.publish" => PublishHome(arguments),
            "users.info" => User(arguments),
            "conversations.open" => Ok(("channel", new JsonObject { ["id"] = Text(arguments, "users") == "U2" ? "D2" : "D1" })),
            "conversations.info" => Channels.TryGetValue(Text(arguments, "channel") ?? "", out var channel)
                ? Ok(("channel", new JsonObject { ["id"] = Text(arguments, "channel"), ["name"] = channel.Name, ["is_archived"] = channel.IsArchived }))
                : Failed("channel_not_found"),
            "files.info" => File(arguments),
            _ => Failed("unknown_method"),
        };
    }

    private JsonObject Post(JsonObject arguments, string? onlyFor)
    {
        if (Place(arguments) is { } refused)
            return refused;
        if (Content(arguments, longestText: 40_000) is { } fault)
            return fault;
        if (Text(arguments, "thread_ts") is { } thread && !Posts.ContainsKey(thread) && !Said.ContainsKey(thread))
            return Failed("thread_not_found");
        if (onlyFor is null && (Text(arguments, "unfurl_links") != "false" || Text(arguments, "unfurl_media") != "false") && Text(arguments, "text")!.Contains("http", StringComparison.Ordinal))
            return Failed("a_preview_would_be_made");
        var ts = NextTs();
        var channel = Text(arguments, "channel")!;
        Posts[ts] = new FakePost(channel, ts, Text(arguments, "thread_ts"), onlyFor, Text(arguments, "text") ?? "", arguments["blocks"]?.DeepClone() as JsonArray, Edited: false);
        return onlyFor is null ? Ok(("channel", channel), ("ts", ts), ("message", new JsonObject { ["text"] = Text(arguments, "text"), ["ts"] = ts })) : Ok(("message_ts", ts));
    }

    private JsonObject Update(JsonObject arguments)
    {
        if (Place(arguments) is { } refused)
            return refused;
        if (Content(arguments, longestText: 4000) is { } fault)
            return fault;
        if (Text(arguments, "ts") is not { } ts || !Posts.TryGetValue(ts, out var post) || post.OnlyFor is not null)
            return Failed("message_not_found");
        // Blocks that are not given stay; an empty array takes them away.
        var blocks = arguments["blocks"]?.DeepClone() as JsonArray ?? post.Blocks;
        Posts[ts] = post with { Text = Text(arguments, "text") ?? "", Blocks = blocks is { Count: 0 } ? null : blocks, Edited = true };
        return Ok(("channel", post.Channel), ("ts", ts), ("text", post.Text));
    }

    private static JsonObject Unfurl(JsonObject arguments)
    {
        var isDraft = Text(arguments, "unfurl_id") is not null && Text(arguments, "source") is not null;
        if (!isDraft && (Text(arguments, "channel") is null || Text(arguments, "ts") is null))
            return Failed("missing_ts");
        foreach (var (url, card) in arguments["unfurls"]!.AsObject())
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.Host.EndsWith("arxiv.org", StringComparison.Ordinal))
                return Failed("cannot_unfurl_url");
            if (BlockKitRules.Check(card!["blocks"]!.AsArray(), BlockKitRules.MessageBlocks) is { } fault)
                return Failed("cannot_parse_attachment", fault);
        }

        return Ok();
    }

    private JsonObject OpenView(JsonObject arguments)
    {
        var trigger = Text(arguments, "trigger_id") ?? "";
        if (!_triggers.TryGetValue(trigger, out var issued))
            return Failed("invalid_trigger_id");
        if (!_exchanged.TryAdd(trigger, true))
            return Failed("exchanged_trigger_id");
        if (TimeProvider.System.GetElapsedTime(issued.Issued) > TriggerLife)
            return Failed("expired_trigger_id");
        return View("views.open", issued.User, arguments["view"]!.AsObject(), "modal");
    }

    private JsonObject PublishHome(JsonObject arguments) => View("views.publish", Text(arguments, "user_id")!, arguments["view"]!.AsObject(), "home");

    private JsonObject View(string method, string user, JsonObject view, string type)
    {
        if (view["type"]?.GetValue<string>() != type)
            return Failed("invalid_arguments", "[json-pointer:/view/type]");
        if (BlockKitRules.Check(view["blocks"]!.AsArray(), BlockKitRules.ViewBlocks) is { } fault || (fault = BlockKitRules.CheckView(view)) is not null)
            return Failed("invalid_arguments", fault);
        var id = $"V{Interlocked.Increment(ref _sequence)}";
        Views.Enqueue(new FakeView(method, id, user, (JsonObject)view.DeepClone()));
        return Ok(("view", new JsonObject { ["id"] = id, ["hash"] = "1.abc", ["type"] = type }));
    }

    private JsonObject User(JsonObject arguments)
    {
        var user = new JsonObject
        {
            ["id"] = Text(arguments, "user"), ["name"] = "ann", ["real_name"] = "Ann Lee", ["tz"] = Zone, ["tz_offset"] = 3600, ["is_bot"] = false,
            ["profile"] = new JsonObject { ["display_name"] = "Ann", ["real_name"] = "Ann Lee" },
        };
        if (Text(arguments, "include_locale") == "true")
            user["locale"] = Locale;
        return Ok(("user", user));
    }

    private JsonObject File(JsonObject arguments) => Text(arguments, "file") is { } id && Files.TryGetValue(id, out var file)
        ? Ok(("file", new JsonObject
        {
            ["id"] = id, ["name"] = file.Name, ["mimetype"] = file.MediaType, ["size"] = file.Content.Length,
            ["url_private"] = new Uri(Root, $"/files/{id}").AbsoluteUri, ["url_private_download"] = new Uri(Root, $"/files/{id}").AbsoluteUri,
        }))
        : Failed("file_not_found");

    /// <summary>Client credentials come by HTTP Basic; a code is good once.</summary>
    private JsonObject OAuth(string credentials, JsonObject arguments)
    {
        if (credentials != "Basic " + Convert.ToBase64String("client:client-secret"u8))
            return Failed("bad_client_secret");
        if (!Codes.TryRemove(Text(arguments, "code") ?? "", out var install))
            return Failed("invalid_code");
        Tokens[install.Token] = install.Team;
        return Ok(
            ("access_token", install.Token), ("token_type", "bot"), ("scope", "chat:write,commands"), ("bot_user_id", BotUser), ("app_id", "A1"), ("is_enterprise_install", false),
            ("team", new JsonObject { ["id"] = install.Team, ["name"] = "Installed" }), ("enterprise", null), ("authed_user", new JsonObject { ["id"] = "U1" }));
    }

    private JsonObject? Place(JsonObject arguments) => Text(arguments, "channel") is not { } id || !Channels.TryGetValue(id, out var channel) ? Failed("channel_not_found")
        : channel.IsArchived ? Failed("is_archived")
        : channel.IsMember ? null
        : Failed("not_in_channel");

    private static JsonObject? Content(JsonObject arguments, int longestText)
    {
        var text = Text(arguments, "text");
        if (string.IsNullOrWhiteSpace(text))
            return Failed("no_text");
        if (text.Length > longestText)
            return Failed("msg_too_long");
        if (text.Contains("<!", StringComparison.Ordinal) || text.Contains("<@", StringComparison.Ordinal))
            return Failed("a_mention_got_through");
        return BlockKitRules.Check(arguments["blocks"] as JsonArray, BlockKitRules.MessageBlocks) is not { } fault ? null
            : fault == BlockKitRules.TooLong ? Failed("msg_blocks_too_long")
            : Failed("invalid_blocks", fault);
    }

    private static string? Text(JsonObject arguments, string name) => arguments[name]?.ToString();

    private static JsonObject Ok(params (string Name, JsonNode? Value)[] fields)
    {
        var reply = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in fields)
            reply[name] = value;
        return reply;
    }

    private static JsonObject Failed(string code, string? detail = null) => JsonNode.Parse(Error(code, detail))!.AsObject();
}
