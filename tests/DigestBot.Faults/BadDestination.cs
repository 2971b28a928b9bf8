namespace DigestBot.Faults;

/// <summary>A destination that refuses, breaks off or says nothing.</summary>
internal static class BadDestination
{
    private const int Digests = 12;

    public static Task<Verdict> TooFastAsync(int seed) =>
        RunAsync("429 with Retry-After", seed, post => post.Earlier == 0 ? Misbehaviour.TooFast : Misbehaviour.None, maybeDelivered: 0);

    public static Task<Verdict> UnwellAsync(int seed) =>
        RunAsync("503", seed, post => post.Earlier == 0 ? Misbehaviour.Unwell : Misbehaviour.None, maybeDelivered: 0);

    /// <summary>Now and then a reset also meets a second attempt on its way: that message is given up as decided, and seen to be.</summary>
    public static Task<Verdict> ResetsAsync(int seed) =>
        RunAsync("resets", seed, post => post.Earlier > 0 ? Misbehaviour.None : post.Number % 2 == 0 ? Misbehaviour.Reset : Misbehaviour.HalfAnswer, maybeDelivered: 0, orMore: 2);

    /// <summary>One channel never answers: its message is given up after the second time (decision 14).</summary>
    public static Task<Verdict> HangsAsync(int seed) =>
        RunAsync(
            "hangs", seed, post => post.Channel == "D00000" || (post.Earlier == 0 && post.Number % 2 == 0) ? Misbehaviour.Silence : Misbehaviour.None, maybeDelivered: 1);

    private static async Task<Verdict> RunAsync(string fault, int seed, Func<Post, Misbehaviour> behave, int maybeDelivered, int orMore = 0)
    {
        using var scene = new Scene(fault, seed);
        scene.Slack.Behave = (post, _) => behave(post);
        scene.Slack.KeepsConnections = false;
        scene.Drop(1);
        await scene.SubscribeAsync(Digests);
        using var host = await scene.StartAsync();
        await scene.UntilAllIsDoneAsync();
        var verdict = await scene.JudgeAsync();
        return verdict.MaybeDelivered >= maybeDelivered && verdict.MaybeDelivered <= maybeDelivered + orMore
            ? verdict
            : verdict with { Broken = [.. verdict.Broken, $"{verdict.MaybeDelivered} messages were given up instead of {maybeDelivered}"] };
    }
}
