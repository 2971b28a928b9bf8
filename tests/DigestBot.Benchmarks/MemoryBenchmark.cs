using DigestBot.Faults;

namespace DigestBot.Benchmarks;

/// <summary>Resident memory of <c>serve</c> at rest.</summary>
internal static class MemoryBenchmark
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(IReadOnlyList<CorpusPaper> papers)
    {
        await using var store = await Store.WithAsync(papers);
        using var host = await ServedHost.StartAsync(store.Database.Path);
        var ready = host.ResidentBytes;
        await Task.Delay(Rest);
        var (rested, cpu) = (host.ResidentBytes, host.Cpu);
        await Task.Delay(Rest);

        var table = new Table("memory, a store of 20,000 papers", "resident MB", "CPU s so far");
        table.Add("when ready", Megabytes(ready), "");
        table.Add("30 s later", Megabytes(rested), $"{cpu.TotalSeconds:0.00}");
        table.Add("60 s later", Megabytes(host.ResidentBytes), $"{host.Cpu.TotalSeconds:0.00}");
        table.Print();
    }

    private static string Megabytes(long bytes) => $"{bytes / 1024.0 / 1024:0}";
}
