using DigestBot.Ingestion;

namespace DigestBot.Tests.Ingestion;

/// <summary>The template's earlier generations, March and April 2025.</summary>
public sealed class DailyMarkdownGenerationsTests
{
    [Fact]
    public void The_first_generation_has_an_abstract_and_nothing_else()
    {
        var digest = Parse("""
            ### [Learning to Fold](https://arxiv.org/abs/2503.11111)
            *Ann Roe,Bob Doe*

            <details>
              <summary>Abstract</summary>
            Abstract: Folding is hard
            to learn.
              We learn it.
            </details>

            ### [Unfolding](https://arxiv.org/abs/2503.11112)
            *Li Wei*

            <details>
              <summary>Abstract</summary>
            Unfolding is easy.
            </details>
            """);

        Assert.Equal(["Learning to Fold", "Unfolding"], digest.Entries.Select(entry => entry.Title));
        Assert.Equal(["Folding is hard to learn.", "We learn it."], digest.Entries[0].Abstract);
        Assert.Equal(["Unfolding is easy."], digest.Entries[1].Abstract);
        Assert.Empty(digest.Entries[0].Categories);
        Assert.Empty(digest.Notes);
    }

    [Fact]
    public void The_second_generation_calls_the_short_summary_task()
    {
        var digest = Parse("""
            ### [Learning to Fold](https://arxiv.org/abs/2503.22222)
            *Ann Roe,Bob Doe*

            Task: Fold laundry.
            Motivation: Laundry piles up.

            <details>
              <summary>Details</summary>
            Method: Touch.

            Result: 86 of 100.

            Conclusion: It folds.

            Abstract: We fold.
            </details>
            """);

        var entry = Assert.Single(digest.Entries);
        var summary = entry.Summaries["en"];
        Assert.Equal(("Fold laundry.", "Laundry piles up.", "Touch.", "86 of 100.", "It folds."),
            (summary.Tldr, summary.Motivation, summary.Method, summary.Result, summary.Conclusion));
        Assert.Equal(["We fold."], entry.Abstract);
        Assert.Empty(digest.Notes);
    }

    [Fact]
    public void The_third_generation_lists_every_paper_twice()
    {
        const string Entry = """
            ### [1] [Learning to Fold](https://arxiv.org/abs/2504.33333)
            *Ann Roe*

            Main category: cs.RO

            TLDR: Fold laundry.


            <details>
              <summary>Details</summary>
            Motivation: Laundry piles up.

            Method: Touch.

            Result: 86 of 100.

            Conclusion: It folds.

            Abstract: We fold.
            </details>


            """;
        var digest = Parse("<div id=toc></div>\n\n# Table of Contents\n\n- [cs.RO](#cs.RO) [Total: 2]\n\n\n<div id='cs.RO'></div>\n\n# cs.RO [[Back]](#toc)\n\n"
            + Entry + Entry);

        Assert.Equal(2, digest.Entries.Count);
        Assert.All(digest.Entries, entry => Assert.Equal("Fold laundry.", entry.Summaries["en"].Tldr));
        Assert.All(digest.Entries, entry => Assert.Equal(["cs.RO"], entry.Categories));
        Assert.Empty(digest.Notes);
    }

    private static ParsedDigest Parse(string file)
    {
        var text = DigestText.FromString(file);
        var format = DigestFormats.Detect(text);
        Assert.Equal("daily-markdown", format?.Name);
        return format!.Parse(text);
    }
}
