using DigestBot.Channels;
using DigestBot.Delivery;

namespace DigestBot.Tests.Delivery;

/// <summary>A channel's limits, by a clock the test sets.</summary>
public sealed class PaceTests
{
    private static readonly DateTimeOffset Start = TestStore.Moment("2026-01-28T09:00Z");

    [Fact]
    public void A_conversation_rests_between_two_messages_while_others_go()
    {
        var pace = new Pace(new SendLimits(8, TimeSpan.FromSeconds(1), 6000));
        Assert.True(pace.TryTake(1, "T1/", Start));

        Assert.Equal([1], pace.Resting(Start.AddSeconds(0.9)));
        Assert.Equal(Start.AddSeconds(1), pace.Next(Start.AddSeconds(0.9)));
        Assert.Empty(pace.Resting(Start.AddSeconds(1)));
        Assert.Null(pace.Next(Start.AddSeconds(1)));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(1200)]
    public void A_workspace_gets_its_share_of_a_minute_and_no_more(int perMinute)
    {
        var pace = new Pace(new SendLimits(8, TimeSpan.Zero, perMinute));
        var taken = 0;
        for (var tick = 0; tick < 5 * 60 * 100; tick++)
            taken += pace.TryTake(tick, "T1/", Start.AddMilliseconds(10 * tick)) ? 1 : 0;

        // What was saved up before may go at the beginning.
        Assert.InRange(taken, 5 * perMinute, (5 * perMinute) + (perMinute / 30) + 1);
    }

    [Fact]
    public void A_busy_workspace_leaves_the_others_their_share()
    {
        var pace = new Pace(new SendLimits(8, TimeSpan.Zero, 60));
        while (pace.TryTake(1, "T1/", Start))
        {
        }

        Assert.Equal(["T1/"], pace.Waiting(Start));
        Assert.True(pace.TryTake(2, "T2/", Start));
    }

    [Fact]
    public void A_workspace_that_was_told_to_wait_waits_that_long_and_a_shorter_wait_does_not_shorten_it()
    {
        var pace = new Pace(SendLimits.Local);
        pace.Hold("T1/", Start.AddSeconds(30));
        pace.Hold("T1/", Start.AddSeconds(5));

        Assert.False(pace.TryTake(1, "T1/", Start.AddSeconds(29)));
        Assert.Equal(Start.AddSeconds(30), pace.Next(Start));
        Assert.True(pace.TryTake(1, "T1/", Start.AddSeconds(30)));
    }

    [Fact]
    public void A_workspace_waits_once_a_second_of_its_conversations_is_refused_while_the_first_waits()
    {
        var pace = new Pace(SendLimits.Local);
        pace.Refused(1, "T1/", Start, Start.AddSeconds(10));
        Assert.Equal([1], pace.Resting(Start));
        Assert.Empty(pace.Waiting(Start));

        // Again the same, another's, and one after the first wait is over.
        pace.Refused(1, "T1/", Start, Start.AddSeconds(20));
        pace.Refused(2, "T2/", Start, Start.AddSeconds(20));
        pace.Refused(3, "T1/", Start.AddSeconds(20), Start.AddSeconds(50));
        Assert.Empty(pace.Waiting(Start.AddSeconds(20)));

        pace.Refused(4, "T1/", Start.AddSeconds(21), Start.AddSeconds(40));
        Assert.Equal(["T1/"], pace.Waiting(Start.AddSeconds(39)));
        Assert.Empty(pace.Waiting(Start.AddSeconds(40)));
        Assert.Equal([3], pace.Resting(Start.AddSeconds(40)));
    }
}
