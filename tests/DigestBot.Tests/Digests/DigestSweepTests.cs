using DigestBot.Digests;
using DigestBot.Papers;
using DigestBot.Tests.Delivery;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Digests;

/// <summary>Which digests come, when, and what they cover (decisions 6, 9 and 10).</summary>
public sealed class DigestSweepTests
{
    [Fact]
    public async Task The_first_digest_covers_the_newest_day_that_has_a_match_and_not_the_history()
    {
        await using var store = await TestStore.OpenAsync("2026-01-27T12:00Z");
        await store.TakeAsync("2026-01-25.md", "2026-01-25", Entry("2601.00001", "Older", category: "cs.IR"));
        await store.TakeAsync("2026-01-26.md", "2026-01-26", Entry("2601.00002", "Newest match", category: "cs.IR"), Entry("2601.00003", "Elsewhere"));
        await store.TakeAsync("2026-01-27.md", "2026-01-27", Entry("2601.00004", "No match"));
        await store.SubscribeAsync("cs.IR daily at 09:00");

        var digest = Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z"));

        Assert.Equal(["Newest match"], Titles(digest));
        Assert.Equal(TestStore.Moment("2026-01-28T09:00Z"), digest.DueAt);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task The_first_digest_also_covers_all_that_arrived_since_the_subscription_was_made()
    {
        await using var store = await TestStore.OpenAsync("2026-01-26T12:00Z");
        await store.TakeAsync("2026-01-25.md", "2026-01-25", Entry("2601.00001", "Before"));
        await store.SubscribeAsync("everything sundays at 09:00");
        foreach (var day in (string[])["27", "28", "29"])
        {
            store.Clock.Now = TestStore.Moment($"2026-01-{day}T07:00Z");
            await store.TakeAsync($"2026-01-{day}.md", $"2026-01-{day}", Entry($"2601.000{day}", $"Of the {day}th"));
        }

        var digest = Assert.Single(await store.SweepAtAsync("2026-02-01T09:00Z"));

        Assert.Equal(["Of the 27th", "Of the 28th", "Of the 29th"], Titles(digest).Order());
        Assert.Equal(["Of the 29th", "Of the 28th", "Of the 27th"], Titles(digest));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task What_a_digest_did_not_show_is_numbered_on_and_can_be_asked_for_by_its_number()
    {
        await using var store = await TestStore.OpenAsync("2026-01-27T12:00Z");
        await store.TakeAsync("a.md", "2026-01-27", Entry("2601.00001", "One"), Entry("2601.00002", "Two"), Entry("2601.00003", "Three"));
        await store.SubscribeAsync("everything top 2 daily at 09:00");
        await store.SweepAtAsync("2026-01-28T09:00Z");

        var more = await store.SayAsync("more d1");

        Assert.Equal(3, Assert.Single(more.Message.Blocks.OfType<DigestBot.Messages.EntryRow>()).Number);
        Assert.Equal("2601.00003", (await store.SayAsync("card 3")).Message.Card!.Paper is var id ? (await PapersAsync(store))[id] : "");
    }

    private static async Task<Dictionary<long, string>> PapersAsync(TestStore store)
    {
        await using var session = await store.Database.ReadAsync(TestContext.Current.CancellationToken);
        return (await session.QueryAsync($"SELECT id, arxiv_id FROM papers", row => (row.Long(0), row.Text(1)), TestContext.Current.CancellationToken)).ToDictionary(row => row.Item1, row => row.Item2);
    }

    [Fact]
    public async Task Later_digests_cover_all_that_arrived_since_even_if_its_day_is_older()
    {
        await using var store = await StartedAsync();
        await store.TakeAsync("2026-01-20.md", "2026-01-20", Entry("2601.00005", "Late but not too late"));
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00006", "Of today"));

        var digest = Assert.Single(await store.SweepAtAsync("2026-01-29T09:00Z"));

        Assert.Equal(["Late but not too late", "Of today"], Titles(digest).Order());
    }

    [Fact]
    public async Task A_backfill_is_stored_but_not_pushed()
    {
        await using var store = await StartedAsync();
        await store.TakeAsync("2026-01-13.md", "2026-01-13", Entry("2601.00007", "Fifteen days old"));
        await store.TakeAsync("2026-01-14.md", "2026-01-14", Entry("2601.00008", "Fourteen days old"));

        var digest = Assert.Single(await store.SweepAtAsync("2026-01-29T09:00Z"));

        Assert.Equal(["Fourteen days old"], Titles(digest));
        Assert.Contains("2601.00007", (await store.RunAsync("search", "fifteen", "--json")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backfill_can_be_a_new_subscriptions_first_digest()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("2025-06-01.md", "2025-06-01", Entry("2506.00001", "From last year"));
        await store.SubscribeAsync("everything daily at 09:00");

        Assert.Equal(["From last year"], Titles(Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z"))));
    }

    [Fact]
    public async Task What_a_backfill_brought_is_news_when_a_digest_file_of_today_has_it()
    {
        await using var store = await StartedAsync();
        await store.SubscribeAsync("everything on arrival", "bob");
        await store.TakeAsync("2025-06-01.md", "2025-06-01", Entry("2506.00001", "Known from long ago"));
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2506.00001", "Known from long ago"));

        var digests = await store.SweepAtAsync("2026-01-29T09:00Z");

        Assert.Equal(2, digests.Count);
        Assert.All(digests, digest => Assert.Equal(["Known from long ago"], Titles(digest)));
    }

    [Fact]
    public async Task An_empty_digest_is_not_sent_unless_asked_for()
    {
        await using var store = await StartedAsync();
        await store.SubscribeAsync("cs.IR daily at 09:00 say when empty", "bob");

        var digests = await store.SweepAtAsync("2026-01-29T09:00Z");

        Assert.Equal([false, true], digests.Select(digest => digest.Sent));
        Assert.Equal(2, await store.CountAsync($"SELECT COUNT(*) FROM outbox WHERE kind = 'Digest'"));
    }

    [Fact]
    public async Task Missed_due_times_become_one_digest()
    {
        await using var store = await StartedAsync();
        foreach (var day in new[] { "2026-01-28", "2026-01-29", "2026-01-30" })
            await store.TakeAsync($"{day}.md", day, Entry($"2601.1{day[^2..]}00", $"Of {day}"));

        var digest = Assert.Single(await store.SweepAtAsync("2026-01-31T12:00Z"));

        Assert.Equal(3, digest.Composition.Coverage.Shown);
        Assert.Equal(TestStore.Moment("2026-02-01T09:00Z"), (await store.SubscriptionAsync(1)).NextDue);
        Assert.Empty(await store.SweepAtAsync("2026-01-31T13:00Z"));
    }

    [Fact]
    public async Task A_due_time_before_the_subscription_existed_is_not_run()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T09:30Z");
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry("2601.00001", "Of today"));
        await store.SubscribeAsync("everything daily at 09:00");

        Assert.Empty(await store.SweepAtAsync("2026-01-28T23:00Z"));
        Assert.Single(await store.SweepAtAsync("2026-01-29T09:00Z"));
    }

    [Fact]
    public async Task A_due_time_is_run_once_even_after_the_clock_went_back()
    {
        await using var store = await StartedAsync();
        store.Clock.Now = TestStore.Moment("2026-01-28T08:00Z");
        await store.SubscribeAsync("cs.IR daily at 09:00 say when empty", "bob");
        await store.SayAsync("top 1 5");

        // Ann's nine o'clock was run before; Bob's digest must not wait for it.
        var digest = Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z"), d => d.Subscription.OwnerId == 2);

        Assert.True(digest.Sent);
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM digests WHERE subscription_id = 1"));
        Assert.Equal(TestStore.Moment("2026-01-29T09:00Z"), (await store.SubscriptionAsync(1)).NextDue);
    }

    [Fact]
    public async Task On_arrival_means_with_the_next_digest_file_and_once()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T07:00Z");
        await store.SubscribeAsync("everything on arrival");
        Assert.Empty(await store.SweepAtAsync("2026-01-28T07:01Z"));
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "Just in")));

        Assert.Equal(["Just in"], Titles(Assert.Single(await store.SweepAtAsync("2026-01-28T07:02Z"))));
        Assert.Empty(await store.SweepAtAsync("2026-01-28T07:03Z"));
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "Just in")));
        Assert.Empty(await store.SweepAtAsync("2026-01-28T07:04Z"));
    }

    [Fact]
    public async Task After_a_pause_one_digest_covers_it_all_best_first_up_to_the_cap()
    {
        await using var store = await TestStore.OpenAsync("2026-01-27T06:00Z");
        await store.TakeAsync("2026-01-27.md", "2026-01-27", Entry("2601.00001", "Of the first day"));
        await store.SubscribeAsync("everything daily at 09:00 top 2");
        await store.SweepAtAsync("2026-01-27T09:00Z");
        await store.SayAsync("pause until 2026-01-31");
        foreach (var day in new[] { "2026-01-28", "2026-01-29", "2026-01-30" })
        {
            await store.TakeAsync($"{day}.md", day, Entry($"2601.1{day[^2..]}00", $"Of {day}"));
            Assert.Empty(await store.SweepAtAsync($"{day}T09:00Z"));
        }

        Assert.Empty(await store.SweepAtAsync("2026-01-31T00:00Z"));
        var digest = Assert.Single(await store.SweepAtAsync("2026-01-31T09:00Z"));

        Assert.Equal(new Coverage(3, 0, 0, 0, 1, 2), digest.Composition.Coverage);
        Assert.Empty(await store.SweepAtAsync("2026-01-31T09:01Z"));
    }

    [Theory]
    [InlineData("en", "everything · 3 papers · since Wed 28 Jan 2026, 3 days combined")]
    [InlineData("zh", "全部 · 3 篇论文 · 自2026年1月28日周三起，合并 3 天")]
    public async Task After_a_gap_the_digest_says_since_when_it_covers(string language, string summary)
    {
        await using var store = await StartedAsync();
        await store.SayAsync($"language {language}");
        foreach (var day in new[] { "2026-01-28", "2026-01-29", "2026-01-30" })
            await store.TakeAsync($"{day}.md", day, Entry($"2601.1{day[^2..]}00", $"Of {day}"));

        store.Clock.Now = TestStore.Moment("2026-01-28T10:00Z");
        Assert.DoesNotContain("combined", (await store.SayAsync("preview")).Message.Summary, StringComparison.Ordinal);
        await store.SweepAtAsync("2026-01-31T12:00Z");
        await store.SendAsync();
        Assert.Contains(summary, await store.SaidAsync(1));

        foreach (var day in new[] { "2026-01-31", "2026-02-01" })
            await store.TakeAsync($"{day}.md", day, Entry($"2601.2{day[^2..]}00", $"Of {day}"));
        var next = Assert.Single(await store.SweepAtAsync("2026-02-01T09:00Z"));
        Assert.False(next.Composition.Combined);
    }

    [Fact]
    public async Task A_weekly_digest_of_several_days_is_no_combined_one()
    {
        await using var store = await TestStore.OpenAsync("2026-01-18T12:00Z");
        await store.TakeAsync("2026-01-18.md", "2026-01-18", Entry("2601.00001", "First of all"));
        await store.SubscribeAsync("everything mondays at 09:00");
        await store.SweepAtAsync("2026-01-19T09:00Z");
        foreach (var day in new[] { "2026-01-20", "2026-01-21" })
            await store.TakeAsync($"{day}.md", day, Entry($"2601.1{day[^2..]}00", $"Of {day}"));

        Assert.False(Assert.Single(await store.SweepAtAsync("2026-01-26T09:00Z")).Composition.Combined);
        foreach (var day in new[] { "2026-01-27", "2026-02-03" })
            await store.TakeAsync($"{day}.md", day, Entry($"2601.2{day[^2..]}00", $"Of {day}"));
        Assert.True(Assert.Single(await store.SweepAtAsync("2026-02-09T09:00Z")).Composition.Combined);
    }

    [Fact]
    public async Task A_corrected_day_pushes_nothing_and_counts_as_an_update()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        await store.SubscribeAsync("everything daily at 09:00");
        var text = Daily(new Listed("2601.20000", "The paper"));
        await store.IngestAsync("unnamed.md", text);
        await store.SweepAtAsync("2026-01-28T09:00Z");

        var report = await store.IngestAsync("unnamed.md", text, day: "2026-01-20");

        Assert.Equal((0, 1, TestStore.Day("2026-01-20"), false), (report.New, report.Updated, report.Day, report.DayEstimated));
        Assert.Equal(TestStore.Day("2026-01-20"), (await store.PaperAsync("2601.20000")).Day);
        Assert.False(Assert.Single(await store.SweepAtAsync("2026-01-29T09:00Z")).Sent);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task Entries_are_grouped_by_the_category_the_subscription_asks_for()
    {
        await using var store = await TestStore.OpenAsync("2026-01-28T06:00Z");
        await store.TakeAsync("2026-01-28.md", "2026-01-28",
            Entry("2601.00001", "Language one") with { Categories = ["cs.CL"] },
            Entry("2601.00002", "Retrieval one") with { Categories = ["cs.LG", "cs.IR"] },
            Entry("2601.00003", "Language two") with { Categories = ["cs.CL"] });
        await store.SubscribeAsync("cs.CL cs.IR daily at 09:00");

        var digest = Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z"));

        Assert.Equal([("cs.CL", 2), ("cs.IR", 1)], digest.Composition.Groups.Select(g => (g.Category!, g.Papers.Count)));
    }

    [Fact]
    public async Task A_digest_its_message_its_ledger_and_the_next_due_time_are_written_together()
    {
        await using var store = await StartedAsync();

        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM outbox JOIN digests ON digests.id = digest_id WHERE kind = 'Digest'"));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM ledger JOIN digests ON digests.id = digest_id"));
        var subscription = await store.SubscriptionAsync(1);
        Assert.Equal((1L, TestStore.Moment("2026-01-29T09:00Z")), (subscription.CutOff, subscription.NextDue));
    }

    /// <summary>Ann has had her first daily digest at nine on 28 January.</summary>
    private static async Task<TestStore> StartedAsync()
    {
        var store = await TestStore.OpenAsync("2026-01-27T12:00Z");
        await store.TakeAsync("2026-01-27.md", "2026-01-27", Entry("2601.00001", "First of all"));
        await store.SubscribeAsync("everything daily at 09:00");
        Assert.Equal(["First of all"], Titles(Assert.Single(await store.SweepAtAsync("2026-01-28T09:00Z"))));
        return store;
    }

    private static IEnumerable<string> Titles(MadeDigest digest) => digest.Composition.Shown.Select(paper => paper.Title);
}
