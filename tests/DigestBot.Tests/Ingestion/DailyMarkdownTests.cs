using DigestBot.Ingestion;
using DigestBot.Ingestion.Formats;

namespace DigestBot.Tests.Ingestion;

/// <summary>What real files of today's template do, each with the smallest file that shows it.</summary>
public sealed class DailyMarkdownTests
{
    [Theory]
    [InlineData("Solving $O(n^2)$ [Extended Abstract](v2)")]
    [InlineData(@"On \emph{|x|} < 3 & <think> tags (a $\lambda$-calculus view)")]
    [InlineData("[Re] A * B _ C ` D")]
    [InlineData("[2024] In Review")]
    public void A_title_may_contain_any_sign(string title)
    {
        var entry = Assert.Single(Parse(Entry(title)).Entries);

        Assert.Equal(title, entry.Title);
        Assert.Equal("2601.00001", entry.ArxivId?.Value);
    }

    [Fact]
    public void A_version_in_the_link_is_kept_beside_the_id()
    {
        var entry = Assert.Single(Parse(Entry("T").Replace("https://arxiv.org/abs/2601.00001", "http://arxiv.org/pdf/2601.00001v3", StringComparison.Ordinal)).Entries);

        Assert.Equal(("2601.00001", 3), (entry.ArxivId?.Value, entry.Version));
    }

    [Fact]
    public void A_paper_from_elsewhere_keeps_its_link()
    {
        var entry = Assert.Single(Parse(Entry("T").Replace("https://arxiv.org/abs/2601.00001", "https://example.org/p(1)", StringComparison.Ordinal)).Entries);

        Assert.Null(entry.ArxivId);
        Assert.Equal("https://example.org/p(1)", entry.Url);
    }

    [Fact]
    public void A_label_inside_an_abstract_is_text()
    {
        var entry = Assert.Single(Parse(Entry("T", @abstract: "One.\nMethod: two.\nResults: three.\nAbstract: four.")).Entries);

        Assert.Equal(["One. Method: two. Results: three. Abstract: four."], entry.Abstract);
        Assert.Equal("M", entry.Summaries["en"].Method);
    }

    [Fact]
    public void Soft_wraps_are_joined_and_indented_lines_start_a_paragraph()
    {
        var entry = Assert.Single(Parse(Entry("T", @abstract: "We wrap\nat 80 columns.\n  A second\nparagraph.\n\nA third.")).Entries);

        Assert.Equal(["We wrap at 80 columns.", "A second paragraph.", "A third."], entry.Abstract);
    }

    [Fact]
    public void A_list_in_a_summary_keeps_its_lines()
    {
        var entry = Assert.Single(Parse(Entry("T", result: "Two gains:\n- faster\n- smaller\n\n### In short\nbetter")).Entries);

        Assert.Equal("Two gains:\n- faster\n- smaller\n\n### In short\nbetter", entry.Summaries["en"].Result);
    }

    [Fact]
    public void A_failed_summary_is_stored_as_missing()
    {
        var digest = Parse(Entry("T", tldr: "Summary generation failed", motivation: "N/A", method: "错误：AI分析失败。", result: "Not mentioned in abstract"));

        var summary = Assert.Single(digest.Entries).Summaries["en"];
        Assert.Equal((null, null, null, "Not mentioned in abstract", "C"),
            (summary.Tldr, summary.Motivation, summary.Method, summary.Result, summary.Conclusion));
    }

    [Fact]
    public void An_entry_without_any_summary_is_an_entry()
    {
        var entry = Assert.Single(Parse(Entry("T", "", "", "", "", "")).Entries);

        Assert.Empty(entry.Summaries);
        Assert.Equal(["A."], entry.Abstract);
    }

    [Fact]
    public void A_suffix_split_off_its_name_is_joined_back()
    {
        var digest = Parse(Entry("T", authors: "Ann Roe,Jr.,Bob Doe,III,Li Wei, ,Ph.D."));

        Assert.Equal(["Ann Roe, Jr.", "Bob Doe, III", "Li Wei, Ph.D."], Assert.Single(digest.Entries).Authors);
        Assert.Equal("mended: a name's suffix split off by a comma", Assert.Single(digest.Repairs).Note);
    }

    [Fact]
    public void An_asterisk_in_a_name_does_not_end_the_author_line()
    {
        var entry = Assert.Single(Parse(Entry("T", authors: "A* Search Group,Peter O'Hearn")).Entries);

        Assert.Equal(["A* Search Group", "Peter O'Hearn"], entry.Authors);
    }

    [Fact]
    public void A_table_of_contents_that_promises_another_number_is_noted_with_both()
    {
        var digest = Parse("- [cs.CL](#cs.CL) [Total: 39]\n- [cs.AI](#cs.AI) [Total: 2]\n\n# cs.CL [[Back]](#toc)\n\n" + Entry("T"));

        Assert.Equal(
            [(1, "cs.CL: the table of contents says 39, the section has 1"), (2, "cs.AI: the table of contents says 2, the section has 0")],
            digest.Notes.Select(note => (note.Line, note.Note)));
    }

    [Fact]
    public void The_section_comes_before_the_main_category()
    {
        var entry = Assert.Single(Parse("# cs.AI [[Back]](#toc)\n\n" + Entry("T")).Entries);

        Assert.Equal(["cs.AI", "cs.CL"], entry.Categories);
    }

    [Theory]
    [InlineData("### [7] [A title without a link]", "no link")]
    [InlineData("### [7] A title", "no link")]
    [InlineData("### A title", "no link")]
    [InlineData("### [7] [Cut](https://arxiv.org/abs/2601.000", "send the complete file")]
    [InlineData("### [7] [Script](javascript:alert(1))", "neither an arXiv id nor a web address")]
    [InlineData("### [7] [](https://example.org)", "neither a title nor an arXiv id")]
    public void An_entry_that_cannot_be_read_is_rejected_with_what_to_do(string head, string reason)
    {
        var digest = Parse(Entry("First") + head + "\n*A B*\n\nAbstract: text\n</details>\n\n" + Entry("Last"));

        Assert.Equal(["First", "Last"], digest.Entries.Select(entry => entry.Title));
        var rejected = Assert.Single(digest.Rejected);
        Assert.Equal(Entry("First").Count(c => c == '\n') + 1, rejected.Line);
        Assert.Contains(reason, rejected.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_inside_an_abstract_keeps_what_was_there()
    {
        var whole = Entry("T", @abstract: "One sentence. Another one.");
        var digest = Parse(whole[..(whole.IndexOf("Another", StringComparison.Ordinal) + 3)]);

        Assert.Equal(["One sentence. Ano"], Assert.Single(digest.Entries).Abstract);
        Assert.Contains("the file ends inside this entry", Assert.Single(digest.Notes).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_inside_a_summary_leaves_the_unfinished_field_out()
    {
        var whole = Entry("T", method: "A method of many words");
        var digest = Parse(whole[..whole.IndexOf("of many", StringComparison.Ordinal)]);

        var summary = Assert.Single(digest.Entries).Summaries["en"];
        Assert.Equal(("W", null), (summary.Motivation, summary.Method));
        Assert.Contains("its unfinished Method is left out", Assert.Single(digest.Notes).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_inside_the_authors_leaves_the_last_one_out()
    {
        var digest = Parse("### [1] [T](https://arxiv.org/abs/2601.00001)\n*Ann Roe,Bob D");

        Assert.Equal(["Ann Roe"], Assert.Single(digest.Entries).Authors);
        Assert.Contains("its unfinished last author is left out", Assert.Single(digest.Notes).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_is_not_closed_ends_where_the_next_begins()
    {
        var digest = Parse(Entry("First").Replace("</details>", "", StringComparison.Ordinal) + Entry("Second"));

        Assert.Equal(["First", "Second"], digest.Entries.Select(entry => entry.Title));
        Assert.Equal(["A."], digest.Entries[0].Abstract);
        Assert.Contains("no closing </details>", Assert.Single(digest.Notes).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_belong_nowhere_are_noted()
    {
        var digest = Parse("Hello, here is today's list\n" + Entry("T") + "See you tomorrow\nand after\n");

        Assert.Equal("no entry: “Hello, here is today's list”", digest.Notes[0].Note);
        Assert.Equal("2 lines belong to no field of the entry on line 2: “See you tomorrow”", digest.Notes[1].Note);
    }

    [Fact]
    public void A_day_without_papers_is_a_digest_file_without_entries()
    {
        var text = DigestText.FromString("<div id=toc></div>\n\n# Table of Contents\n\n");

        Assert.Equal("daily-markdown", DigestFormats.Detect(text)?.Name);
        Assert.Equal("the file has no entries", Assert.Single(new DailyMarkdownFormat().Parse(text).Notes).Note);
    }

    [Fact]
    public void The_same_paper_twice_in_one_file_is_two_entries()
    {
        Assert.Equal(2, Parse(Entry("T") + Entry("T")).Entries.Count);
    }

    [Fact]
    public void Windows_line_ends_change_nothing()
    {
        var unix = Entry("T", @abstract: "We wrap\nat 80.\n  Second.");

        Assert.Equivalent(Parse(unix), Parse(unix.Replace("\n", "\r\n", StringComparison.Ordinal)), strict: true);
    }

    internal static string Entry(
        string title, string tldr = "S", string motivation = "W", string method = "M", string result = "R", string conclusion = "C",
        string authors = "A B,C D", string @abstract = "A.") => $"""
        ### [1] [{title}](https://arxiv.org/abs/2601.00001)
        *{authors}*

        Main category: cs.CL

        TL;DR: {tldr}


        <details>
          <summary>Details</summary>
        Motivation: {motivation}

        Method: {method}

        Result: {result}

        Conclusion: {conclusion}

        Abstract: {@abstract}

        </details>



        """;

    internal static ParsedDigest Parse(string text) => new DailyMarkdownFormat().Parse(DigestText.FromString(text));
}
