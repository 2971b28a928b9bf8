using DigestBot.Papers.Search;

namespace DigestBot.Tests.Papers;

/// <summary>Today is Thursday, 29 January 2026.</summary>
public sealed class QueryDateTests
{
    private static readonly QueryContext Search = new([], new DateOnly(2026, 1, 29), QueryMode.Search);

    [Theory]
    [InlineData("since last month", "2025-12-01", null)]
    [InlineData("since last week", "2026-01-19", null)]
    [InlineData("since monday", "2026-01-26", null)]
    [InlineData("since mon", "2026-01-26", null)]
    [InlineData("since tues", "2026-01-27", null)]
    [InlineData("last fri", "2026-01-23", "2026-01-24")]
    [InlineData("since 礼拜一", "2026-01-26", null)]
    [InlineData("礼拜一以来", "2026-01-26", null)]
    [InlineData("since thursday", "2026-01-22", null)]
    [InlineData("since yesterday", "2026-01-28", null)]
    [InlineData("since 3 days ago", "2026-01-26", null)]
    [InlineData("since two weeks ago", "2026-01-15", null)]
    [InlineData("since january", "2026-01-01", null)]
    [InlineData("since Dec", "2025-12-01", null)]
    [InlineData("since:2026-01-01", "2026-01-01", null)]
    [InlineData("since:2025", "2025-01-01", null)]
    [InlineData("since:\"last month\"", "2025-12-01", null)]
    [InlineData("since: yesterday", "2026-01-28", null)]
    [InlineData("before:2026-01", null, "2026-01-01")]
    [InlineData("before last week", null, "2026-01-19")]
    [InlineData("yesterday", "2026-01-28", "2026-01-29")]
    [InlineData("today", "2026-01-29", "2026-01-30")]
    [InlineData("this week", "2026-01-26", "2026-02-02")]
    [InlineData("last week", "2026-01-19", "2026-01-26")]
    [InlineData("last month", "2025-12-01", "2026-01-01")]
    [InlineData("this year", "2026-01-01", "2027-01-01")]
    [InlineData("last 7 days", "2026-01-22", "2026-01-30")]
    [InlineData("in the last 2 months", "2025-11-29", "2026-01-30")]
    [InlineData("in January", "2026-01-01", "2026-02-01")]
    [InlineData("in March", "2025-03-01", "2025-04-01")]
    [InlineData("in march 2024", "2024-03-01", "2024-04-01")]
    [InlineData("in 2025", "2025-01-01", "2026-01-01")]
    [InlineData("on monday", "2026-01-26", "2026-01-27")]
    [InlineData("last monday", "2026-01-26", "2026-01-27")]
    [InlineData("2026-01", "2026-01-01", "2026-02-01")]
    [InlineData("2026-01-28", "2026-01-28", "2026-01-29")]
    [InlineData("2026/1/28", "2026-01-28", "2026-01-29")]
    [InlineData("上周", "2026-01-19", "2026-01-26")]
    [InlineData("本周", "2026-01-26", "2026-02-02")]
    [InlineData("昨天", "2026-01-28", "2026-01-29")]
    [InlineData("今天", "2026-01-29", "2026-01-30")]
    [InlineData("上个月", "2025-12-01", "2026-01-01")]
    [InlineData("最近7天", "2026-01-22", "2026-01-30")]
    [InlineData("近两周", "2026-01-15", "2026-01-30")]
    [InlineData("自上周", "2026-01-19", null)]
    [InlineData("自：2026-01-01", "2026-01-01", null)]
    [InlineData("上个月以来", "2025-12-01", null)]
    [InlineData("2026年1月之前", null, "2026-01-01")]
    [InlineData("2026年1月28日", "2026-01-28", "2026-01-29")]
    [InlineData("since:2026-01-01 before:2026-01-15", "2026-01-01", "2026-01-15")]
    public void Days_are_read_as_people_write_them(string text, string? since, string? before)
    {
        var query = QueryParser.Parse($"graph {text} mining", Search).Value;

        Assert.NotNull(query);
        Assert.Equal((since, before), (query.Since?.ToString("yyyy-MM-dd"), query.Before?.ToString("yyyy-MM-dd")));
        Assert.Equal(["graph", "mining"], query.Groups.Select(group => group.AnyOf[0].Text));
    }

    [Theory]
    [InlineData("the monday effect")]
    [InlineData("may the last layer")]
    [InlineData("imagenet 2012")]
    [InlineData("learning since birth")]
    [InlineData("in space")]
    [InlineData("on sat solvers")]
    [InlineData("since SAT solvers")]
    [InlineData("last day")]
    [InlineData("in 3021")]
    [InlineData("\"last week\"")]
    [InlineData("since - 2025")]
    [InlineData("从数据学习")]
    public void Ordinary_words_are_no_days(string text)
    {
        var query = QueryParser.Parse(text, Search).Value;

        Assert.NotNull(query);
        Assert.Equal((null, null), (query.Since, query.Before));
        Assert.NotEmpty(query.Groups);
    }
}
