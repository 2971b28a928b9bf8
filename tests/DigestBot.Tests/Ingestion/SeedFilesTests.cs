using DigestBot.Papers;
using DigestBot.Ingestion;

namespace DigestBot.Tests.Ingestion;

/// <summary>The files a newcomer reads first.</summary>
public sealed class SeedFilesTests
{
    [Fact]
    public void The_sample_of_the_daily_Markdown_is_read_without_a_remark()
    {
        var digest = Parse("2026-11-19-daily.md", "daily-markdown");

        Assert.Equal(12, digest.Entries.Count);
        Assert.Empty(digest.Rejected);
        Assert.Empty(digest.Notes);
        Assert.Empty(digest.Repairs);
        Assert.Equal(["cs.CL", "cs.LG", "cs.IR", "cs.CV"], digest.Entries.SelectMany(entry => entry.Categories).Distinct());
        Assert.Equal(6, digest.Entries.Count(entry => entry.Summaries.ContainsKey("zh")));
        Assert.Equal(6, digest.Entries.Count(entry => entry.Summaries.ContainsKey("en")));
        Assert.All(digest.Entries, entry => Assert.True(entry.ArxivId is not null && entry.Authors.Count > 0 && entry.Abstract.Count > 0));
        Assert.All(digest.Entries.SelectMany(entry => entry.Summaries.Values), summary =>
            Assert.True(summary is { Tldr: not null, Motivation: not null, Method: not null, Result: not null, Conclusion: not null }));
        Assert.Equal(DaySource.Name, DigestDay.Of(null, digest, "2026-11-19-daily.md", new DateOnly(2026, 11, 20)).Source);
    }

    [Fact]
    public void The_sample_of_an_abstract_list_is_read_with_its_first_line_noted()
    {
        var digest = Parse("lab-abstracts.txt", "abstract-list");

        Assert.Equal(6, digest.Entries.Count);
        Assert.Empty(digest.Rejected);
        Assert.Single(digest.Notes);
    }

    private static ParsedDigest Parse(string name, string format)
    {
        var text = DigestText.Decode(File.ReadAllBytes(Samples.Own(name)), name);
        Assert.NotNull(text);
        Assert.Equal(format, DigestFormats.Detect(text)?.Name);
        return DigestFormats.Detect(text)!.Parse(text);
    }
}
