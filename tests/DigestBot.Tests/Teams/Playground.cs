using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DigestBot.Tests.Teams;

/// <summary>Microsoft's Agents Playground without its window: a real Teams client and connector, driven over HTTP and a WebSocket.</summary>
internal sealed partial class Playground : IAsyncDisposable
{
    public const string Me = "29:1ann";
    public const string Personal = "a:1personal";
    public const string Group = "19:group1@thread.v2";
    public const string Channel = "19:papers1@thread.tacv2";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly string Configuration = Repository.PathTo("manifests", "teams", "playground.yml");

    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client;
    private readonly List<JsonElement> _events = [];
    private readonly string _folder;

    private Playground(Process process, string folder, int port)
    {
        (_process, _folder, Port) = (process, folder, port);
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public int Port { get; }

    /// <summary>What the client showed, oldest first.</summary>
    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    public static async Task<Playground> StartAsync(string judges, int port, Uri bot)
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-playground-").FullName;
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["TEAMSAPPTESTER_BROWSER"] = "none", ["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = Configuration },
        };
        foreach (var argument in (string[])
            [
                "-r", Path.Combine(judges, "teams", "playground", "loopback.cjs"), Path.Combine(judges, "node_modules", "@microsoft", "m365agentsplayground", "cli.js"), "start",
                "-e", bot.ToString(), "-c", "msteams", "-p", $"{port}", "--disable-telemetry",
            ])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Deadline);
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (Listening().Match(line) is not { Success: true } listening)
                continue;
            Assert.Equal($"{port}", listening.Groups[1].Value);
            // What it says from now on must not fill its pipe.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var playground = new Playground(process, folder, port);
            // As its window does: before the configuration was read, it refuses sockets.
            await playground._client.GetStringAsync(new Uri("/_internal/v1/testConfig", UriKind.Relative), deadline.Token);
            await playground._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/_ws_conversation/v1/conversations/stream"), deadline.Token);
            _ = playground.ListenAsync();
            return playground;
        }

        throw new InvalidOperationException("The playground ended before it listened.");
    }

    /// <summary>A message; where several talk, with the bot's mention.</summary>
    public Task SayAsync(string text, string conversation = Personal)
    {
        const string Mention = "<at>DigestBot</at>";
        var body = new JsonObject { ["from"] = new JsonObject { ["id"] = Me }, ["text"] = text, ["textFormat"] = "plain" };
        if (conversation != Personal)
        {
            body["text"] = $"{Mention} {text}";
            body["textFormat"] = "xml";
            body["mentions"] = new JsonArray(new JsonObject { ["mentioned"] = new JsonObject { ["id"] = TeamsHost.Bot }, ["text"] = Mention });
        }

        return PostAsync($"/_conversation/v1/conversations/{Uri.EscapeDataString(conversation)}/messages", body);
    }

    /// <summary>The bot's answer to an invoke.</summary>
    public Task<JsonElement> InvokeAsync(string name, JsonNode value, string? replyTo = null, string conversation = Personal) => PostAsync("/_conversation/v1/invoke", new JsonObject
    {
        ["name"] = name,
        ["value"] = value,
        ["from"] = new JsonObject { ["id"] = Me },
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["replyToId"] = replyTo,
    });

    public Task InstallAsync(string conversation = Personal) => PostAsync($"/_debug/conversation/{Uri.EscapeDataString(conversation)}/installation", new JsonObject());

    /// <summary>An event of the client's own making: install, uninstall, botRemoved …</summary>
    public async Task MockAsync(string type, string conversation = Personal)
    {
        var activity = await _client.GetFromJsonAsync<JsonObject>($"/_internal/v1/customActivities/template?conversationId={Uri.EscapeDataString(conversation)}&type={type}");
        await PostAsync("/_internal/v1/customActivities", activity!);
    }

    /// <summary>Waits until the client shows a card of the bot's with such a text; its message.</summary>
    public async Task<JsonElement> ShowsAsync(string text, string? conversation = null, string action = "createMessage")
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            foreach (var shown in Events)
            {
                if (shown.GetProperty("action").GetString() == action && string.Concat(CardTexts.Of(shown)).Contains(text, StringComparison.Ordinal)
                    && (conversation is null || shown.GetProperty("actionConversationId").GetString()!.StartsWith(conversation, StringComparison.Ordinal)))
                    return shown.GetProperty("message");
            }

            Assert.True(waited.Elapsed < Deadline, $"The client does not show \"{text}\" but: {string.Join('\n', Events.Select(shown => string.Concat(CardTexts.Of(shown))))}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<JsonElement> PostAsync(string path, JsonNode body)
    {
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await _socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
                    length += received.Count;
                }
                while (!received.EndOfMessage);
                lock (_events)
                    _events.Add(JsonDocument.Parse(buffer.AsMemory(0, length).ToArray()).RootElement);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
        }
    }

    [GeneratedRegex(@"Listening on (\d+)")]
    private static partial Regex Listening();
}
