using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using DigestBot.Data;
using DigestBot.Faults;
using DigestBot.Slack;

namespace DigestBot.Benchmarks;

/// <summary>
/// The command path of Slack: a signed direct message "help" in, the answer out at a stand-in for Slack on loopback; beside Bolt for JavaScript with the same
/// answer in the same run. One message a conversation, several workspaces, so that Slack's own pace does not limit it.
/// </summary>
internal static class SlackBenchmark
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const int Workspaces = 200;
    private const int WarmUp = 100;
    private static readonly byte[] Key = new byte[32];

    /// <param name="bolt">A folder with <c>node_modules/@slack/bolt</c>; null: without it.</param>
    public static async Task RunAsync(string? bolt)
    {
        await using var slack = await StandInSlack.StartAsync();
        var table = new Table("bot", "at once", "messages", "acknowledged ms p50", "p95", "answered ms p50", "p95", "answers/s");
        var folder = Directory.CreateTempSubdirectory("digestbot-slack-").FullName;
        try
        {
            var store = Path.Combine(folder, "store.db");
            await InstallAsync(store);
            using (var host = await ServedHost.StartAsync(store, Settings(slack)))
                await MeasureAsync("DigestBot", new Uri(host.Address, "/slack/events"), slack, table);
            if (bolt is not null)
            {
                using var process = await StartBoltAsync(bolt, slack);
                await MeasureAsync("Bolt for JavaScript", new Uri("http://127.0.0.1:4719/slack/events"), slack, table);
                process.Kill();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        table.Print();
    }

    private static async Task MeasureAsync(string bot, Uri address, StandInSlack slack, Table table)
    {
        var next = 0;
        using var client = new HttpClient();
        await ManyAsync(WarmUp, atOnce: 4);
        foreach (var (messages, atOnce) in ((int, int)[])[(200, 1), (500, 16)])
        {
            var (acknowledged, answered, seconds) = await ManyAsync(messages, atOnce);
            table.Add(bot, $"{atOnce}", $"{messages}", At(acknowledged, 50), At(acknowledged, 95), At(answered, 50), At(answered, 95), (messages / seconds).ToString("0", CultureInfo.InvariantCulture));
        }

        async Task<(IReadOnlyList<double> Acknowledged, IReadOnlyList<double> Answered, double Seconds)> ManyAsync(int messages, int atOnce)
        {
            var results = new ConcurrentBag<(double Acknowledged, double Answered)>();
            var all = Stopwatch.StartNew();
            await Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, token) =>
                results.Add(await OneAsync(client, address, slack, Interlocked.Increment(ref next), token)));
            return ([.. results.Select(result => result.Acknowledged)], [.. results.Select(result => result.Answered)], all.Elapsed.TotalSeconds);
        }
    }

    private static async Task<(double Acknowledged, double Answered)> OneAsync(HttpClient client, Uri address, StandInSlack slack, int number, CancellationToken cancellationToken)
    {
        var (team, channel) = ($"T{number % Workspaces}", $"D{number}");
        var body = $$$"""
            {"token":"t","team_id":"{{{team}}}","api_app_id":"A1","type":"event_callback","event_id":"Ev{{{number}}}","event_time":1,"authorizations":[{"team_id":"{{{team}}}","user_id":"UBOT","is_bot":true}],
            "event":{"type":"message","channel_type":"im","channel":"{{{channel}}}","user":"U{{{number}}}","text":"help","ts":"1760000000.{{{number:D6}}}"}}
            """;
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Slack-Request-Timestamp", $"{timestamp}");
        request.Headers.Add("X-Slack-Signature", "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"))));
        var posted = slack.Expect(channel);
        var time = Stopwatch.StartNew();
        using var response = await client.SendAsync(request, cancellationToken);
        var acknowledged = time.Elapsed.TotalMilliseconds;
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{address} answered {response.StatusCode}.");
        await posted.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return (acknowledged, time.Elapsed.TotalMilliseconds);
    }

    private static string At(IReadOnlyList<double> values, int percent) => values.Order().ElementAt(Math.Min(values.Count - 1, values.Count * percent / 100)).ToString("0.0", CultureInfo.InvariantCulture);

    private static async Task InstallAsync(string store)
    {
        var database = await Database.OpenAsync(store, held: null, CancellationToken.None);
        await using (var session = await database.WriteAsync(CancellationToken.None))
        {
            for (var i = 0; i < Workspaces; i++)
                await new SlackStore(session).InstallAsync(new StoredWorkspace($"T{i}", $"Workspace {i}", "UBOT", new TokenCipher(Key).Encrypt($"xoxb-{i}", $"T{i}"), DateTimeOffset.UnixEpoch), CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        database.Close();
    }

    private static Dictionary<string, string> Settings(StandInSlack slack) => new()
    {
        ["DIGESTBOT__SLACK__APIURL"] = slack.Api.AbsoluteUri, ["DIGESTBOT__SLACK__SIGNINGSECRET"] = Secret, ["DIGESTBOT__SLACK__CLIENTID"] = "client", ["DIGESTBOT__SLACK__WORKSPACES"] = "*",
        ["DIGESTBOT__SLACK__CLIENTSECRET"] = "secret", ["DIGESTBOT__SLACK__TOKENKEY"] = Convert.ToBase64String(Key),
    };

    private static async Task<Process> StartBoltAsync(string folder, StandInSlack slack)
    {
        var script = Path.Combine(folder, "digestbot-bolt.mjs");
        await File.WriteAllTextAsync(script, $$"""
            import pkg from '@slack/bolt';
            const { App, HTTPReceiver, LogLevel } = pkg;
            const answer = JSON.parse(process.env.ANSWER);
            const receiver = new HTTPReceiver({ signingSecret: '{{Secret}}', logLevel: LogLevel.ERROR, endpoints: '/slack/events' });
            const app = new App({ receiver, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: '{{slack.Api}}' }, authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'UBOT' }) });
            app.message('help', async ({ say }) => { await say(answer); });
            await app.start({ port: 4719, host: '127.0.0.1' });
            console.log('ready');
            """);
        var process = Process.Start(new ProcessStartInfo("node", [script]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = folder, Environment = { ["ANSWER"] = slack.LastAnswer } })!;
        await process.StandardOutput.ReadLineAsync();
        return process;
    }
}
