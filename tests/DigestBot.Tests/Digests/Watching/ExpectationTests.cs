using DigestBot.Digests.Watching;

namespace DigestBot.Tests.Digests.Watching;

/// <summary>What is learnt from the times at which a source came, and what follows for a day. January 2026: the 5th is a Monday.</summary>
public sealed class ExpectationTests
{
    [Fact]
    public void One_working_week_is_enough_to_expect_the_next()
    {
        var expectation = Learn("UTC", "2026-01-05T06:10Z", "2026-01-06T06:40Z", "2026-01-07T06:05Z", "2026-01-08T06:20Z", "2026-01-09T06:15Z")!;

        Assert.Equal("weekly mon tue wed thu fri 06:40", Words(expectation));
        Assert.Equal(At("2026-01-12T06:40Z"), expectation.Next(At("2026-01-09T12:00Z")));
    }

    [Fact]
    public void Four_days_are_too_few() =>
        Assert.Null(Learn("UTC", "2026-01-05T06:10Z", "2026-01-06T06:40Z", "2026-01-07T06:05Z", "2026-01-08T06:20Z"));

    [Fact]
    public void Files_that_come_together_are_one_day() =>
        Assert.Null(Learn("UTC", "2026-01-05T06:10Z", "2026-01-05T06:11Z", "2026-01-05T06:12Z", "2026-01-05T06:13Z", "2026-01-06T06:10Z"));

    [Fact]
    public void A_source_that_comes_at_any_hour_is_not_expected() =>
        Assert.Null(Learn("UTC", "2026-01-05T00:10Z", "2026-01-06T05:40Z", "2026-01-07T11:05Z", "2026-01-08T16:20Z", "2026-01-09T21:15Z"));

    [Fact]
    public void A_source_of_no_weekday_is_not_expected() =>
        Assert.Null(Learn("UTC", "2026-01-05T06:00Z", "2026-01-13T06:00Z", "2026-01-21T06:00Z", "2026-02-05T06:00Z", "2026-02-13T06:00Z"));

    [Fact]
    public void A_weekly_source_is_expected_on_its_weekday()
    {
        var expectation = Learn("UTC", "2026-01-05T08:00Z", "2026-01-12T08:00Z", "2026-01-19T08:00Z", "2026-01-26T08:00Z", "2026-02-02T08:00Z")!;

        Assert.Equal("weekly mon 08:00", Words(expectation));
    }

    [Fact]
    public void One_late_day_in_ten_does_not_move_the_usual_time()
    {
        string[] usual = [.. Enumerable.Range(5, 10).Where(day => day is not (10 or 11)).Concat([15, 16]).Select(day => $"2026-01-{day:00}T06:00Z")];

        Assert.Equal("weekly mon tue wed thu fri 06:00", Words(Learn("UTC", [.. usual[..^1], "2026-01-16T14:30Z"])!));
    }

    [Fact]
    public void Around_midnight_a_day_is_not_cut_in_two()
    {
        var expectation = Learn("UTC", "2026-01-05T23:50Z", "2026-01-07T00:10Z", "2026-01-07T23:55Z", "2026-01-08T23:58Z", "2026-01-10T00:05Z")!;

        // Of Monday to Friday evening, by ten past midnight of the day after.
        Assert.Equal("weekly tue wed thu fri sat 00:10", Words(expectation));
        Assert.Equal(At("2026-01-13T00:10Z"), expectation.Next(At("2026-01-10T00:10Z")));
    }

    [Fact]
    public void A_source_that_keeps_local_time_is_expected_at_it_after_the_clocks_change()
    {
        // Berlin is an hour ahead of UTC until 29 March 2026, then two.
        var expectation = Learn("Europe/Berlin", "2026-03-23T06:00Z", "2026-03-24T06:00Z", "2026-03-25T06:00Z", "2026-03-26T06:00Z", "2026-03-27T06:00Z")!;

        Assert.Equal("weekly mon tue wed thu fri 07:00", Words(expectation));
        Assert.Equal(At("2026-03-30T05:00Z"), expectation.Next(At("2026-03-28T00:00Z")));
    }

    [Fact]
    public void A_time_the_clocks_skip_is_expected_right_after_the_gap()
    {
        var expectation = Learn("Europe/Berlin", "2026-03-24T01:30Z", "2026-03-25T01:30Z", "2026-03-26T01:30Z", "2026-03-27T01:30Z", "2026-03-28T01:30Z", "2026-03-22T01:30Z", "2026-03-23T01:30Z")!;

        Assert.Equal(At("2026-03-29T01:00Z"), expectation.Next(At("2026-03-28T12:00Z")));
        Assert.Equal(At("2026-03-30T00:30Z"), expectation.Next(At("2026-03-29T12:00Z")));
    }

    [Theory]
    [InlineData("UTC", "weekly mon tue wed thu fri 23:30")]
    [InlineData("Asia/Shanghai", "weekly tue wed thu fri sat 07:30")]
    public void Weekdays_are_those_of_the_zone(string zone, string words) =>
        Assert.Equal(words, Words(Learn(zone, "2026-01-05T23:30Z", "2026-01-06T23:30Z", "2026-01-07T23:30Z", "2026-01-08T23:30Z", "2026-01-09T23:30Z")!));

    [Fact]
    public void Nothing_is_expected_on_a_holiday_nor_learnt_from_it()
    {
        // Two of three Thursdays are holidays.
        string[] came = [.. Enumerable.Range(5, 19).Where(day => day is not (8 or 10 or 11 or 15 or 17 or 18)).Select(day => $"2026-01-{day:00}T06:00Z")];
        var expectation = Learn(Calendar("UTC", "2026-01-08", "2026-01-15=Founders_Day", "01-29"), came)!;

        Assert.Equal("weekly mon tue wed thu fri 06:00", Words(expectation));
        Assert.Equal(At("2026-01-30T06:00Z"), expectation.Next(At("2026-01-28T07:00Z")));
        Assert.Equal(At("2026-01-14T06:00Z"), expectation.Last(At("2026-01-16T05:00Z")));
    }

    [Theory]
    [InlineData("inbox/2026-01-28.md", "inbox/*.md")]
    [InlineData("/srv/bot/inbox/cs.CL/2026-01-28.md", "cs.CL/*.md")]
    [InlineData("arxiv_daily_20260128_cs.CL.json", "arxiv_daily_*_cs.CL.json")]
    [InlineData("Papers of 28 Jan 2026.md", "Papers of *.md")]
    [InlineData("digests_2026-01.zip/28.md", "digests_*.zip/*.md")]
    [InlineData("rss.arxiv.org/rss/cs.CL", "rss.arxiv.org/rss/cs.CL")]
    [InlineData("latest.md", "latest.md")]
    public void A_source_is_what_stays_of_a_path_without_its_dates(string path, string source) => Assert.Equal(source, DigestSource.Of(path));

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("tomorrow")]
    [InlineData("12/25")]
    public void A_holiday_that_is_no_day_is_named(string word) => Assert.Equal(word, Holidays.Parse(["12-24", word]).Wrong);

    [Theory]
    [InlineData("2026-11-26", "Thanksgiving Day")]
    [InlineData("2027-12-25", "")]
    [InlineData("2024-02-29", "Leap")]
    [InlineData("2027-11-26", null)]
    public void Holidays_are_of_one_year_or_of_every(string day, string? name) =>
        Assert.Equal(name, Holidays.Parse(["2026-11-26=Thanksgiving_Day", "12-25", "02-29=Leap"]).Read.On(TestStore.Day(day)));

    private static Expectation? Learn(string zone, params string[] arrivals) => Learn(Calendar(zone), arrivals);

    private static Expectation? Learn(SourceCalendar calendar, params string[] arrivals) => Expectation.Learn(arrivals.Select(At), calendar);

    private static SourceCalendar Calendar(string zone, params string[] holidays) => new(zone, Holidays.Parse(holidays).Read);

    private static DateTimeOffset At(string moment) => TestStore.Moment(moment);

    private static string Words(Expectation expectation) =>
        $"weekly {string.Join(' ', expectation.Usual.Days.Select(day => day.ToString()[..3].ToLowerInvariant()))} {expectation.Usual.Time:HH:mm}";
}
