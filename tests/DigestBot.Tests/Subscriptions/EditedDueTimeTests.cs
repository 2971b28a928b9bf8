using DigestBot.Papers;

namespace DigestBot.Tests.Subscriptions;

/// <summary>Changing how a digest looks must not cost the digest.</summary>
public sealed class EditedDueTimeTests
{
    [Theory]
    [InlineData("on arrival")]
    [InlineData("daily at 05:00")]
    public async Task A_digest_that_is_due_already_comes_although_its_subscription_was_edited(string schedule)
    {
        await using var store = await TestStore.OpenAsync("2026-01-27T12:00Z");
        var subscription = await store.SubscribeAsync($"cs.LG {schedule}");
        store.Clock.Now = TestStore.Moment("2026-01-28T06:00Z");
        await store.TakeAsync("2026-01-28.md", "2026-01-28", new Entry(1) { Title = "A paper", Categories = ["cs.LG"] });

        await store.SayAsync("top 5");

        Assert.True((await store.SubscriptionAsync(subscription.Id)).NextDue <= store.Clock.Now);
        Assert.True(Assert.Single(await store.SweepAtAsync("2026-01-28T06:01Z")).Sent);
    }

    [Fact]
    public async Task Another_time_of_day_moves_the_next_digest()
    {
        await using var store = await TestStore.OpenAsync("2026-01-27T12:00Z");
        var subscription = await store.SubscribeAsync("cs.LG daily at 09:00");

        await store.SayAsync("schedule daily at 10:30");

        Assert.Equal(TestStore.Moment("2026-01-28T10:30Z"), (await store.SubscriptionAsync(subscription.Id)).NextDue);
    }
}
