using DigestBot.Ingestion;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Benchmarks;

/// <summary>Queries as people type them: parsed, searched, and the ten best papers read.</summary>
internal static class SearchBenchmark
{
    private const int Queries = 100;
    private const int Top = 10;

    // Among the most frequent words of the corpus that are no stop words.
    private static readonly string[] Common = ["models", "language", "learning", "data", "tasks", "performance", "method", "training", "results", "framework"];

    public static async Task RunAsync(IReadOnlyList<CorpusPaper> papers)
    {
        await using var store = await Store.WithAsync(papers);
        var seed = Samples.Seed("004");
        await new Ingestor(store.Database, TimeProvider.System, NullLogger<Ingestor>.Instance).IngestFileAsync(seed, given: null, progress: null, default);

        var random = new Random(1);
        var picked = random.GetItems([.. papers.Where(p => Words(p.Title).Length >= 5)], Queries);
        var table = new Table("query", "example", "CPU ms p50", "CPU ms p95", "wall ms p50", "wall ms p95");
        await AddAsync("2 or 3 title words", [.. picked.Select((p, i) => Some(p.Title, 2 + (i % 2)))]);
        await AddAsync("a whole title", [.. picked.Select(p => string.Join(' ', Words(p.Title)))]);
        await AddAsync("3 or 4 common words", [.. picked.Select(_ => string.Join(' ', random.GetItems(Common, 4).Distinct()))]);
        await AddAsync("a category and 2 words", [.. picked.Select(p => "cs.CL " + Some(p.Title, 2))]);
        await AddAsync("a phrase", [.. picked.Select(p => $"\"{Some(p.Title, 3)}\"")]);
        await AddAsync("Chinese", [.. await ChineseAsync(store, random)]);
        Console.WriteLine($"{Queries} queries of each kind over {papers.Count} papers and seed 004, each in a session of its own; top {Top}.");
        table.Print();

        string Some(string title, int count)
        {
            var words = Words(title);
            var start = random.Next(words.Length - count + 1);
            return string.Join(' ', words[start..(start + count)]);
        }

        async Task AddAsync(string kind, IReadOnlyList<string> queries)
        {
            // Once to warm up, once to measure.
            foreach (var query in queries)
                await FindAsync(store, query);
            var costs = new List<Cost>();
            foreach (var query in queries)
                costs.Add(await Cost.OfAsync(() => FindAsync(store, query)));
            var cpu = costs.ConvertAll(cost => cost.Cpu.TotalMilliseconds);
            var wall = costs.ConvertAll(cost => cost.Wall.TotalMilliseconds);
            var example = queries[0].Length > 40 ? queries[0][..40] + "…" : queries[0];
            table.Add(kind, example, $"{cpu.Median():0.0}", $"{cpu.Percentile(95):0.0}", $"{wall.Median():0.0}", $"{wall.Percentile(95):0.0}");
        }
    }

    private static async Task FindAsync(Store store, string text)
    {
        await using var session = await store.Database.ReadAsync(default);
        var papers = new PaperStore(session);
        var known = await papers.KnownCategoriesAsync(default);

        // A title's words may look like a date or a category; then a person would be asked, and there is nothing to search.
        if (QueryParser.Parse(text, new QueryContext(known, new DateOnly(2026, 11, 20), QueryMode.Search)).Value is not { } query)
            return;
        await papers.ListAsync((await new PaperSearch(session).FindAsync(query, Top, default)).Ids, default);
    }

    private static string[] Words(string title) =>
        title.Split([' ', ':', ',', '(', ')', '"', '?', '!', '-'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Four signs each, out of the Chinese summaries of seed 004.</summary>
    private static async Task<IEnumerable<string>> ChineseAsync(Store store, Random random)
    {
        await using var session = await store.Database.ReadAsync(default);
        var papers = new PaperStore(session);
        var all = await papers.ListAsync(await papers.AllIdsAsync(default), default);
        string[] runs = [.. all.SelectMany(p => p.Summaries.Values).Select(s => s.Tldr).OfType<string>()
            .SelectMany(text => text.Split('，', '。', '、', '：', '；'))
            .Where(run => run.Length >= 8 && run.All(c => c is >= '\u4E00' and <= '\u9FFF'))];
        return random.GetItems(runs, Queries).Select(run => run[2..6]);
    }
}
