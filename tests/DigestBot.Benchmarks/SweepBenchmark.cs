using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Digests;
using DigestBot.Ingestion;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Scheduling;
using DigestBot.Subscriptions;
using Hangfire;
using Hangfire.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Benchmarks;

/// <summary>A morning: many subscriptions due at once, after one digest file with 300 new papers.</summary>
internal static class SweepBenchmark
{
    public const int Usually = 10_000;
    private const int WarmUp = 5_000;
    private const int NewPapers = 300;

    private static readonly string[] Categories = ["cs.AI", "cs.CL", "cs.IR"];

    private static readonly string[] Topics =
    [
        "retrieval", "agents", "reasoning", "benchmark", "multimodal", "diffusion", "reinforcement learning", "knowledge graph", "recommendation",
        "hallucination", "alignment", "safety", "speech", "translation", "code generation", "planning", "robotics", "medical", "quantization",
        "long context", "fine-tuning", "instruction tuning", "evaluation", "question answering", "summarization", "embedding", "graph neural network",
        "federated learning", "causal", "transformer", "mixture of experts", "chain of thought", "prompt", "vision", "education", "legal", "finance",
        "low-resource", "bias", "privacy",
    ];

    private static readonly string[] Authors = ["Yang Liu", "Wei Zhang", "J. Li", "Chen", "Wang", "Graham Neubig", "Percy Liang"];

    public static async Task RunAsync(IReadOnlyList<CorpusPaper> papers, int subscriptions)
    {
        var runs = subscriptions > Usually ? 1 : 3;
        var costs = new List<Cost>();
        var throughJobs = new List<Cost>();
        var swept = new Swept(0, 0);
        long ledger = 0;
        await using (var known = await Store.WithAsync(papers))
        {
            // The first is not counted: a bot that sweeps in the morning has done so before.
            for (var run = 0; run <= runs; run++)
            {
                await using var store = await Store.CopyOfAsync(known);
                var now = await PrepareAsync(store.Database, papers, run == 0 ? WarmUp : subscriptions);
                var sweep = new DigestSweep(store.Database, new Clock(now), NullLogger<DigestSweep>.Instance);
                var cost = await Cost.OfAsync(async () => swept = await sweep.RunAsync(default));
                if (run > 0)
                    costs.Add(cost);
                await using (var other = await Store.CopyOfAsync(known))
                {
                    var then = await PrepareAsync(other.Database, papers, run == 0 ? WarmUp : subscriptions);
                    cost = await ThroughJobsAsync(other.Database, then);
                }

                if (run > 0)
                    throughJobs.Add(cost);
                await using var session = await store.Database.ReadAsync(default);
                ledger = await session.ValueAsync($"SELECT COUNT(*) FROM ledger", row => row.Long(0), default);
            }
        }

        Console.WriteLine($"{swept.Due} subscriptions due in as many conversations, {NewPapers} new papers in a store of {papers.Count}; {runs} run(s), the median.");
        Console.WriteLine($"{swept.Sent} digests had something to show, on average {(double)ledger / swept.Sent:0.0} papers.");
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var table = new Table("sweep", "due/s", "wall s", "CPU s", "due per CPU s", "peak MB");
        Add($"{subscriptions} due", costs);
        Add("through jobs of 1,000", throughJobs);
        table.Print();

        void Add(string what, List<Cost> some)
        {
            var wall = some.Select(cost => cost.Wall.TotalSeconds).Median();
            var cpu = some.Select(cost => cost.Cpu.TotalSeconds).Median();
            table.Add(what, $"{swept.Due / wall:0}", $"{wall:0.0}", $"{cpu:0.0}", $"{swept.Due / cpu:0}", $"{process.PeakWorkingSet64 / 1e6:0}");
        }
    }

    /// <summary>As the host does it: a plan, jobs in a file of their own, two workers.</summary>
    private static async Task<Cost> ThroughJobsAsync(Database database, DateTimeOffset now)
    {
        var inbox = Directory.CreateTempSubdirectory("digestbot-inbox-");
        var services = new ServiceCollection().AddLogging().AddSingleton(database).AddSingleton<TimeProvider>(new Clock(now)).AddSingleton<DigestSweep>().AddSingleton<Ingestor>()
            .AddSingleton(services => new InboxFolder(inbox.FullName, database, services.GetRequiredService<Ingestor>(), NullLogger<InboxFolder>.Instance))
            .AddJobs(new JobOptions(HasFeeds: false, HasTelemetry: false, TimeZoneInfo.Utc, BackupFolder: "", BackupsKept: 0));
        await using var provider = services.BuildServiceProvider();
        while (!provider.GetRequiredService<InboxFolder>().HasCaughtUp)
            await provider.GetRequiredService<InboxFolder>().LookAsync(default);
        inbox.Delete();
        using var server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                Queues = ["digests"],
                WorkerCount = 2,
                Activator = provider.GetRequiredService<JobActivator>(),
                FilterProvider = provider.GetRequiredService<IJobFilterProvider>(),
            },
            provider.GetRequiredService<JobStorage>());
        var cost = await Cost.OfAsync(async () =>
        {
            await provider.GetRequiredService<DuePushes>().EnqueueAsync(default);
            while (await DueAsync(database, now) > 0)
                await Task.Delay(100);
        });
        await using var session = await database.ReadAsync(default);
        var made = await session.ValueAsync($"SELECT COUNT(*) FROM digests", row => row.Long(0), default);
        Console.WriteLine($"Jobs made {made} digests.");
        return cost;
    }

    private static async Task<long> DueAsync(Database database, DateTimeOffset now)
    {
        await using var session = await database.ReadAsync(default);
        return await session.ValueAsync($"SELECT EXISTS (SELECT 1 FROM subscriptions WHERE next_due <= {now})", row => row.Long(0), default);
    }

    /// <summary>Subscriptions due now, and the day's file; the moment it is.</summary>
    internal static async Task<DateTimeOffset> PrepareAsync(Database database, IReadOnlyList<CorpusPaper> papers, int many)
    {
        var day = papers.Max(paper => paper.DigestDate).AddDays(1);
        var now = Corpus.Start(day).AddHours(9);
        var random = new Random(1);
        await using (var session = await database.WriteAsync(default))
        {
            var covered = await new DigestFileStore(session).LatestSequenceAsync(default);
            var conversations = new ConversationStore(session);
            var subscriptions = new SubscriptionStore(session);
            for (var i = 0; i < many; i++)
            {
                var to = await conversations.KnowAsync(new ConversationReference("local", $"@person{i}", ConversationKind.Direct), default);
                await subscriptions.AddAsync(
                    new Subscription(
                        0, to.Id, 0, OwnerId: null, Filter(i, random), new Schedule(Frequency.Daily, [], new TimeOnly(9, 0), "UTC"),
                        new SubscriptionOptions(SubscriptionOptions.DefaultTop, i % 4 == 0 ? "zh" : "en"),
                        SubscriptionState.Active, null, null, now.AddDays(-30), covered, now),
                    default);
            }

            await session.CommitAsync(default);
        }

        await Corpus.TakeAsync(database, day, "", [.. random.GetItems([.. Corpus.Others(papers)], NewPapers * 2).DistinctBy(p => p.ArxivId).Take(NewPapers).Select(Corpus.Entry)]);
        return now;
    }

    /// <summary>A category alone, with words, words alone, with an exclusion, an author: as many of each as people would write.</summary>
    private static Query Filter(int i, Random random)
    {
        var category = Categories[random.Next(Categories.Length)];
        var topic = Topics[random.Next(Topics.Length)];
        var other = Topics[random.Next(Topics.Length)];
        var text = (i % 20) switch
        {
            0 or 1 => category,
            < 9 => $"{category} {topic}",
            < 12 => $"{category} {topic}, {other}",
            < 15 => $"\"{topic}\"",
            < 17 => $"{topic}, {other}",
            < 19 => $"{category} {topic} -{other.Split(' ')[0]}",
            _ => $"by:\"{Authors[random.Next(Authors.Length)]}\"",
        };
        return QueryParser.Parse(text, new QueryContext(Categories, new DateOnly(2026, 11, 20), QueryMode.Filter)).Value
            ?? throw new InvalidOperationException($"\"{text}\" is not understood.");
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
