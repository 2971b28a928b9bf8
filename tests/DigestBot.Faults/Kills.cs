namespace DigestBot.Faults;

/// <summary>
/// The host killed (SIGKILL) at random moments while a stage is at work, and started again. Each kill finds new work, so that none comes too late.
/// </summary>
public static class Kills
{
    public static readonly IReadOnlyList<string> Stages = ["ingestion", "sweep", "sending", "migration"];

    /// <param name="scale">How much there is to do for each kill; 1 is the least.</param>
    public static async Task<Verdict> RunAsync(string stage, int seed, int kills, int scale)
    {
        using var scene = new Scene(stage, seed) { Kills = kills };
        var broken = stage switch
        {
            "ingestion" => await IngestionAsync(scene, scale),
            "sweep" => await SweepAsync(scene, scale),
            "sending" => await SendingAsync(scene, scale),
            "migration" => await MigrationAsync(scene, scale),
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "No such stage."),
        };
        using (await scene.StartAsync())
        {
            await scene.UntilAllIsStoredAsync();
            // What was not swept yet gets its digests of all that is there now.
            await scene.SubscribeAsync(4);
            await scene.UntilAllIsDoneAsync();
        }

        return await scene.JudgeAsync([.. broken]);
    }

    private static async Task<IReadOnlyList<string>> IngestionAsync(Scene scene, int scale)
    {
        await scene.SubscribeAsync(0);
        for (var kill = 0; kill < scene.Kills; kill++)
        {
            var before = scene.Papers;
            scene.Drop(4 * scale);
            using (await scene.StartAsync())
            {
                await Scene.UntilAsync(async () => await scene.StoredAsync() > before);
                await DelayAsync(scene, 120 * scale);
            }

            scene.KillsAtWork += await scene.StoredAsync() < scene.Papers ? 1 : 0;
        }

        return [];
    }

    private static async Task<IReadOnlyList<string>> SweepAsync(Scene scene, int scale)
    {
        await StoreAsync(scene);
        for (var kill = 0; kill < scene.Kills; kill++)
        {
            await scene.SubscribeAsync(80 * scale);
            using (await scene.StartAsync())
            {
                // Nothing that comes before the sweep holds the store for so long.
                await scene.UntilHeldAsync(TimeSpan.FromMilliseconds(8));
                await DelayAsync(scene, 25 * scale);
            }

            scene.KillsAtWork += await scene.CountAsync("SELECT COUNT(*) FROM digests") < scene.Destinations.Count ? 1 : 0;
        }

        return [];
    }

    private static async Task<IReadOnlyList<string>> SendingAsync(Scene scene, int scale)
    {
        await StoreAsync(scene);
        scene.Slack.Latency = TimeSpan.FromMilliseconds(200);
        scene.Slack.Behave = (_, random) => random.Next(20) switch
        {
            0 => Misbehaviour.TooFast,
            1 => Misbehaviour.Unwell,
            2 => Misbehaviour.Reset,
            3 => Misbehaviour.HalfAnswer,
            _ => Misbehaviour.None,
        };
        for (var kill = 0; kill < scene.Kills; kill++)
        {
            await scene.SubscribeAsync(20 * scale);
            using (await scene.StartAsync())
            {
                var before = scene.Slack.Posts;
                await Scene.UntilAsync(() => Task.FromResult(scene.Slack.Posts > before + 8));
                await DelayAsync(scene, 200 * scale);
            }

            scene.KillsAtWork += await scene.CountAsync("SELECT COUNT(*) FROM outbox WHERE state IN ('Pending', 'Sending')") > 0 ? 1 : 0;
        }

        scene.Slack.Behave = (_, _) => Misbehaviour.None;
        return [];
    }

    /// <summary>Each kill finds a store of the first version, and leaves one of that version or of today's.</summary>
    private static async Task<IReadOnlyList<string>> MigrationAsync(Scene scene, int scale)
    {
        var broken = new List<string>();
        var today = await FirstVersion.LatestAsync();
        for (var kill = 0; kill < scene.Kills; kill++)
        {
            await FirstVersion.MakeAsync(scene, papers: 500 * scale);
            using (scene.Launch())
            {
                await Scene.UntilAsync(() => Task.FromResult(File.Exists(scene.StorePath + ".lock")));
                await DelayAsync(scene, 400);
            }

            var version = await scene.CountAsync("PRAGMA user_version");
            var tables = await scene.CountAsync("SELECT COUNT(*) FROM sqlite_schema");
            if ((version, tables) != (today.Version, today.Tables) && (version, tables) != (1, FirstVersion.Tables))
                broken.Add($"after kill {kill + 1} the store had version {version} with {tables} tables and indices");
            scene.KillsAtWork += version == 1 || await scene.CountAsync("SELECT value = '0' FROM settings WHERE key = 'analyzer'") == 1 ? 1 : 0;
        }

        return broken;
    }

    /// <summary>Papers for the digests to come.</summary>
    private static async Task StoreAsync(Scene scene)
    {
        await scene.SubscribeAsync(0);
        scene.Drop(2);
        using var host = await scene.StartAsync();
        await scene.UntilAllIsStoredAsync();
        await host.StopAsync();
    }

    private static Task DelayAsync(Scene scene, int mostMilliseconds) => Task.Delay(scene.Random.Next(mostMilliseconds));
}
