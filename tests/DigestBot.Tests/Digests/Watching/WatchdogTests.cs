using System.Globalization;
using DigestBot.Commands;
using DigestBot.Digests.Watching;
using DigestBot.Ingestion.Feeds;
using DigestBot.Messages;
using DigestBot.Papers;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Digests.Watching;

/// <summary>A source came every working day from 12 to 16 and 19 to 23 January 2026 at 06:00 UTC; then it does what the test says.</summary>
public sealed class WatchdogTests
{
    [Fact]
    public async Task A_late_digest_file_is_said_once_to_those_who_asked()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("watch", "ann");
        await store.SayAsync("hello", "bob");

        Assert.Equal(0, await WatchAsync(store, "2026-01-26T07:29Z"));
        Assert.Equal(1, await WatchAsync(store, "2026-01-26T07:31Z"));
        Assert.Equal(0, await WatchAsync(store, "2026-01-26T07:32Z"));
        Assert.Equal(0, await WatchAsync(store, "2026-01-26T23:00Z"));

        var told = Assert.Single(await NoticesAsync(store));
        Assert.Contains("inbox/*.md is late: it should have come by Mon 26 Jan 2026 06:00 (UTC). It came last Fri 23 Jan 2026 06:00 (UTC).", told);
    }

    [Fact]
    public async Task Two_watchdogs_at_once_say_it_once()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("watch");
        store.Clock.Now = TestStore.Moment("2026-01-26T08:00Z");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Watchdog(store).RunAsync(CancellationToken.None)));

        Assert.Single(await NoticesAsync(store));
    }

    [Fact]
    public async Task A_notice_that_was_not_committed_is_said_at_the_next_run()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("watch");
        store.Clock.Now = TestStore.Moment("2026-01-26T08:00Z");
        await using (var crashing = await store.Database.WriteAsync(CancellationToken.None))
        {
            await crashing.ExecuteAsync($"INSERT INTO late_notices (conversation_id, source, day, told_at) SELECT conversation_id, 'inbox/*.md', '2026-01-26', since FROM watches", CancellationToken.None);
        }

        Assert.Equal(1, await WatchAsync(store, "2026-01-26T08:01Z"));
    }

    [Fact]
    public async Task When_it_comes_after_all_that_is_said_too()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("watch");
        await WatchAsync(store, "2026-01-26T08:00Z");

        await ComeAsync(store, "2026-01-26T11:00Z");

        Assert.Equal(1, await WatchAsync(store, "2026-01-26T11:01Z"));
        Assert.Equal(0, await WatchAsync(store, "2026-01-26T11:02Z"));
        Assert.Contains("inbox/*.md has come after all: Mon 26 Jan 2026 11:00 (UTC).", (await NoticesAsync(store))[1]);
        // The next day it is missed again.
        Assert.Equal(1, await WatchAsync(store, "2026-01-27T07:31Z"));
    }

    [Fact]
    public async Task A_source_that_stays_away_is_mentioned_three_times()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("watch");

        var told = new List<int>();
        for (var day = 26; day <= 30; day++)
            told.Add(await WatchAsync(store, $"2026-01-{day}T09:00Z"));

        Assert.Equal([1, 1, 1, 0, 0], told);
        Assert.Contains("3 times in a row", (await NoticesAsync(store))[2]);
    }

    [Fact]
    public async Task Nobody_is_told_on_a_weekend_or_a_holiday()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("watch");

        Assert.Equal(0, await WatchAsync(store, "2026-01-24T12:00Z"));
        Assert.Equal(0, await WatchAsync(store, "2026-01-25T12:00Z"));
        Assert.Equal(0, await WatchAsync(store, "2026-01-26T12:00Z", "2026-01-26"));
        Assert.Equal(1, await WatchAsync(store, "2026-01-27T12:00Z", "2026-01-26"));
    }

    [Fact]
    public async Task What_was_late_when_somebody_asked_is_in_the_answer_and_not_said_again()
    {
        await using var store = await WithTwoWeeksAsync();
        store.Clock.Now = TestStore.Moment("2026-01-26T10:00Z");

        var answer = Read(await store.SayAsync("watch"));

        Assert.Contains("late: expected by Mon 26 Jan 2026 06:00 (UTC)", answer);
        Assert.Equal(0, await WatchAsync(store, "2026-01-26T10:01Z"));
        Assert.Equal(1, await WatchAsync(store, "2026-01-27T10:00Z"));
    }

    [Fact]
    public async Task Moments_are_in_the_readers_zone_and_words_in_their_language()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("timezone Asia/Shanghai");
        await store.SayAsync("language zh");
        await store.SayAsync("提醒");

        await WatchAsync(store, "2026-01-26T09:00Z");

        Assert.Contains("迟到了：本该在 2026年1月26日周一 14:00（Asia/Shanghai）之前到达", (await NoticesAsync(store))[0]);
    }

    [Fact]
    public async Task Only_the_sources_named_are_watched()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("watch inbox", "ann");
        Assert.False((await store.SayAsync("watch nowhere", "bob")).Understood);

        Assert.Equal(1, await WatchAsync(store, "2026-01-26T09:00Z"));
    }

    [Fact]
    public async Task The_list_shows_it_and_undo_takes_it_back()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("watch", shared: "nlp");
        Assert.Contains("say so here when a digest file is late", Read(await store.SayAsync("list", shared: "nlp")));

        await store.SayAsync("undo", shared: "nlp");
        Assert.DoesNotContain("late", Read(await store.SayAsync("list", shared: "nlp")));
        await store.SayAsync("watch", shared: "nlp");
        await store.SayAsync("unwatch", shared: "nlp");
        Assert.Equal(0, await WatchAsync(store, "2026-01-26T09:00Z"));

        await store.SayAsync("undo", shared: "nlp");
        Assert.Equal(0, await WatchAsync(store, "2026-01-26T09:01Z"));
        Assert.Equal(1, await WatchAsync(store, "2026-01-27T09:01Z"));
    }

    [Fact]
    public async Task A_feed_that_said_there_is_nothing_is_not_late()
    {
        await using var store = await WithTwoWeeksAsync();
        await store.SayAsync("watch");
        await ComeAsync(store, "2026-01-26T06:00Z", papers: 0);

        Assert.Equal(0, await WatchAsync(store, "2026-01-26T09:00Z"));
        var state = await StateAsync(store);
        Assert.Equal((Quiet.Empty, TestStore.Moment("2026-01-27T06:00Z")), (state.Today, state.Next!.Value));
    }

    [Fact]
    public async Task Empty_weekend_files_do_not_make_it_expected_on_weekends()
    {
        await using var store = await WithTwoWeeksAsync();
        await ComeAsync(store, "2026-01-24T06:00Z", papers: 0);
        await ComeAsync(store, "2026-01-25T06:00Z", papers: 0);

        Assert.Equal((Quiet.Weekend, TestStore.Moment("2026-01-26T06:00Z")), ((await StateAsync(store)).Today, (await StateAsync(store)).Next!.Value));
    }

    [Fact]
    public async Task Status_says_what_is_expected_and_why_nothing_comes()
    {
        await using var store = await WithTwoWeeksAsync();
        await ComeAsync(store, "2026-01-24T06:00Z", papers: 0);
        store.Clock.Now = TestStore.Moment("2026-01-24T12:00Z");

        var status = Read(await store.SayAsync("status"));

        Assert.Contains("inbox/*.md · none today: weekend · comes weekdays · last Fri 23 Jan 2026 06:00 (UTC) · next by Mon 26 Jan 2026 06:00 (UTC)", status);
        Assert.Contains("2026-01-23.md, taken", status);
    }

    [Fact]
    public async Task A_feed_that_cannot_be_read_is_named_with_its_problem()
    {
        await using var store = await WithTwoWeeksAsync("feeds.example/rss/cs.CL");
        await store.WriteAsync(session => new FeedStore(session).SaveAsync(
            new FeedState("https://feeds.example/rss/cs.CL?key=secret", null, null, store.Clock.Now, store.Clock.Now, null, 3, "HTTP 503"), CancellationToken.None));
        await store.SayAsync("watch");

        await WatchAsync(store, "2026-01-26T09:00Z");

        var told = Assert.Single(await NoticesAsync(store));
        Assert.Contains("feeds.example/rss/cs.CL is late", told);
        Assert.Contains("Reading it fails: HTTP 503.", told);
        Assert.DoesNotContain("secret", told);
    }

    [Fact]
    public async Task A_file_that_came_once_is_no_source()
    {
        await using var store = await TestStore.OpenAsync();
        await ComeAsync(store, "2026-01-12T06:00Z");

        Assert.Contains("No source of digest files has come on enough days yet", Read(await store.SayAsync("watch")));
    }

    private static async Task<TestStore> WithTwoWeeksAsync(string? source = null)
    {
        var store = await TestStore.OpenAsync();
        foreach (var day in (int[])[12, 13, 14, 15, 16, 19, 20, 21, 22, 23])
            await ComeAsync(store, $"2026-01-{day}T06:00Z", source: source);
        return store;
    }

    private static async Task ComeAsync(TestStore store, string moment, int papers = 1, string? source = null)
    {
        store.Clock.Now = TestStore.Moment(moment);
        var day = store.Clock.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await store.TakeAsync(source ?? $"inbox/{day}.md", day, [.. Enumerable.Range(1, papers).Select(line => new Entry(line) { Title = $"Paper of {moment}", Authors = ["Ann Author"] })]);
    }

    private static Watchdog Watchdog(TestStore store, params string[] holidays) =>
        new(store.Database, new SourceCalendar("UTC", Holidays.Parse(holidays).Read), store.Clock, NullLogger<Watchdog>.Instance);

    private static Task<int> WatchAsync(TestStore store, string moment, params string[] holidays)
    {
        store.Clock.Now = TestStore.Moment(moment);
        return Watchdog(store, holidays).RunAsync(CancellationToken.None);
    }

    private static async Task<SourceState> StateAsync(TestStore store) =>
        Assert.Single(await store.ReadAsync(session => SourceState.ReadAsync(session, new SourceCalendar("UTC", Holidays.None), store.Clock.Now, CancellationToken.None)));

    private static async Task<IReadOnlyList<string>> NoticesAsync(TestStore store) =>
        await store.ReadAsync(session => session.QueryAsync(
            $"SELECT body FROM outbox WHERE kind = 'Notice' ORDER BY id", row => PlainText.Render(MessageJson.Deserialize(row.Text(0))), CancellationToken.None));

    private static string Read(Answer answer) => PlainText.Render(answer.Message);
}
