using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.WebChat;

namespace DigestBot.Tests.WebChat;

/// <summary>The clock is for trying things out: where real people read along, it stays real (decision 17).</summary>
public sealed class WebChatClockTests
{
    [Fact]
    public async Task It_is_not_moved_where_another_channel_is_on()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SayAsync("help");
        var (page, clock) = await PageAsync(store, withOther: true);

        var refused = await page.MoveAsync(new ClockTarget("ann", store.Clock.Now.AddDays(1), null), await AnnAsync(store), CancellationToken.None);

        Assert.Contains("cannot be moved while", refused, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, clock.Offset);
        Assert.Null(page.RefusedToServe);
    }

    [Fact]
    public async Task A_store_whose_clock_was_moved_is_not_served_to_another_channel()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SayAsync("help");
        var (alone, _) = await PageAsync(store, withOther: false);
        Assert.Null(await alone.MoveAsync(new ClockTarget("ann", store.Clock.Now.AddDays(1), null), await AnnAsync(store), CancellationToken.None));
        Assert.Null(alone.RefusedToServe);

        var (page, _) = await PageAsync(store, withOther: true);

        Assert.Contains(store.Database.Path, page.RefusedToServe, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picked_time_is_in_the_persons_zone_and_wakes_those_who_make_digests()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        await store.IngestAsync("2026-01-28.md", DigestFiles.Daily(new Listed("2601.00001", "Brought by the clock")));
        await store.SayAsync("timezone Asia/Shanghai");
        await store.SayAsync("subscribe everything daily at 09:00");
        var (page, clock) = await PageAsync(store, withOther: false);
        var moved = store.Database.Written(MovableClock.Moved).Next;

        Assert.Null(await page.MoveAsync(new ClockTarget("ann", null, new DateTime(2026, 1, 29, 9, 0, 0)), await AnnAsync(store), CancellationToken.None));

        Assert.Equal(TestStore.Moment("2026-01-29T01:00Z"), clock.GetUtcNow());
        Assert.True(moved.IsCompleted);
    }

    [Fact]
    public async Task Jobs_run_next_as_soon_after_a_move_as_before_it()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        await store.SayAsync("help");
        var jobs = new JobResults();
        jobs.Add(new JobResult("RetentionJob", TestStore.Moment("2026-01-28T05:00Z"), TimeSpan.Zero, null, TestStore.Moment("2026-01-28T12:00Z")));
        var (page, clock) = await PageAsync(store, withOther: false, jobs);

        await page.MoveAsync(new ClockTarget("ann", TestStore.Moment("2026-02-01T06:00Z"), null), await AnnAsync(store), CancellationToken.None);

        Assert.Equal(clock.GetUtcNow().AddHours(6), Assert.Single(jobs.All).Next);
    }

    [Fact]
    public async Task It_offers_the_next_digest_first()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        await store.SayAsync("subscribe cs.CL mondays at 10:00");
        var (page, _) = await PageAsync(store, withOther: false);

        var state = await store.ReadAsync(async session => await page.StateAsync(session, await AnnAsync(store), "@ann", CancellationToken.None));

        Assert.Equal(
            ["To the next digest: Mon 2 Feb 2026 10:00", "Tomorrow, 09:00: Thu 29 Jan 2026 09:00", "Next Monday, 09:00: Mon 2 Feb 2026 09:00", "One day on: Thu 29 Jan 2026 06:00"],
            state.Moves.Select(move => $"{move.Label}: {move.When}"));
    }

    private static async Task<(WebChatClock Page, MovableClock Clock)> PageAsync(TestStore store, bool withOther, JobResults? jobs = null)
    {
        var clock = await MovableClock.OpenAsync(store.Database, store.Clock, CancellationToken.None);
        IChannel[] channels = withOther ? [new WebChatChannel(store.Database, clock), new Elsewhere()] : [new WebChatChannel(store.Database, clock)];
        return (new WebChatClock(clock, store.Database, channels, new CommandDefaults(), jobs ?? new JobResults()), clock);
    }

    private static async Task<Person> AnnAsync(TestStore store) => (await store.ReadAsync(session => Places.FindPersonAsync(session, "ann", CancellationToken.None)))!;

    /// <summary>A real channel, as far as the clock asks.</summary>
    private sealed class Elsewhere : IChannel
    {
        public string Name => "elsewhere";

        public Task<(IDestination? Destination, SendResult? Refused)> OpenAsync(OutgoingMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
