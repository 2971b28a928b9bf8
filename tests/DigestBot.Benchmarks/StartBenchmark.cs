using DigestBot.Faults;

namespace DigestBot.Benchmarks;

/// <summary>From the start of the process until <c>/health/ready</c> answers.</summary>
internal static class StartBenchmark
{
    private const int Runs = 7;

    public static async Task RunAsync(IReadOnlyList<CorpusPaper> papers)
    {
        var table = new Table("start", "ready after ms", "CPU ms");
        var first = new List<(double Wall, double Cpu)>();
        for (var run = 0; run < Runs; run++)
        {
            await using var empty = await Store.NewAsync();
            first.Add(await StartAsync(empty));
        }

        Add("first start: an empty store, samples loaded", first);
        await using var full = await Store.WithAsync(papers);
        var later = new List<(double Wall, double Cpu)>();
        for (var run = 0; run < Runs; run++)
            later.Add(await StartAsync(full));
        Add("a store of 20,000 papers", later);

        Console.WriteLine($"Median of {Runs} starts.");
        table.Print();

        void Add(string what, List<(double Wall, double Cpu)> starts) =>
            table.Add(what, $"{starts.Select(s => s.Wall).Median():0}", $"{starts.Select(s => s.Cpu).Median():0}");
    }

    private static async Task<(double Wall, double Cpu)> StartAsync(Store store)
    {
        using var host = await ServedHost.StartAsync(store.Database.Path);
        return (host.UntilReady.TotalMilliseconds, host.Cpu.TotalMilliseconds);
    }
}
