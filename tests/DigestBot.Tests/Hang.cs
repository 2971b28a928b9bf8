namespace DigestBot.Tests;

/// <summary>
/// Ends a test whose work hangs. Its clock is the CPU time of this process, which on a busy machine is as slow as the work: what takes seconds
/// passes under any load, and what takes hours is found out.
/// </summary>
internal static class Hang
{
    private static readonly TimeSpan MostCpu = TimeSpan.FromMinutes(5);

    public static async Task<T> GuardAsync<T>(Func<T> work)
    {
        var begun = Environment.CpuUsage.TotalTime;
        var running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (await Task.WhenAny(running, Task.Delay(100)) != running)
            Assert.True(Environment.CpuUsage.TotalTime - begun < MostCpu, $"It hangs: not done when this process had used {MostCpu} of CPU.");
        return await running;
    }
}
