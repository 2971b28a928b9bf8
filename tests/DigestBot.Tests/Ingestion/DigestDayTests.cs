using DigestBot.Ingestion;
using DigestBot.Papers;

namespace DigestBot.Tests.Ingestion;

public sealed class DigestDayTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void What_the_uploader_says_wins()
    {
        var day = DigestDay.Of(new DateOnly(2026, 1, 5), Digest(new DateOnly(2026, 1, 6), "2601.19899"), "2026-01-07.md", Today);

        Assert.Equal((new DateOnly(2026, 1, 5), DaySource.Given, false), (day.Day, day.Source, day.Estimated));
    }

    [Fact]
    public void The_content_comes_before_the_name()
    {
        var day = DigestDay.Of(null, Digest(new DateOnly(2026, 1, 6)), "2026-01-07.md", Today);

        Assert.Equal((new DateOnly(2026, 1, 6), DaySource.Content), (day.Day, day.Source));
    }

    [Theory]
    [InlineData("2026-01-28.md")]
    [InlineData("digest_2026.01.28_final.md")]
    [InlineData("2026_01_28.txt")]
    [InlineData("20260128_Wed.md")]
    [InlineData("28-Jan-2026/papers.md")]
    [InlineData("archive/2025-12-31/28-JAN-2026/papers.md")]
    [InlineData(@"C:\digests\20260128_Wed\cs.md")]
    [InlineData("2026-13-45 2026-01-28.md")]
    public void A_date_in_a_name_is_the_day(string path)
    {
        var day = DigestDay.Of(null, Digest(null, "2512.00001"), path, Today);

        Assert.Equal((new DateOnly(2026, 1, 28), DaySource.Name, false), (day.Day, day.Source, day.Estimated));
    }

    [Theory]
    [InlineData("2026-13-45.md")]
    [InlineData("2026-02-30.md")]
    [InlineData("004_c08551a37ce2ad6f.txt")]
    [InlineData("a20260128f0.md")]
    [InlineData("12026-01-281.md")]
    [InlineData("")]
    public void A_date_that_cannot_be_is_no_date(string path)
    {
        var day = DigestDay.Of(null, Digest(null), path, Today);

        Assert.Equal((Today, DaySource.Arrival, true), (day.Day, day.Source, day.Estimated));
    }

    [Fact]
    public void The_newest_id_tells_the_month_for_sure_and_the_day_roughly()
    {
        var day = DigestDay.Of(null, Digest(null, "2412.00010", "2601.18800", "2601.19899"), "", Today);

        Assert.Equal((DaySource.Ids, true), (day.Source, day.Estimated));
        Assert.InRange(day.Day, new DateOnly(2026, 1, 25), new DateOnly(2026, 1, 31));
    }

    [Theory]
    [InlineData("2601.99999")]
    [InlineData("0704.0001")]
    [InlineData("math/0309136")]
    [InlineData("hep-th/9912999")]
    public void An_estimate_stays_in_the_month_of_the_id(string id)
    {
        Assert.True(ArxivId.TryParse(id, out var parsed));

        var day = DigestDay.Of(null, Digest(null, id), "", Today).Day;

        Assert.Equal(parsed.IssuedIn, (day.Year, day.Month));
    }

    [Fact]
    public void An_estimate_is_never_later_than_the_arrival()
    {
        var day = DigestDay.Of(null, Digest(null, "2611.19000"), "", Today);

        Assert.Equal((Today, DaySource.Ids), (day.Day, day.Source));
    }

    [Fact]
    public void An_id_from_the_future_does_not_count()
    {
        var day = DigestDay.Of(null, Digest(null, "2612.00001", "2601.15000", "9913.00001"), "", Today);

        Assert.Equal((2026, 1), (day.Day.Year, day.Day.Month));
    }

    private static ParsedDigest Digest(DateOnly? day, params string[] ids) =>
        new("test", [.. ids.Select((id, index) => new Entry(index + 1) { ArxivId = ArxivId.TryParse(id, out var parsed) ? parsed : null })]) { Day = day };
}
