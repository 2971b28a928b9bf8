using DigestBot.Papers;

namespace DigestBot.Tests.Papers;

/// <summary>Ids, DOIs and links as people and programs write them.</summary>
public sealed class PaperLinksTests
{
    [Theory]
    [InlineData("https://www.alphaxiv.org/abs/2611.50001")]
    [InlineData("https://huggingface.co/papers/2611.50001")]
    [InlineData("https://doi.org/10.48550/arXiv.2611.50001")]
    [InlineData("10.48550/ARXIV.2611.50001")]
    [InlineData("doi:10.48550/arXiv.2611.50001")]
    [InlineData("https://arxiv.org/abs/2611.50001.")]
    [InlineData("(https://arxiv.org/html/2611.50001v3)")]
    [InlineData("<https://arxiv.org/pdf/2611.50001.pdf#page=2>")]
    [InlineData("https://arxiv.org/abs/2611.50001?context=cs")]
    [InlineData("arXiv: 2611.50001v2 [cs.SE]")]
    [InlineData("2611.50001,")]
    [InlineData("https://web.archive.org/web/2026/https://arxiv.org/abs/2611.50001")]
    [InlineData("https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Farxiv.org%2Fabs%2F2611.50001&data=05")]
    [InlineData("https://urldefense.com/v3/__https://arxiv.org/abs/2611.50001__;!!Abc$")]
    [InlineData("https://www.google.com/url?sa=t&q=https://arxiv.org/pdf/2611.50001&usg=x")]
    public void Every_way_to_name_a_paper_is_its_id(string text)
    {
        Assert.True(ArxivId.TryParse(text, out var id));
        Assert.Equal("2611.50001", id.Value);
    }

    [Theory]
    [InlineData("HEP-TH/9901002v3", "hep-th/9901002", 3)]
    [InlineData("https://arxiv.org/abs/Hep-Th%2F9901002", "hep-th/9901002", null)]
    [InlineData("MATH.gt/0309136", "math.GT/0309136", null)]
    public void An_old_id_is_one_however_it_is_written(string text, string expected, int? version)
    {
        Assert.True(ArxivId.TryParse(text, out var id, out var read));
        Assert.Equal((expected, version), (id.Value, read));
    }

    [Theory]
    [InlineData("https://news.example.org/?ref=https://arxiv.org/abs/2611.50001")]
    [InlineData("https://example.org/2611.50001")]
    [InlineData("see 2611.50001 for this")]
    public void What_leads_elsewhere_is_no_id(string text) => Assert.False(ArxivId.TryParse(text, out _));

    [Theory]
    [InlineData("https://dx.doi.org/10.1234/EXA.5", "10.1234/EXA.5")]
    [InlineData("DOI: 10.1234/exa.5.", "10.1234/exa.5")]
    [InlineData("10.1234/exa.5 [doi]", "10.1234/exa.5")]
    [InlineData("https://www.biorxiv.org/content/10.1101/2026.11.24.777001v2.full.pdf", "10.1101/2026.11.24.777001")]
    [InlineData("http://medrxiv.org/cgi/content/short/2026.11.24.26340001v1?rss=1", "10.1101/2026.11.24.26340001")]
    [InlineData("https://dl.acm.org/doi/abs/10.1145/3700001.3700002", "10.1145/3700001.3700002")]
    [InlineData("https://onlinelibrary.wiley.com/doi/10.1002/abc.123/full", "10.1002/abc.123")]
    [InlineData("https://www.nature.com/articles/s41586-026-00001-2", "10.1038/s41586-026-00001-2")]
    [InlineData("(10.1016/0022-2836(81)90087-5)", "10.1016/0022-2836(81)90087-5")]
    public void A_DOI_is_found_in_what_people_paste(string text, string expected)
    {
        Assert.True(Doi.TryParse(text, out var doi));
        Assert.Equal(expected, doi.Value);
    }

    [Theory]
    [InlineData("10.48550/arXiv.2611.50001")]
    [InlineData("version 10.1 of it")]
    [InlineData("https://example.org/10.2026/")]
    public void What_is_none_is_no_DOI(string text) => Assert.False(Doi.TryParse(text, out _));

    [Fact]
    public void Case_makes_no_other_DOI()
    {
        Assert.True(Doi.TryParse("10.1234/EXA", out var one));
        Assert.True(Doi.TryParse("https://doi.org/10.1234/exa", out var other));

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }
}
