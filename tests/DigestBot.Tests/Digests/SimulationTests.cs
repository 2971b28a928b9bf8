using System.Text.Json;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Digests;

/// <summary>What <c>simulate</c> shows (decision 13), through the command line.</summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task A_subscription_to_one_category_brings_that_category_of_the_day_at_the_time_asked_for()
    {
        await using var store = await TestStore.OpenAsync();
        Assert.Equal(0, (await store.RunAsync("import", Samples.Seed("004"), "--day", "2026-01-28")).Exit);
        Assert.Equal(0, (await store.RunAsync("say", "subscribe cs.IR weekdays at 09:00", "--as", "tester", "--at", "2026-01-27T12:00Z")).Exit);
        var before = await StoreDump.OfAsync(store);

        var digest = Assert.Single(await DigestsAsync(store, "2026-01-27", 7));

        Assert.Equal("2026-01-28T09:00:00Z", digest.GetProperty("dueUtc").GetString());
        var papers = (await store.PapersAsync()).Where(paper => paper.Categories.Contains("cs.IR")).Select(paper => paper.ArxivId!.Value.Value).ToList();
        Assert.Equal(13, papers.Count);
        Assert.Equal(papers.Order(), digest.GetProperty("arxivIds").EnumerateArray().Select(id => id.GetString()!).Order());
        var coverage = digest.GetProperty("coverage");
        Assert.Equal((150, 137, 13), (coverage.GetProperty("entries").GetInt32(), coverage.GetProperty("outsideFilter").GetInt32(), coverage.GetProperty("shown").GetInt32()));
        var after = await StoreDump.OfAsync(store);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
    }

    [Theory]
    [InlineData("daily at 09:00", "2026-03-28", 3, new[] { "2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z" })]
    [InlineData("daily at 02:30", "2026-03-28", 3, new[] { "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z" })]
    [InlineData("daily at 09:00", "2026-10-24", 3, new[] { "2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z" })]
    [InlineData("daily at 02:30", "2026-10-24", 3, new[] { "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z" })]
    [InlineData("mondays at 09:00", "2026-03-20", 14, new[] { "2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z" })]
    [InlineData("weekdays at 09:00", "2026-03-27", 4, new[] { "2026-03-27T08:00:00Z", "2026-03-30T07:00:00Z" })]
    public async Task A_time_in_Berlin_stays_that_time_when_the_clocks_change(string schedule, string from, int days, string[] due)
    {
        await using var store = await TestStore.OpenAsync("2026-01-01T00:00Z");
        await store.SubscribeAsync($"everything {schedule} in Europe/Berlin say when empty");

        Assert.Equal(due, (await DigestsAsync(store, from, days)).Select(digest => digest.GetProperty("dueUtc").GetString()));
    }

    [Fact]
    public async Task Files_arrive_on_their_day_and_what_lies_after_does_not_exist()
    {
        await using var store = await TestStore.OpenAsync("2026-02-10T00:00Z");
        foreach (var day in new[] { "2026-01-26", "2026-01-28", "2026-01-29", "2026-02-03" })
            await store.IngestAsync($"{day}.md", Daily(new Listed($"2601.1{day[5..7]}{day[^2..]}", $"Of {day}")));
        store.Clock.Now = TestStore.Moment("2026-01-01T00:00Z");
        await store.SubscribeAsync("everything daily at 05:00");
        await store.SubscribeAsync("everything on arrival", "bob");

        var digests = await DigestsAsync(store, "2026-01-27", 3);

        Assert.Equal(
            [
                ("2026-01-27T05:00:00Z", "ann", "2601.10126"), ("2026-01-28T06:00:00Z", "bob", "2601.10128"),
                ("2026-01-29T05:00:00Z", "ann", "2601.10128"), ("2026-01-29T06:00:00Z", "bob", "2601.10129"),
            ],
            digests.Select(d => (d.GetProperty("dueUtc").GetString()!, d.GetProperty("conversation").GetString()!, Assert.Single(d.GetProperty("arxivIds").EnumerateArray()).GetString()!)));
    }

    [Fact]
    public async Task What_was_sent_in_truth_does_not_count()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The paper")));
        await store.SubscribeAsync("everything daily at 09:00");
        await store.SweepAtAsync("2026-01-28T09:00Z");

        Assert.Single(await DigestsAsync(store, "2026-01-28", 2));
    }

    [Fact]
    public async Task A_pause_that_ended_before_the_window_brings_no_digest_from_before_it()
    {
        await using var store = await TestStore.OpenAsync("2026-01-10T06:00Z");
        await store.SubscribeAsync("everything daily at 09:00 say when empty");
        await store.SayAsync("pause until 2026-01-20");

        Assert.Equal(["2026-01-27T09:00:00Z", "2026-01-28T09:00:00Z"], (await DigestsAsync(store, "2026-01-27", 2)).Select(d => d.GetProperty("dueUtc").GetString()));
    }

    [Fact]
    public async Task A_pause_within_the_window_is_kept()
    {
        await using var store = await TestStore.OpenAsync("2026-01-10T06:00Z");
        await store.SubscribeAsync("everything daily at 09:00 say when empty");
        await store.SayAsync("pause until 2026-01-29");

        Assert.Equal(["2026-01-29T09:00:00Z", "2026-01-30T09:00:00Z"], (await DigestsAsync(store, "2026-01-27", 4)).Select(d => d.GetProperty("dueUtc").GetString()));
    }

    private static async Task<IReadOnlyList<JsonElement>> DigestsAsync(TestStore store, string from, int days)
    {
        var result = await store.RunAsync("simulate", "--from", from, "--days", $"{days}", "--json");
        Assert.Equal((0, ""), (result.Exit, result.Error));
        return [.. JsonDocument.Parse(result.Out).RootElement.GetProperty("digests").EnumerateArray()];
    }
}
