namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>Pages with links to papers: each title under its own paper's id.</summary>
public sealed class PageKindsTests
{
    [Fact]
    public void Each_item_of_a_list_is_its_own_paper_wherever_its_link_leads()
    {
        var digest = Reading.Of("""
            <html><body><h1>Papers</h1><ul>
            <li><a href="https://lab.example.org/about-this">A page about nothing in particular</a></li>
            <li><a href="https://doi.org/10.1234/abc.1">The first paper, in a journal</a></li>
            <li><a href="https://filter.example.com/?url=https%3A%2F%2Farxiv.org%2Fabs%2F2611.10001&x=1">The second paper, through a filter</a></li>
            <li>The third paper, before its link <a href="https://arxiv.org/pdf/2611.10002">PDF</a> <a href="https://doi.org/10.1234/abc.3">DOI</a></li>
            </ul></body></html>
            """);

        Assert.Equal(
            [("The first paper, in a journal", null, "10.1234/abc.1"), ("The second paper, through a filter", "2611.10001", null), ("The third paper, before its link", "2611.10002", "10.1234/abc.3")],
            digest.Entries.Select(entry => (entry.Title!, entry.ArxivId?.Value, entry.Doi?.Value)));
        Assert.Contains("A page about nothing", Assert.Single(digest.Notes).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_beside_one_without_a_link_keeps_its_own_title()
    {
        var digest = Reading.Of("""
            <div><div class="card"><h3>A paper that links nowhere</h3></div>
            <div class="card"><h3>A paper on arXiv with a card</h3><a href="https://arxiv.org/abs/2611.10003">arXiv</a></div></div>
            """);

        Assert.Equal("A paper on arXiv with a card", Assert.Single(digest.Entries).Title);
    }

    [Fact]
    public void Cards_may_link_to_pages_named_after_the_paper()
    {
        var digest = Reading.Of("---\ntitle: x\n---\n<div class=\"card\"><a class=\"title\" href=\"a-faster-sort-2611-10004/\">A faster sort for short lists</a></div>\n");

        Assert.Equal(("A faster sort for short lists", "2611.10004"), digest.Entries is [var only] ? (only.Title!, only.ArxivId!.Value.Value) : default);
    }

    [Fact]
    public void A_style_sheet_is_no_bibliography()
    {
        var digest = Reading.Of("<html><head><style>a{b:c}\n@media (max-width:640px){.card{padding:4px}}</style></head><body><a href=\"https://arxiv.org/abs/2611.10005\">A paper below some style</a></body></html>");

        Assert.Equal(("html", "2611.10005"), (digest.Format, Assert.Single(digest.Entries).ArxivId!.Value.Value));
    }
}
