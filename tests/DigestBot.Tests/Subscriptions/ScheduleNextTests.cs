using System.Globalization;
using DigestBot.Subscriptions;

namespace DigestBot.Tests.Subscriptions;

public sealed class ScheduleNextTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "09:00", "2026-01-28T00:59:59Z", "2026-01-28T01:00:00Z")]
    [InlineData("Asia/Shanghai", "09:00", "2026-01-28T01:00:00Z", "2026-01-29T01:00:00Z")]
    [InlineData("Asia/Shanghai", "00:30", "2026-01-28T12:00:00Z", "2026-01-28T16:30:00Z")]
    public void A_digest_is_due_at_the_local_time_strictly_after(string zone, string time, string after, string due) =>
        Assert.Equal(At(due), Daily(zone, time).Next(At(after)));

    [Theory]
    [InlineData("Europe/Berlin", "02:30", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("America/New_York", "02:30", "2026-03-07T12:00:00Z", "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z")]
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-03T12:00:00Z", "2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z")]
    public void A_time_the_clocks_skip_is_due_at_the_first_instant_after(string zone, string time, string after, string due, string then) => Due(zone, time, after, due, then);

    [Theory]
    [InlineData("Europe/Berlin", "02:30", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("America/New_York", "01:30", "2026-10-31T12:00:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    [InlineData("Australia/Lord_Howe", "01:45", "2026-04-04T12:00:00Z", "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z")]
    public void A_time_the_clocks_repeat_is_due_once_and_the_earlier(string zone, string time, string after, string due, string then) => Due(zone, time, after, due, then);

    [Fact]
    public void A_day_a_zone_skipped_is_due_when_the_next_begins() =>
        Due("Pacific/Apia", "09:00", "2011-12-30T05:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T19:00:00Z");

    [Fact]
    public void Weekdays_leave_out_the_weekend()
    {
        var weekdays = new Schedule(Frequency.Weekdays, [], new TimeOnly(9, 0), "UTC");

        Assert.Equal(At("2026-01-30T09:00:00Z"), weekdays.Next(At("2026-01-29T09:00:00Z")));
        Assert.Equal(At("2026-02-02T09:00:00Z"), weekdays.Next(At("2026-01-30T09:00:00Z")));
    }

    [Fact]
    public void Weekly_days_are_local_days()
    {
        var mondays = new Schedule(Frequency.Weekly, [DayOfWeek.Monday, DayOfWeek.Thursday], new TimeOnly(0, 30), "Asia/Tokyo");

        Assert.Equal(At("2026-01-28T15:30:00Z"), mondays.Next(At("2026-01-26T00:00:00Z")));
        Assert.Equal(At("2026-02-01T15:30:00Z"), mondays.Next(At("2026-01-28T15:30:00Z")));
    }

    [Fact]
    public void A_fortnight_begins_with_the_next_such_day_and_goes_on_in_two_weeks()
    {
        var tuesdays = new Schedule(Frequency.Fortnightly, [DayOfWeek.Tuesday], new TimeOnly(9, 0), "UTC").Soonest(At("2026-01-29T12:00:00Z"));

        Assert.Equal(At("2026-02-03T09:00:00Z"), tuesdays.Next(At("2026-01-29T12:00:00Z")));
        Assert.Equal(At("2026-02-17T09:00:00Z"), tuesdays.Next(At("2026-02-03T09:00:00Z")));
        Assert.Equal(At("2026-02-03T09:00:00Z"), tuesdays.Last(At("2026-02-17T08:59:00Z")));
    }

    [Theory]
    [InlineData(1, "2026-02-02T09:00:00Z", "2026-03-02T09:00:00Z")]
    [InlineData(3, "2026-02-16T09:00:00Z", "2026-03-16T09:00:00Z")]
    [InlineData(Schedule.LastOfMonth, "2026-02-23T09:00:00Z", "2026-03-30T09:00:00Z")]
    public void A_monthly_day_is_the_first_to_fourth_or_last_of_its_month(int week, string first, string second)
    {
        var mondays = new Schedule(Frequency.Monthly, [DayOfWeek.Monday], new TimeOnly(9, 0), "UTC") { Week = week };

        Assert.Equal(At(first), mondays.Next(At("2026-01-26T09:00:00Z")));
        Assert.Equal(At(second), mondays.Next(At(first)));
    }

    [Fact]
    public void On_arrival_is_never_due()
    {
        var arrival = new Schedule(Frequency.OnArrival, [], default, "UTC");

        Assert.Null(arrival.Next(At("2026-01-28T00:00:00Z")));
        Assert.Null(arrival.Last(At("2026-01-28T00:00:00Z")));
    }

    [Theory]
    [InlineData("Europe/Berlin", "02:30")]
    [InlineData("America/New_York", "01:30")]
    [InlineData("Australia/Lord_Howe", "02:15")]
    [InlineData("Asia/Shanghai", "00:00")]
    public void Going_forward_and_looking_back_give_the_same_instants(string zone, string time)
    {
        var schedule = Daily(zone, time);
        var now = At("2026-01-01T00:00:00Z");
        for (var day = 0; day < 365; day++)
        {
            var next = schedule.Next(now);
            Assert.NotNull(next);
            Assert.InRange((next.Value - now).TotalHours, 0.01, 25.5);
            Assert.Equal(next, schedule.Last(next.Value));
            Assert.True(schedule.Last(next.Value.AddTicks(-1)) <= now);
            now = next.Value;
        }
    }

    private static void Due(string zone, string time, string after, string due, string then)
    {
        var schedule = Daily(zone, time);

        Assert.Equal(At(due), schedule.Next(At(after)));
        Assert.Equal(At(then), schedule.Next(At(due)));
    }

    private static Schedule Daily(string zone, string time) => new(Frequency.Daily, [], TimeOnly.Parse(time, CultureInfo.InvariantCulture), zone);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
