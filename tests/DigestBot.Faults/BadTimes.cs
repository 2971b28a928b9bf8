using System.Globalization;
using DigestBot.Subscriptions;

namespace DigestBot.Faults;

/// <summary>The host was away for long, or the clock does not go evenly.</summary>
internal static class BadTimes
{
    private const int Digests = 12;

    /// <summary>Daily files came for a week while the host was down: one digest of all, up to the cap, and no due time left behind.</summary>
    public static async Task<Verdict> BacklogAsync(int seed)
    {
        const int days = 7;
        using var scene = new Scene("a week's backlog", seed);
        var now = TimeProvider.System.GetUtcNow();
        for (var day = 1; day <= days; day++)
            scene.Drop(1, DateOnly.FromDateTime(now.AddDays(day - days).UtcDateTime));
        var nine = new Schedule(Frequency.Daily, [], TimeOnly.FromDateTime(now.UtcDateTime.AddHours(-1)), "UTC");
        await scene.SubscribeAsync(Digests, nine.Next(now.AddDays(-days)), nine);
        using var host = await scene.StartAsync();
        await scene.UntilAllIsDoneAsync();
        List<string> broken = [];
        var whole = await scene.CountAsync($"SELECT COUNT(*) FROM digests WHERE coverage ->> '$.entries' = {days * Scene.PapersPerFile} AND coverage ->> '$.shown' = 5");
        if (whole != Digests)
            broken.Add($"{whole} of {Digests} digests cover the week, capped");
        if (await scene.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE next_due <= '{now:yyyy-MM-ddTHH:mm:ss.fffZ}'") > 0)
            broken.Add("due times of the past are left");
        return await scene.JudgeAsync([.. broken]);
    }

    public static Task<Verdict> ClockBackAsync(int seed) => JumpAsync("clock back 2 h", seed, TimeSpan.FromHours(-2));

    public static Task<Verdict> ClockOnAsync(int seed) => JumpAsync("clock on 5 h", seed, TimeSpan.FromHours(5));

    /// <summary>Digests before and after, and files: nothing waits for the clock to be where it was.</summary>
    private static async Task<Verdict> JumpAsync(string fault, int seed, TimeSpan jump)
    {
        using var scene = new Scene(fault, seed);
        var clock = new FakeClock(scene);
        scene.Drop(1);
        await scene.SubscribeAsync(Digests, clock.Now);
        using var host = await scene.StartAsync();
        await scene.UntilAllIsDoneAsync();
        clock.Move(jump);
        scene.Drop(1);
        await scene.SubscribeAsync(Digests, clock.Now);
        var waited = await Scene.UntilAsync(async () => await scene.CountAsync("SELECT COUNT(*) FROM outbox WHERE state = 'Sent'") == 2 * Digests && await scene.StoredAsync() == scene.Papers, TimeSpan.FromSeconds(30));
        return await scene.JudgeAsync(waited ? [] : ["what came after the jump waits"]);
    }

    /// <summary>02:30 in Berlin on 29 March 2026 does not exist: due at the first instant after it.</summary>
    public static Task<Verdict> GapAsync(int seed) => SwitchAsync("clocks go forward", seed, "2026-03-29T01:00Z", "2026-03-29T01:35Z", "2026-03-30T00:30Z");

    /// <summary>02:30 in Berlin on 25 October 2026 comes twice: due at the first.</summary>
    public static Task<Verdict> OverlapAsync(int seed) => SwitchAsync("clocks go back", seed, "2026-10-25T00:30Z", "2026-10-25T01:35Z", "2026-10-26T01:30Z");

    private static async Task<Verdict> SwitchAsync(string fault, int seed, string dueText, string afterText, string nextText)
    {
        using var scene = new Scene(fault, seed);
        var clock = new FakeClock(scene);
        var due = Moment(dueText);
        var halfPastTwo = new Schedule(Frequency.Daily, [], new TimeOnly(2, 30), "Europe/Berlin");
        scene.Drop(1, DateOnly.FromDateTime(due.UtcDateTime));
        clock.MoveTo(due.AddHours(-1));
        await scene.SubscribeAsync(Digests, halfPastTwo.Next(due.AddHours(-2)), halfPastTwo);
        using var host = await scene.StartAsync();
        await scene.UntilAllIsStoredAsync();
        clock.MoveTo(due.AddSeconds(-2));
        await scene.UntilAllIsDoneAsync();
        // Half past two comes again, or would have been.
        clock.MoveTo(Moment(afterText));
        scene.Drop(1, DateOnly.FromDateTime(due.UtcDateTime));
        await scene.UntilAllIsStoredAsync();
        List<string> broken = [];
        var made = await scene.CountAsync($"SELECT COUNT(*) FROM digests WHERE due_at = '{due.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z' AND made_at < '{due.AddMinutes(1).UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z'");
        if (made != Digests)
            broken.Add($"{made} of {Digests} digests were made at {dueText}");
        var next = await scene.CountAsync($"SELECT COUNT(*) FROM subscriptions WHERE next_due = '{Moment(nextText).UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z'");
        if (next != Digests)
            broken.Add($"{next} of {Digests} subscriptions are due next at {nextText}");
        return await scene.JudgeAsync([.. broken]);
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
