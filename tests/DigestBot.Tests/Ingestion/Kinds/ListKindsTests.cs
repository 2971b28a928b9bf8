using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Titles;

namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>Lists and notes as people type them and sites generate them.</summary>
public sealed class ListKindsTests
{
    [Theory]
    [InlineData("* 2611.40001: A paper behind its bare id")]
    [InlineData("- A paper behind its bare id (2611.40001)")]
    [InlineData("1. A paper behind its bare id, https://arxiv.org/abs/2611.40001 (Korn et al.)")]
    [InlineData("- **A paper behind its bare id** — Mia Korn, Bo Lee — [arXiv:2611.40001](https://arxiv.org/abs/2611.40001)")]
    [InlineData("- [**A paper behind its bare id**](https://arxiv.org/abs/2611.40001) – *Mia Korn, Bo Lee*")]
    [InlineData("- [PDF](https://arxiv.org/pdf/2611.40001) A paper behind its bare id")]
    [InlineData("• A paper behind its bare id arXiv:2611.40001")]
    [InlineData("- [ ] [A paper behind its bare id](https://arxiv.org/abs/2611.40001)")]
    [InlineData("1. **A paper behind its bare id** — Mia Korn, Bo Lee (2026). https://arxiv.org/abs/2611.40001")]
    [InlineData("A paper behind its bare id: https://arxiv.org/abs/2611.40001")]
    [InlineData("A paper behind its bare id\nhttps://arxiv.org/abs/2611.40001")]
    public void A_line_of_any_shape_gives_title_and_id(string line)
    {
        var digest = Reading.Of($"# Reading list\n\n{line}\n\n{line.Replace("2611.40001", "2611.40002", StringComparison.Ordinal).Replace("A paper", "Another", StringComparison.Ordinal)}\n");

        Assert.Equal([("A paper behind its bare id", "2611.40001"), ("Another behind its bare id", "2611.40002")], digest.Entries.Select(entry => (entry.Title!, entry.ArxivId!.Value.Value)));
        Assert.All(digest.Entries, entry => Assert.Equal(["Reading list"], entry.Categories));
        Assert.All(digest.Entries.Where(entry => entry.Authors.Count > 0), entry => Assert.Equal(["Mia Korn", "Bo Lee"], entry.Authors));
    }

    [Fact]
    public void A_list_of_nothing_but_links_is_a_list()
    {
        var digest = Reading.Of("https://arxiv.org/abs/2611.40003\nhttps://www.alphaxiv.org/abs/2611.40004\nhttps://doi.org/10.1234/list.5\n");

        Assert.Equal(["2611.40003", "2611.40004", "10.1234/list.5"], digest.Entries.Select(entry => entry.ArxivId?.Value ?? entry.Doi?.Value));
    }

    [Fact]
    public void A_remark_behind_a_link_is_no_title_and_a_paper_of_nothing_but_its_id_is_called_so()
    {
        Assert.Null(Reading.One("https://arxiv.org/abs/2611.40009 (the sparse one)\n").Title);
        Assert.Equal("arXiv:2611.40009", PaperFold.Fold(1, [new Appearance(new Entry(1) { ArxivId = Id("2611.40009") }, TestStore.Day("2026-11-30"), false, "a", 1, 0, false)]).Title);
    }

    [Fact]
    public void Names_below_a_heading_are_the_authors()
    {
        var entry = Reading.Of("### A heading of one paper\nMia Korn, Bo Lee\n\n[arXiv](https://arxiv.org/abs/2611.40010) · [Code](https://github.com/a/b)\n\n### A heading of another\n\n[arXiv](https://arxiv.org/abs/2611.40011)\n").Entries[0];

        Assert.Equal(["Mia Korn", "Bo Lee"], entry.Authors);
    }

    [Fact]
    public void A_table_may_call_its_titles_papers()
    {
        var digest = Reading.Of("| Paper | Link |\n|---|---|\n| The first in a table | [2611.40012](https://arxiv.org/abs/2611.40012) |\n| The second in a table | [2611.40013](https://arxiv.org/abs/2611.40013) |\n");

        Assert.Equal(["The first in a table", "The second in a table"], digest.Entries.Select(entry => entry.Title));
    }

    [Fact]
    public void One_item_is_read_like_two()
    {
        var entry = Reading.One("# Reading list\n\n- [The only paper of a list](https://arxiv.org/abs/2611.40005)\n");

        Assert.Equal(("The only paper of a list", "Reading list"), (entry.Title, Assert.Single(entry.Categories)));
    }

    [Fact]
    public void Lines_with_links_that_are_no_papers_are_named()
    {
        var digest = Reading.Of("# Links\n\n- [A paper that is taken](https://arxiv.org/abs/2611.40006)\n- [A talk that is none](https://video.example.org/7)\n- [Another paper taken](https://arxiv.org/abs/2611.40007)\n");

        Assert.Equal(2, digest.Entries.Count);
        Assert.Equal(4, Assert.Single(digest.Notes).Line);
    }

    [Fact]
    public void A_list_of_links_is_no_abstract()
    {
        var entries = Reading.Of(string.Join('\n', new[] { "1", "2" }.Select(i => $"- **Paper {i} of the links**\n  - Published: 2026-01-12 | Category: `cs.CV`\n  - Links: [arXiv](https://arxiv.org/abs/2601.0801{i}) | [PDF](https://arxiv.org/pdf/2601.0801{i}) | [HTML](https://arxiv.org/html/2601.0801{i})\n  - Matched: localization\n"))).Entries;

        Assert.Equal(["2601.08011", "2601.08012"], entries.Select(entry => entry.ArxivId!.Value.Value));
        Assert.All(entries, entry => Assert.Empty(entry.Abstract));
    }

    [Fact]
    public void Front_matter_holds_a_paper()
    {
        var entry = Reading.One("---\ntitle: \"A paper in front\"\ntitle_ja: 先頭の論文についての研究\nauthors: [Mia Korn, Bo Lee]\narxiv_id: '2611.40008v2'\narxiv_categories:\n  - cs.CL\n  - cs.AI\nabstract: |-\n  We stand\n  in front.\n---\n\n## 要約\n\n前に立つ論文の要約です。\n");

        Assert.Equal(("A paper in front", "2611.40008", 2, "We stand in front."), (entry.Title, entry.ArxivId!.Value.Value, entry.Version, entry.Abstract.Single()));
        Assert.Equal((2, 2), (entry.Authors.Count, entry.Categories.Count));
        Assert.Equal("前に立つ論文の要約です。", entry.Summaries["ja"].Tldr);
    }

    [Fact]
    public void A_count_is_no_part_of_a_section_and_a_summary_may_be_marked_up()
    {
        var digest = Reading.Of("# Papers of 2026-07-29\n\n## Reasoning · 2 篇\n\n#### [Steps that help](a.md)\n\n<span>arXiv 2607.40001</span>\n\n<div class=\"x-summary\">\n\n这些步骤有帮助。\n\n</div>\n\n#### [Steps that do not](b.md)\n\n<span>arXiv 2607.40002</span>\n");

        Assert.All(digest.Entries, entry => Assert.Equal(["Reasoning"], entry.Categories));
        Assert.Equal("这些步骤有帮助。", digest.Entries[0].Summaries["zh"].Tldr);
    }

    [Theory]
    [InlineData("Last update: 2026-08-21")]
    [InlineData("> Updated on 2026.08.21")]
    [InlineData("**更新时间**：2026年8月21日")]
    public void The_day_of_a_table_is_what_it_says_and_not_its_newest_papers(string line)
    {
        var digest = Reading.Of($"# Daily\n\n{line}\n\n## Series\n| **Title** | **Date** | **Abstract** |\n| --- | --- | --- |\n| **[A series](https://arxiv.org/abs/2608.40001)** | 2026-08-19 | <details><summary>Show</summary><p>We forecast & more.</p></details> |\n");

        Assert.Equal((new DateOnly(2026, 8, 21), "We forecast & more."), (digest.Day, Assert.Single(digest.Entries).Abstract.Single()));
    }

    [Fact]
    public void Names_right_below_a_daily_heading_are_the_authors()
    {
        var digest = Reading.Of("### [A place for all](http://arxiv.org/abs/2507.40001)  \nMia Korn, Na Min Lee, J. van den Tal  \n<details>  \n  <summary>Abstract</summary>  \n    We find places.  \n</details>  \n");

        Assert.Equal(["Mia Korn", "Na Min Lee", "J. van den Tal"], Assert.Single(digest.Entries).Authors);
    }

    [Fact]
    public void A_tab_in_a_formula_is_a_lost_backslash_and_one_outside_is_white_space()
    {
        var digest = Reading.Of("# math.NT [[Back]](#toc)\n\n### [1] [Lattices](https://arxiv.org/abs/2512.40001)\n*A B*\n\nTL;DR: 本文研究$\text{GL}\times K$，表\text 之后$\theta$。\n<details>\n<summary>Details</summary>\n</details>\n".Replace("\\t", "\t", StringComparison.Ordinal));

        Assert.Equal("本文研究$\\text{GL}\\times K$，表 ext 之后$\\theta$。", Assert.Single(digest.Entries).Summaries["zh"].Tldr);
        Assert.Equal(nameof(Strings.Note_MendedLatex), Assert.Single(digest.Repairs).Said!.Text);
    }

    [Fact]
    public void A_topic_summary_needs_no_link_back_and_a_score_is_no_summary()
    {
        var digest = Reading.Of("# Table of Contents\n\n## Ice\n\n- [Ice](#2604.40001v2)\n\n# Ice\n\n## <a id=\"2604.40001v2\"></a>[Ice on grains](http://arxiv.org/abs/2604.40001v2)\n\n**Interest Score:** `0.6`\n\n### Summary\n\n冰在颗粒上吸附。\n");

        var entry = Assert.Single(digest.Entries);
        Assert.Equal(("topic-summary", "Ice on grains", 2, "冰在颗粒上吸附。"), (digest.Format, entry.Title, entry.Version, entry.Summaries["zh"].Result));
        Assert.DoesNotContain("en", entry.Summaries.Keys);
    }

    private static ArxivId Id(string text) => ArxivId.TryParse(text, out var id) ? id : default;

    [Theory]
    [InlineData("We introduce (i) Expert-Walk, a prompting strategy that walks, and (ii) RunDB, a store. Both help.", "Expert-Walk: a prompting strategy that walks")]
    [InlineData("Let $G$ be a graph on n vertices. We show that the number of its colourings is even, using a bijection.", "The number of its colourings is even, using a bijection")]
    [InlineData("We present a framework for ranking very large simulations on their ability to reproduce the observed catalogue of clusters, based on masses.", "A framework for ranking very large simulations")]
    public void A_label_is_neither_numbered_nor_cut_inside_a_phrase(string text, string label) => Assert.Equal(label, MadeTitle.From([text]));

    [Fact]
    public async Task A_list_of_older_papers_can_be_made_todays()
    {
        await using var store = await TestStore.OpenAsync("2026-11-30T08:00Z");
        var report = await store.IngestAsync("classics.md", "# Classics\n\n- [An old paper to read](https://arxiv.org/abs/1706.40001)\n- [A second old paper](https://arxiv.org/abs/1810.40002)\n");
        Assert.Empty(await store.NewsAsync());

        Assert.True(DigestBot.Ingestion.TodaysFile.Offers(report));
        await using (var session = await store.Database.WriteAsync(CancellationToken.None))
        {
            Assert.True(await new DigestBot.Ingestion.TodaysFile(session, store.Clock.GetUtcNow()).MakeAsync(report.Number!.Value, CancellationToken.None));
            Assert.False(await new DigestBot.Ingestion.TodaysFile(session, store.Clock.GetUtcNow()).MakeAsync(report.Number!.Value, CancellationToken.None));
            await session.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(["A second old paper", "An old paper to read"], await store.NewsAsync());
        Assert.All((await store.DaysByTitleAsync()).Values, day => Assert.Equal(TestStore.Day("2026-11-30"), day));
        await StoreInvariants.CheckAsync(store);
    }
}
