using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using DigestBot.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DigestBot.Benchmarks;

/// <summary>
/// From a message posted to its acknowledgement and to its answer at the connector: our command path, everything durable, beside the agents
/// SDK's echo, which keeps nothing. Same machine, same run, by turns; no tokens on either side.
/// </summary>
internal static class TeamsBenchmark
{
    private const string AppId = "22222222-2222-4222-8222-222222222222";
    private const string Tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private const int Rounds = 3;
    private const int Warmup = 50;

    public static async Task RunAsync(IReadOnlyList<CorpusPaper> papers)
    {
        await using var connector = await Connector.StartAsync();
        await using var store = await Store.WithAsync(papers);
        using var ours = await ServedHost.StartAsync(store.Database.Path, new Dictionary<string, string>
        {
            ["DIGESTBOT__TEAMS__APPID"] = AppId,
            ["DIGESTBOT__TEAMS__TENANTID"] = Tenant,
            ["DIGESTBOT__TEAMS__DANGEROUSLYACCEPTUNSIGNEDONLOOPBACK"] = "true",
            ["DIGESTBOT__TEAMS__DEVELOPMENTSERVICEURL"] = connector.Address.ToString(),
        });
        using var echo = await EchoBot.StartAsync();
        using var client = new HttpClient();
        (string Name, Uri Address, string Text, Func<TimeSpan> Cpu)[] contestants =
        [
            ("agents SDK, echo", echo.Address, "help", () => echo.Cpu),
            ("DigestBot, `help`", ours.Address, "help", () => ours.Cpu),
            ("DigestBot, `find` in 20,000 papers", ours.Address, "find language model reasoning", () => ours.Cpu),
        ];
        foreach (var (name, address, text, _) in contestants)
            await LoadAsync(client, connector, address, text, Warmup, 4);

        foreach (var atOnce in (int[])[1, 8])
        {
            Console.WriteLine($"{atOnce} at once");
            Console.WriteLine("| | acknowledged ms p50 | p95 | answered ms p50 | p95 | answers/s | CPU ms each |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
            var results = contestants.ToDictionary(contestant => contestant.Name, _ => new List<Result>());
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (name, address, text, cpu) in contestants)
                {
                    // A hundred is what a tenant takes in a burst; more would measure our patience with Teams' limits.
                    var before = cpu();
                    var result = await LoadAsync(client, connector, address, text, 100, atOnce);
                    results[name].Add(result with { CpuEach = (cpu() - before).TotalMilliseconds / 100 });
                    await Task.Delay(TimeSpan.FromSeconds(4));
                }
            }

            foreach (var (name, rounds) in results)
            {
                var acknowledged = rounds.SelectMany(round => round.Acknowledged).Order().ToList();
                var answered = rounds.SelectMany(round => round.Answered).Order().ToList();
                Console.WriteLine($"| {name} | {At(acknowledged, .5):0.0} | {At(acknowledged, .95):0.0} | {At(answered, .5):0.0} | {At(answered, .95):0.0} | {rounds.Select(round => round.PerSecond).Order().ElementAt(Rounds / 2):0} | {rounds.Select(round => round.CpuEach).Order().ElementAt(Rounds / 2):0.0} |");
            }
        }
    }

    private static double At(List<double> sorted, double part) => sorted[(int)(part * (sorted.Count - 1))];

    private static async Task<Result> LoadAsync(HttpClient client, Connector connector, Uri address, string text, int messages, int atOnce)
    {
        var acknowledged = new ConcurrentBag<double>();
        var answered = new ConcurrentBag<double>();
        var whole = Stopwatch.StartNew();
        await Parallel.ForAsync(0, messages, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, token) =>
        {
            // Everybody has a chat of their own, as a conversation's messages wait for each other.
            var conversation = $"a:{Guid.NewGuid():N}";
            var answer = connector.Expect(conversation);
            var time = Stopwatch.StartNew();
            using var body = new StringContent(Activity(connector.Address, conversation, text), Encoding.UTF8, "application/json");
            using (var response = await client.PostAsync(new Uri(address, "/api/messages"), body, token))
                response.EnsureSuccessStatusCode();
            acknowledged.Add(time.Elapsed.TotalMilliseconds);
            await answer.WaitAsync(TimeSpan.FromSeconds(60), token);
            answered.Add(time.Elapsed.TotalMilliseconds);
        });
        return new Result([.. acknowledged], [.. answered], messages / whole.Elapsed.TotalSeconds, 0);
    }

    private static string Activity(Uri serviceUrl, string conversation, string text) => JsonSerializer.Serialize(new
    {
        type = "message",
        id = Guid.NewGuid().ToString(),
        channelId = "msteams",
        serviceUrl,
        from = new { id = $"29:{conversation}", name = "Ann" },
        recipient = new { id = $"28:{AppId}", name = "Bot" },
        conversation = new { id = conversation, conversationType = "personal", tenantId = Tenant },
        locale = "en-US",
        text,
        textFormat = "plain",
    });

    private sealed record Result(IReadOnlyList<double> Acknowledged, IReadOnlyList<double> Answered, double PerSecond, double CpuEach);

    /// <summary>Takes every message and tells who waits for it.</summary>
    private sealed class Connector : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _expected = new();
        private WebApplication? _app;

        public Uri Address => new(_app!.Urls.Single());

        public static async Task<Connector> StartAsync()
        {
            var connector = new Connector();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            connector._app = builder.Build();
            connector._app.Run(connector.AnswerAsync);
            await connector._app.StartAsync();
            return connector;
        }

        public Task Expect(string conversation) => _expected.GetOrAdd(conversation, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

        private Task AnswerAsync(HttpContext context)
        {
            if (_expected.TryRemove(Uri.UnescapeDataString(context.Request.Path.Value!.Split('/')[3]), out var waiting))
                waiting.SetResult();
            context.Response.StatusCode = 201;
            return context.Response.WriteAsync("{\"id\":\"1\"}");
        }
    }
}
