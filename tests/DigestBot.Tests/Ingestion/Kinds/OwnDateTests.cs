using DigestBot.Ingestion;

namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>A paper's own date is its date: old papers never go out as news.</summary>
public sealed class OwnDateTests
{
    private const string Now = "2026-11-30T08:00Z";

    [Theory]
    [InlineData("library.bib")]
    [InlineData("library-2026-11-29.bib")]
    public async Task Papers_of_a_library_are_as_old_as_their_year_or_id_says(string name)
    {
        await using var store = await TestStore.OpenAsync(Now);

        await store.IngestAsync(name, """
            @article{a, title={Of nineteen ninety-seven}, author={A One}, eprint={hep-th/9711201}, year={1997}}
            @article{b, title={Of nineteen ninety-eight}, author={B Two}, journal={J}, year={1998}}
            @article{c, title={Of May this year}, author={C Three}, journal={J}, year={2026}, month=may}
            @article{d, title={Of this week}, author={D Four}, eprint={2611.28001}, year={2026}}
            """);

        var days = await store.DaysByTitleAsync();
        Assert.Equal("1997-11", $"{days["Of nineteen ninety-seven"]:yyyy-MM}");
        Assert.Equal("1998", $"{days["Of nineteen ninety-eight"]:yyyy}");
        Assert.Equal("2026-05", $"{days["Of May this year"]:yyyy-MM}");
        Assert.Equal("2026-11", $"{days["Of this week"]:yyyy-MM}");
        Assert.Equal(["Of this week"], await store.NewsAsync());
    }

    [Fact]
    public async Task What_has_no_date_among_old_papers_is_no_news_either()
    {
        await using var store = await TestStore.OpenAsync(Now);

        await store.IngestAsync("old.bib", """
            @article{a, title={The first old one}, author={A One}, year={2001}}
            @article{b, title={The second old one}, author={B Two}, year={2003}}
            @article{c, title={One without a year}, author={C Three}}
            """);

        Assert.Empty(await store.NewsAsync());
    }

    [Fact]
    public async Task Whoever_says_the_day_says_it_of_all_papers()
    {
        await using var store = await TestStore.OpenAsync(Now);

        await store.IngestAsync("old.bib", "@article{a, title={An old one to read now}, author={A One}, year={2001}}", day: "2026-11-30");

        Assert.Equal(["An old one to read now"], await store.NewsAsync());
    }

    [Fact]
    public async Task A_digest_that_says_its_day_may_announce_older_papers()
    {
        await using var store = await TestStore.OpenAsync(Now);

        await store.IngestAsync("2026-11-29.md", "# Papers of 2026-11-29\n\n- [An older paper, revised](https://arxiv.org/abs/2305.00012)\n- [A paper of this week](https://arxiv.org/abs/2611.20012)\n");

        Assert.Equal(2, (await store.NewsAsync()).Count);
    }

    [Fact]
    public async Task One_date_in_the_future_takes_nothing_over()
    {
        await using var store = await TestStore.OpenAsync(Now);

        await store.IngestAsync("feed.xml", """
            <rss version="2.0"><channel><title>J</title>
            <item><title>Of an issue to come</title><link>https://j.example.org/1</link><pubDate>Mon, 01 Mar 2027 00:00:00 GMT</pubDate></item>
            <item><title>Of this week</title><link>https://j.example.org/2</link><pubDate>Fri, 27 Nov 2026 09:00:00 GMT</pubDate></item>
            </channel></rss>
            """);
        await store.IngestAsync("2027-05-01.md", "# Papers of 1 May 2027\n\n- [A paper of a wrong clock](https://arxiv.org/abs/2611.20012)\n");

        Assert.All((await store.DaysByTitleAsync()).Values, day => Assert.True(day <= TestStore.Day("2026-11-30"), $"{day}"));
    }

    [Fact]
    public async Task Old_items_of_a_feed_keep_their_days()
    {
        await using var store = await TestStore.OpenAsync(Now);

        await store.IngestAsync("blog.xml", """
            <rss version="2.0"><channel><title>J</title><lastBuildDate>Mon, 30 Nov 2026 07:00:00 GMT</lastBuildDate>
            <item><title>Of the spring</title><link>https://j.example.org/1</link><pubDate>Mon, 02 Mar 2026 00:00:00 GMT</pubDate></item>
            <item><title>Of this week</title><link>https://j.example.org/2</link><pubDate>Fri, 27 Nov 2026 09:00:00 GMT</pubDate></item>
            </channel></rss>
            """);

        Assert.Equal(["Of this week"], await store.NewsAsync());
    }

    [Fact]
    public void The_day_of_a_file_is_not_made_from_one_of_its_entries()
    {
        var digest = Reading.Of("""
            @article{a, title={One with an old id}, author={A One}, eprint={hep-th/9711201}}
            @article{b, title={The second without any}, author={B Two}}
            @article{c, title={The third without any}, author={C Three}}
            """);

        Assert.Equal((TestStore.Day("2026-11-30"), DigestBot.Papers.DaySource.Arrival), (DigestDay.Of(null, digest, "x.bib", TestStore.Day("2026-11-30")) is var day ? day.Day : default, day.Source));
    }
}

internal static class StoredDays
{
    /// <summary>The days of the papers by their titles.</summary>
    public static async Task<IReadOnlyDictionary<string, DateOnly>> DaysByTitleAsync(this TestStore store)
    {
        await using var session = await store.Database.ReadAsync(CancellationToken.None);
        return (await session.QueryAsync($"SELECT title, day FROM papers", row => (row.Text(0), row.Day(1)), CancellationToken.None)).ToDictionary();
    }

    /// <summary>Titles of the papers that go out by themselves.</summary>
    public static async Task<IReadOnlyList<string>> NewsAsync(this TestStore store)
    {
        await using var session = await store.Database.ReadAsync(CancellationToken.None);
        return await session.QueryAsync($"SELECT title FROM papers WHERE first_sequence IS NOT NULL ORDER BY title", row => row.Text(0), CancellationToken.None);
    }
}
