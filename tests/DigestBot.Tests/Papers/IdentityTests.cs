using DigestBot.Ingestion;
using DigestBot.Papers;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Papers;

/// <summary>Which entries are one paper (design, section 5; decision 5).</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task Versions_and_links_of_one_id_are_one_paper()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", Daily(new Listed("2601.00001v1", "Old words")));
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("http://www.arxiv.org/pdf/2601.00001v2.pdf", "New words")));

        var paper = Assert.Single(await store.PapersAsync());

        Assert.Equal(("2601.00001", 2, "New words"), (paper.ArxivId?.Value, paper.Version, paper.Title));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task Two_ids_with_one_title_stay_two_papers()
    {
        await using var store = await TestStore.OpenAsync();
        var report = await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "One title", Text: Abstract(1)), new Listed("2601.00002", "One title", Text: Abstract(1))));

        Assert.Equal(2, report.New);
        Assert.Equal(["2601.00001", "2601.00002"], (await store.PapersAsync()).Select(p => p.ArxivId?.Value));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task The_same_id_twice_in_one_file_is_one_paper_and_the_first_entry_tells()
    {
        await using var store = await TestStore.OpenAsync();
        var report = await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "First"), new Listed("2601.00001", "Second")));

        Assert.Equal((2, 1, 1), (report.Entries, report.New, report.Known + report.Updated));
        Assert.Equal("First", Assert.Single(await store.PapersAsync()).Title);
        await StoreInvariants.CheckAsync(store);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_abstract_without_a_title_takes_title_and_id_of_its_paper_whichever_comes_first(bool abstractFirst)
    {
        await using var store = await TestStore.OpenAsync();
        string[] order = abstractFirst ? ["list", "daily"] : ["daily", "list"];
        foreach (var file in order)
        {
            await (file == "list"
                ? store.IngestAsync("profile.txt", AbstractList(Abstract(1)), "2026-01-28")
                : store.IngestAsync("2026-01-27.md", Daily(new Listed("2601.00001", "The known title", Text: Abstract(1)))));
        }

        var paper = Assert.Single(await store.PapersAsync());

        Assert.Equal(("2601.00001", "The known title", false), (paper.ArxivId?.Value, paper.Title, paper.TitleMade));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task An_abstract_is_recognised_whatever_its_links_accents_and_formulas_are_written_like()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The paper", Text: "The naïve $\\alpha$ method. " + Abstract(1) + " Code: this https URL")));
        await store.IngestAsync("profile.txt", AbstractList("The naive  method. " + Abstract(1) + " Code: https://example.org/code"));

        Assert.Single(await store.PapersAsync());
    }

    [Fact]
    public async Task Short_abstracts_have_no_fingerprint()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("a.txt", AbstractList("We study one thing in a few words."));
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The paper", Text: "We study one thing in a few words.")));

        Assert.Equal(2, (await store.PapersAsync()).Count);
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM paper_keys"));
    }

    [Fact]
    public async Task Without_an_id_title_and_first_author_decide()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", Daily(new Listed("https://example.org/1", "A Shared Title!", Authors: "Zoë Young,X Y")));
        await store.IngestAsync("2026-01-28.md", Daily(
            new Listed("https://example.org/2", "a shared title", Authors: "Zoe Young"), new Listed("https://example.org/3", "A shared title", Authors: "Somebody Else")));

        Assert.Equal(2, (await store.PapersAsync()).Count);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_paper_known_by_its_title_takes_the_id_that_arrives_later()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", Daily(new Listed("https://example.org/1", "The title")));
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The title")));

        Assert.Equal("2601.00001", Assert.Single(await store.PapersAsync()).ArxivId?.Value);
    }

    [Fact]
    public async Task An_entry_that_shows_two_papers_to_be_one_brings_them_together()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("titles.md", "2026-01-26", Entry("2601.00001", "The title"));
        await store.TakeAsync("profile.txt", "2026-01-27", Entry(null, text: Abstract(1)));
        Assert.Equal(2, (await store.PapersAsync()).Count);

        await store.TakeAsync("full.md", "2026-01-28", Entry("2601.00001", "The title", Abstract(1)));

        Assert.Equal("The title", Assert.Single(await store.PapersAsync()).Title);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task An_entry_without_an_id_can_show_it_too()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("titles.md", "2026-01-26", Entry(null, "The title"));
        await store.TakeAsync("profile.txt", "2026-01-27", Entry(null, text: Abstract(1)));

        await store.TakeAsync("full.md", "2026-01-28", Entry(null, "The title", Abstract(1)));

        Assert.Single(await store.PapersAsync());
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_paper_merged_away_is_not_found_by_the_rest_of_the_file()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("titles.md", "2026-01-26", Entry("2601.00001", "The title"));
        await store.TakeAsync("profile.txt", "2026-01-27", Entry(null, text: Abstract(1)));

        // Both carry the abstract: a re-submission, which happens.
        await store.TakeAsync("full.md", "2026-01-28", Entry("2601.00001", "The title", Abstract(1)), Entry("2601.00002", "The title again", Abstract(1)));

        Assert.Equal(["2601.00001", "2601.00002"], (await store.PapersAsync()).Select(p => p.ArxivId?.Value));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task What_was_sent_of_an_abstract_was_sent_of_its_paper()
    {
        await using var store = await TestStore.OpenAsync("2026-01-26T06:00Z");
        await store.SubscribeAsync("everything daily at 09:00");
        await store.TakeAsync("titles.md", "2026-01-26", Entry("2601.00001", "The title"));
        await store.TakeAsync("profile.txt", "2026-01-26", Entry(null, text: Abstract(1)));
        Assert.Equal(2, Assert.Single(await store.SweepAtAsync("2026-01-26T09:00Z")).Composition.Coverage.Shown);

        await store.TakeAsync("full.md", "2026-01-27", Entry("2601.00001", "The title", Abstract(1)));
        var next = Assert.Single(await store.SweepAtAsync("2026-01-27T09:00Z"));

        Assert.False(next.Sent);
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM ledger"));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task The_ledger_of_an_abstract_moves_to_the_paper_that_had_none()
    {
        await using var store = await TestStore.OpenAsync("2026-01-26T06:00Z");
        await store.SubscribeAsync("everything daily at 09:00");
        await store.TakeAsync("profile.txt", "2026-01-26", Entry(null, text: Abstract(1)));
        await store.SweepAtAsync("2026-01-26T09:00Z");
        await store.TakeAsync("titles.md", "2026-01-01", Entry("2601.00001", "The title"));
        await store.TakeAsync("full.md", "2026-01-27", Entry("2601.00001", "The title", Abstract(1)));

        var next = Assert.Single(await store.SweepAtAsync("2026-01-27T09:00Z"));

        Assert.False(next.Sent);
        var into = Assert.Single(await store.PapersAsync());
        Assert.Equal(into.Id, await store.CountAsync($"SELECT paper_id FROM ledger"));
    }
}
