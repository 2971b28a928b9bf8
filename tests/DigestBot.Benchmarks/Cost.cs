using System.Diagnostics;

namespace DigestBot.Benchmarks;

/// <summary>What something took. CPU is the whole process's, compilation and garbage collection included; on a shared machine it is what to trust.</summary>
internal sealed record Cost(TimeSpan Wall, TimeSpan Cpu)
{
    public static async Task<Cost> OfAsync(Func<Task> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        var wall = Stopwatch.StartNew();
        await work();
        return new Cost(wall.Elapsed, Environment.CpuUsage.TotalTime - before);
    }
}

/// <summary>The middle, and the edge that one in so many passes.</summary>
internal static class Order
{
    public static double Median(this IEnumerable<double> values) => Percentile(values, 50);

    /// <summary>Nearest rank.</summary>
    public static double Percentile(this IEnumerable<double> values, int percent)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)];
    }
}
