using DigestBot.Data;

namespace DigestBot.Tests.Data;

/// <summary>The store's clock goes forward only, and every process that opens the store has it.</summary>
public sealed class MovableClockTests
{
    [Fact]
    public async Task A_clock_moved_forward_stays_moved_and_goes_on()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        var clock = await MovableClock.OpenAsync(store.Database, store.Clock, CancellationToken.None);
        Assert.Equal(store.Clock.Now, clock.GetUtcNow());

        Assert.True(await clock.MoveToAsync(TestStore.Moment("2026-01-29T09:00Z"), CancellationToken.None));
        store.Clock.Now += TimeSpan.FromMinutes(5);

        var reopened = await MovableClock.OpenAsync(store.Database, store.Clock, CancellationToken.None);
        Assert.Equal([TestStore.Moment("2026-01-29T09:05Z"), TestStore.Moment("2026-01-29T09:05Z")], [clock.GetUtcNow(), reopened.GetUtcNow()]);
    }

    [Theory]
    [InlineData("2026-01-28T05:59Z")]
    [InlineData("2026-01-28T06:00Z")]
    [InlineData("2027-02-01T06:00Z")]
    public async Task It_goes_neither_back_nor_beyond_a_year_at_once(string moment)
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        var clock = await MovableClock.OpenAsync(store.Database, store.Clock, CancellationToken.None);

        Assert.False(await clock.MoveToAsync(TestStore.Moment(moment), CancellationToken.None));

        Assert.Equal(TimeSpan.Zero, clock.Offset);
    }

    [Fact]
    public async Task The_command_line_lives_in_the_stores_time()
    {
        await using var store = await TestStore.OpenAsync();
        var clock = await MovableClock.OpenAsync(store.Database, TimeProvider.System, CancellationToken.None);
        await clock.MoveToAsync(TimeProvider.System.GetUtcNow().AddDays(10), CancellationToken.None);

        var said = await store.RunAsync("say", "timezone UTC");

        Assert.Contains($"{clock.GetUtcNow():d MMM yyyy}", said.Out, StringComparison.Ordinal);
    }
}
