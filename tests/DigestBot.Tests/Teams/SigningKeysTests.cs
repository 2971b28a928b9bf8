using DigestBot.Teams;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Teams;

/// <summary>Keys change: the new one is found with one reading, and the issuer's outage shuts out nobody who is known.</summary>
public sealed class SigningKeysTests
{
    private static readonly CancellationToken Token = CancellationToken.None;

    [Fact]
    public async Task A_key_nobody_knew_yet_is_one_reading_for_all_who_wait()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var clock = new TestClock(TestStore.Moment("2026-01-28T06:00Z"));
        using var http = new HttpClient();
        using var keys = new SigningKeys(http, issuer.Metadata, clock, NullLogger<SigningKeys>.Instance);
        Assert.NotNull(await keys.FindAsync("main", Token));
        issuer.Publish(TestIssuer.NewKey("next"), "msteams");
        clock.Now += TimeSpan.FromMinutes(2);

        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => keys.FindAsync("next", Token)));

        Assert.All(found, key => Assert.Equal(["msteams"], key!.Endorsements));
        Assert.Equal(2, issuer.Readings);
    }

    [Fact]
    public async Task Keys_are_read_anew_after_a_day_and_stay_good_while_the_issuer_is_away()
    {
        var issuer = await TestIssuer.StartAsync();
        var clock = new TestClock(TestStore.Moment("2026-01-28T06:00Z"));
        using var http = new HttpClient();
        using var keys = new SigningKeys(http, issuer.Metadata, clock, NullLogger<SigningKeys>.Instance);
        await keys.FindAsync("main", Token);

        clock.Now += TimeSpan.FromHours(25);
        await keys.FindAsync("main", Token);
        Assert.Equal(2, issuer.Readings);

        await issuer.DisposeAsync();
        clock.Now += TimeSpan.FromHours(25);
        Assert.NotNull(await keys.FindAsync("main", Token));
        Assert.Null(await keys.FindAsync("unknown", Token));
    }
}
