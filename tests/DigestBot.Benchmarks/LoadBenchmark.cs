namespace DigestBot.Benchmarks;

/// <summary>Bulk load through the real store, full-text index included.</summary>
internal static class LoadBenchmark
{
    private const int Runs = 3;

    public static async Task RunAsync(IReadOnlyList<CorpusPaper> papers)
    {
        var others = Corpus.Others(papers);
        var (fresh, again, more) = (new List<Cost>(), new List<Cost>(), new List<Cost>());
        var bytes = 0L;
        for (var run = 0; run < Runs; run++)
        {
            await using var store = await Store.NewAsync();
            fresh.Add(await Cost.OfAsync(() => Corpus.LoadAsync(store.Database, papers, suffix: "")));
            bytes = store.Bytes;
            again.Add(await Cost.OfAsync(() => Corpus.LoadAsync(store.Database, papers, suffix: "-again")));
            more.Add(await Cost.OfAsync(() => Corpus.LoadAsync(store.Database, others, suffix: "-others")));
        }

        Console.WriteLine($"{papers.Count} papers in {papers.Select(paper => paper.DigestDate).Distinct().Count()} digest files; median of {Runs}; the store has {bytes / 1024 / 1024} MB after the first load.");
        var table = new Table("load", "papers/s", "wall s", "CPU s", "papers per CPU s");
        Add("into a new store", fresh);
        Add("the same papers in other files", again);
        Add("other papers into a store of 20,000", more);
        table.Print();

        void Add(string what, List<Cost> costs)
        {
            var wall = costs.Select(cost => cost.Wall.TotalSeconds).Median();
            var cpu = costs.Select(cost => cost.Cpu.TotalSeconds).Median();
            table.Add(what, $"{papers.Count / wall:0}", $"{wall:0.0}", $"{cpu:0.0}", $"{papers.Count / cpu:0}");
        }
    }
}
