using DigestBot.Faults;

namespace DigestBot.Tests.Faults;

/// <summary>Few of the kills that <c>faults</c> of the benchmarks does many of.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData("ingestion", 1)]
    [InlineData("sweep", 2)]
    [InlineData("sending", 3)]
    [InlineData("migration", 4)]
    public async Task A_host_killed_twice_at_work_loses_nothing_and_repeats_little(string stage, int seed) =>
        Assert.Empty((await Kills.RunAsync(stage, seed, kills: 2, scale: 1)).Broken);

    [Fact]
    public async Task A_host_stopped_in_good_order_at_work_loses_nothing_and_repeats_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals");
        var verdict = await Stops.RunAsync(seed: 5, stops: 2);

        Assert.Empty(verdict.Broken);
        Assert.Equal(0, verdict.Duplicates);
    }
}
