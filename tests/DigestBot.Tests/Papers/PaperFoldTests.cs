using DigestBot.Papers;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Papers;

/// <summary>A paper is the best of its entries (decision 4).</summary>
public sealed class PaperFoldTests
{
    private const string Id = "2601.00001";
    private static readonly Summary Good = new("Short", "Why", "How", "What", "So");

    [Fact]
    public async Task A_lower_version_never_overwrites_a_higher_one()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("b.md", "2026-01-20", Entry(Id, "Second", "Second text", version: 2));
        await store.TakeAsync("a.md", "2026-01-28", Entry(Id, "First", "First text", version: 1));

        var paper = await store.PaperAsync(Id);

        Assert.Equal(("Second", "Second text", 2), (paper.Title, paper.Abstract[0], paper.Version));
    }

    [Fact]
    public async Task What_is_there_wins_over_what_is_missing_whatever_the_version()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a.md", "2026-01-20", Entry(Id, "First", "First text", version: 1) with { Summaries = Summaries(Good) });
        await store.TakeAsync("b.md", "2026-01-28", Entry(Id, "Second", version: 2));

        var paper = await store.PaperAsync(Id);

        Assert.Equal(("Second", "First text", Good), (paper.Title, paper.Abstract[0], paper.Summaries["en"]));
    }

    [Fact]
    public async Task The_later_day_tells_and_the_first_day_stays()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("b.md", "2026-01-28", Entry(Id, "Later", category: "cs.LG"));
        await store.TakeAsync("a.md", "2026-01-27", Entry(Id, "Earlier", category: "cs.CL"));

        var paper = await store.PaperAsync(Id);

        Assert.Equal("Later", paper.Title);
        Assert.Equal(TestStore.Day("2026-01-27"), paper.Day);
        Assert.Equal(["cs.CL", "cs.LG"], paper.Categories);
    }

    [Fact]
    public async Task Of_two_files_of_one_name_and_day_the_newer_import_tells()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry(Id, "As first sent"));
        await store.TakeAsync("2026-01-28.md", "2026-01-28", Entry(Id, "As corrected"));

        Assert.Equal("As corrected", (await store.PaperAsync(Id)).Title);
    }

    [Fact]
    public async Task A_failed_summary_never_replaces_a_good_one()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", Daily(new Listed(Id, "The paper", Tldr: "A good summary of it.")));
        foreach (var (failed, i) in new[] { "Error", "N/A", "None", "Summary generation failed", "错误：AI分析失败。", "{tldr}", "" }.Select((text, i) => (text, i)))
            await store.IngestAsync($"2026-01-28-{i}.md", Daily(new Listed(Id, "The paper", Tldr: failed)));

        Assert.Equal("A good summary of it.", (await store.PaperAsync(Id)).Summaries["en"].Tldr);
        Assert.Equal(8, await store.CountAsync($"SELECT COUNT(*) FROM entries"));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_good_summary_replaces_a_failed_one_and_is_an_update()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", Daily(new Listed(Id, "The paper", Tldr: "Error")));
        Assert.Empty((await store.PaperAsync(Id)).Summaries);

        var report = await store.IngestAsync("2026-01-26.md", Daily(new Listed(Id, "The paper", Tldr: "A good summary of it.")));

        Assert.Equal((0, 1), (report.New, report.Updated));
        Assert.Equal("A good summary of it.", (await store.PaperAsync(Id)).Summaries["en"].Tldr);
    }

    [Fact]
    public async Task A_stated_day_wins_over_an_estimated_one()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("unnamed.md", Daily(new Listed(Id, "The paper")));
        Assert.True((await store.PaperAsync(Id)).DayEstimated);

        await store.IngestAsync("2026-01-19.md", Daily(new Listed(Id, "The paper", Tldr: "Another.")));

        var paper = await store.PaperAsync(Id);
        Assert.Equal((TestStore.Day("2026-01-19"), false), (paper.Day, paper.DayEstimated));
    }

    [Fact]
    public async Task Summaries_of_several_languages_stand_side_by_side()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-27.md", Daily(new Listed(Id, "The paper", Tldr: "A good summary of it.")));
        await store.IngestAsync("2026-01-28.md", Daily(new Listed(Id, "The paper", Tldr: "这是一个很好的总结，说明了论文的主要贡献。")));

        Assert.Equal(["en", "zh"], (await store.PaperAsync(Id)).Summaries.Keys.Order());
        await StoreInvariants.CheckAsync(store);
    }

    private static Dictionary<string, Summary> Summaries(Summary summary) => new() { ["en"] = summary };
}
