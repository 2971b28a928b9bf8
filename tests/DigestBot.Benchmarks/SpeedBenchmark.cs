using System.CommandLine;
using System.Diagnostics;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Benchmarks;

/// <summary><c>search-speed --papers N</c>: short, title-like, Chinese and common-word queries over generated papers, each in a session of its own.</summary>
internal static class SpeedBenchmark
{
    private const int PerFile = 300;
    private const int Queries = 100;
    private const int Top = 10;
    private static readonly DateOnly FirstDay = new(2020, 1, 1);

    public static Command Create()
    {
        var papers = new Option<int>("--papers") { Description = "How many papers.", DefaultValueFactory = _ => 100_000 };
        var command = new Command("search-speed", "Times searches over generated papers.") { papers };
        command.SetAction((result, _) => RunAsync(result.GetValue(papers)));
        return command;
    }

    private static async Task RunAsync(int count)
    {
        var generated = new GeneratedPapers();
        await using var store = await Store.NewAsync();
        var load = await LoadAsync(store, generated, count);
        var settle = await Cost.OfAsync(store.SettleAsync);
        var digest = await ArriveAsync(store, generated, count);

        var random = new Random(1);
        var picked = Enumerable.Range(0, Queries).Select(_ => generated.Paper(random.Next(count))).ToList();
        var chinese = Enumerable.Range(0, count).Select(i => (i * 7919L) % count).Select(i => generated.Paper((int)i)).Where(p => p.Summaries.Count > 0).Take(Queries).ToList();
        var table = new Table("query", "example", "CPU ms p50", "p95", "p99", "wall ms p50", "p95", "p99");
        await AddAsync("short", [.. picked.Select((p, i) => Adjacent(p.Title!, 2 + (i % 2), random))]);
        await AddAsync("title-like", [.. picked.Select(p => p.Title!)]);
        await AddAsync("Chinese", [.. chinese.Select(p => string.Join(' ', Runs(p.Summaries["zh"].Tldr!, random)))]);
        await AddAsync("common words", [.. picked.Select(_ => string.Join(' ', random.GetItems([.. generated.CommonWords], 4).Distinct()))]);
        Console.WriteLine($"{count} generated papers; {Queries} queries of each kind, warm, top {Top}, expansion on.");
        table.Print();

        var facts = new Table("papers", "load papers/s (wall)", "papers per CPU s", "settle s", "300 more searchable after ms", "store MB", "index MB", "resident MB");
        await using var session = await store.Database.ReadAsync(default);
        var index = await session.ValueAsync($"SELECT SUM(LENGTH(block)) FROM papers_fts_data", row => row.Long(0), default);
        facts.Add(
            $"{count}", $"{count / load.Wall.TotalSeconds:0}", $"{count / load.Cpu.TotalSeconds:0}", $"{settle.Wall.TotalSeconds:0.0}", $"{digest.Wall.TotalMilliseconds:0}",
            $"{store.Bytes / 1024 / 1024}", $"{index / 1024 / 1024}", $"{Process.GetCurrentProcess().WorkingSet64 / 1024 / 1024}");
        Console.WriteLine();
        facts.Print();

        async Task AddAsync(string kind, IReadOnlyList<string> queries)
        {
            foreach (var query in queries.Take(10))
                await FindAsync(store, query);
            var costs = new List<Cost>();
            foreach (var query in queries)
                costs.Add(await Cost.OfAsync(() => FindAsync(store, query)));
            var cpu = costs.ConvertAll(cost => cost.Cpu.TotalMilliseconds);
            var wall = costs.ConvertAll(cost => cost.Wall.TotalMilliseconds);
            var example = queries[0].Length > 32 ? queries[0][..32] + "…" : queries[0];
            table.Add(kind, example, $"{cpu.Median():0.0}", $"{cpu.Percentile(95):0.0}", $"{cpu.Percentile(99):0.0}", $"{wall.Median():0.0}", $"{wall.Percentile(95):0.0}", $"{wall.Percentile(99):0.0}");
        }
    }

    /// <summary>Only what the store takes counts, not the making of the papers.</summary>
    private static async Task<Cost> LoadAsync(Store store, GeneratedPapers generated, int count)
    {
        var (wall, cpu) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var first = 0; first < count; first += PerFile)
        {
            var entries = Enumerable.Range(first, Math.Min(PerFile, count - first)).Select(generated.Paper).ToList();
            var cost = await Cost.OfAsync(() => Corpus.TakeAsync(store.Database, FirstDay.AddDays(first / PerFile), "", entries));
            (wall, cpu) = (wall + cost.Wall, cpu + cost.Cpu);
        }

        return new Cost(wall, cpu);
    }

    /// <summary>One more digest file, until one of its papers is found.</summary>
    private static async Task<Cost> ArriveAsync(Store store, GeneratedPapers generated, int count)
    {
        var entries = Enumerable.Range(count, PerFile).Select(generated.Paper).ToList();
        return await Cost.OfAsync(async () =>
        {
            await Corpus.TakeAsync(store.Database, FirstDay.AddDays((count / PerFile) + 1), "-new", entries);
            await using var session = await store.Database.ReadAsync(default);
            await new PaperSearch(session).FindAsync(new Query { Ids = [entries[^1].ArxivId!.Value] }, Top, default);
        });
    }

    private static async Task FindAsync(Store store, string text)
    {
        await using var session = await store.Database.ReadAsync(default);
        var papers = new PaperStore(session);
        var known = await papers.KnownCategoriesAsync(default);
        if (QueryParser.Parse(text, new QueryContext(known, JudgedSet.Today, QueryMode.Search)).Value is not { } query)
            return;
        await papers.ListAsync((await new PaperSearch(session).FindAsync(query, Top, default)).Ids, default);
    }

    private static string Adjacent(string title, int count, Random random)
    {
        var words = title.Split(' ');
        var start = random.Next(words.Length - count + 1);
        return string.Join(' ', words[start..(start + count)]);
    }

    /// <summary>Two words of two to four signs.</summary>
    private static IEnumerable<string> Runs(string text, Random random)
    {
        var runs = text.Split('，', '。').Where(run => run.Length >= 4).ToArray();
        return random.GetItems(runs.Length > 0 ? runs : [text[..4]], 2).Select(run => run[..random.Next(2, 5)]);
    }
}
