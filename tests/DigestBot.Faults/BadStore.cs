using Microsoft.Data.Sqlite;

namespace DigestBot.Faults;

/// <summary>Others want the store, too.</summary>
internal static class BadStore
{
    private const int Digests = 30;

    /// <summary>Longer than the host waits for its turn.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(40);

    /// <summary>Another program holds the write lock while files, digests and answers of the destination come.</summary>
    public static async Task<Verdict> LockedAsync(int seed)
    {
        using var scene = new Scene("locked for 40 s", seed);
        scene.Slack.Latency = TimeSpan.FromMilliseconds(500);
        scene.Drop(1);
        await scene.SubscribeAsync(Digests);
        using var host = await scene.StartAsync();
        await Scene.UntilAsync(() => Task.FromResult(scene.Slack.Posts > 0));
        await using (var other = new SqliteConnection($"Data Source={scene.StorePath};Pooling=False"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);
            scene.Drop(2);
            await Task.Delay(Held);
        }

        await scene.UntilAllIsDoneAsync();
        return await scene.JudgeAsync(host.HasExited ? ["the host stopped"] : []);
    }

    public static async Task<Verdict> TwoInstancesAsync(int seed)
    {
        using var scene = new Scene("two instances", seed);
        scene.Drop(1);
        await scene.SubscribeAsync(Digests);
        using var first = await scene.StartAsync();
        using var second = scene.Launch();
        var exit = await second.ExitAsync();
        await scene.UntilAllIsDoneAsync();
        List<string> broken = [];
        if (exit != 1 || !await Scene.UntilAsync(() => Task.FromResult(second.Output.Contains("served by another DigestBot", StringComparison.Ordinal)), TimeSpan.FromSeconds(5)))
            broken.Add($"the second was not refused clearly (exit code {exit}): {second.Output}");
        if (first.HasExited)
            broken.Add("the first stopped");
        return await scene.JudgeAsync([.. broken]);
    }
}
