using DigestBot.Ingestion;
using DigestBot.Ingestion.Formats;

namespace DigestBot.Tests.Ingestion;

public sealed class AbstractListTests
{
    [Fact]
    public void A_line_before_the_first_abstract_is_noted()
    {
        var digest = Parse("Example University\n\nAbstract:One.\nAbstract: Two.");

        Assert.Equal([(3, "One."), (4, "Two.")], digest.Entries.Select(entry => (entry.Line, Assert.Single(entry.Abstract))));
        Assert.Equal((1, "no entry: “Example University”"), digest.Notes.Select(note => (note.Line, note.Note)).Single());
    }

    [Fact]
    public void A_line_without_the_prefix_continues_the_abstract()
    {
        var digest = Parse("Abstract:We wrap\nour lines. They\nend here.\n  Second paragraph.\n\nThird, after an empty line.\nAbstract:Next.");

        Assert.Equal(["We wrap our lines. They end here.", "Second paragraph.", "Third, after an empty line."], digest.Entries[0].Abstract);
        Assert.Equal(["Next."], digest.Entries[1].Abstract);
        Assert.Empty(digest.Notes);
    }

    [Fact]
    public void A_caption_between_two_abstracts_is_noted()
    {
        var digest = Parse("Abstract:One.\n\nExample University\nAbstract:Two.\nPage 2");

        Assert.Equal([["One."], ["Two."]], digest.Entries.Select(entry => entry.Abstract));
        Assert.Equal(["no entry: “Example University”", "no entry: “Page 2”"], digest.Notes.Select(note => note.Note));
    }

    [Fact]
    public void An_abstract_without_text_is_rejected()
    {
        var digest = Parse("Abstract:One.\nAbstract: \nAbstract:Three.");

        Assert.Equal(2, digest.Entries.Count);
        Assert.Equal(2, Assert.Single(digest.Rejected).Line);
        Assert.Contains("put the abstract on the same line", digest.Rejected[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repaired_abstract_is_reported()
    {
        var digest = Parse("Abstract:We bound $\rho$.");

        Assert.Equal([@"We bound $\rho$."], Assert.Single(digest.Entries).Abstract);
        Assert.Equal(1, Assert.Single(digest.Repairs).Line);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>\n<item><description>arXiv:2509.13338v1\nAbstract: text</description></item>")]
    [InlineData("# Notes\nAbstract: text")]
    [InlineData("Dear all,\nplease\nfind\nhere\nsome\nlines.\nAbstract: text")]
    [InlineData("Nothing of the kind")]
    [InlineData("")]
    public void Other_texts_with_such_a_line_are_not_a_list(string text) => Assert.Null(DigestFormats.Detect(DigestText.FromString(text)));

    private static ParsedDigest Parse(string file)
    {
        var text = DigestText.FromString(file);
        Assert.Equal("abstract-list", DigestFormats.Detect(text)?.Name);
        return new AbstractListFormat().Parse(text);
    }
}
