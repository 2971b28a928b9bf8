namespace DigestBot.Faults;

/// <summary>The host stopped in good order (SIGTERM, SIGHUP in turn) while messages are under way: none may be lost, and none come twice.</summary>
public static class Stops
{
    public static async Task<Verdict> RunAsync(int seed, int stops)
    {
        using var scene = new Scene("graceful stops", seed);
        scene.Slack.Latency = TimeSpan.FromMilliseconds(1_500);
        await scene.SubscribeAsync(0);
        scene.Drop(2);
        using (var host = await scene.StartAsync())
        {
            await scene.UntilAllIsStoredAsync();
            await host.StopAsync();
        }

        var broken = new List<string>();
        for (var stop = 0; stop < stops; stop++)
        {
            await scene.SubscribeAsync(24);
            using var host = await scene.StartAsync();
            var before = scene.Slack.Posts;
            await Scene.UntilAsync(() => Task.FromResult(scene.Slack.Posts > before));
            await Task.Delay(scene.Random.Next(1_500));
            scene.KillsAtWork += await scene.CountAsync("SELECT COUNT(*) FROM outbox WHERE state = 'Sending'") > 0 ? 1 : 0;
            if (await host.StopAsync(stop % 2 == 0 || Hangups.AreIgnored ? "TERM" : "HUP") is var exit and not 0)
                broken.Add($"stop {stop + 1} ended with {exit}");
            if (await scene.CountAsync("SELECT COUNT(*) FROM outbox WHERE state = 'Sending'") is var left and > 0)
                broken.Add($"stop {stop + 1} left {left} messages under way");
        }

        using (await scene.StartAsync())
            await scene.UntilAllIsDoneAsync();
        return await scene.JudgeAsync(broken);
    }
}
