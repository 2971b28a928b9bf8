using DigestBot.Messages;

namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>Bibliographies as people and programs write them.</summary>
public sealed class BibliographyKindsTests
{
    [Fact]
    public void A_brace_that_is_never_closed_costs_neither_its_own_fields_nor_the_next_entry()
    {
        var digest = Reading.Of("""
            @article{one, title = {An open {brace, author = {Korn, Mia}, year = {2026}, eprint = {2611.20001}
            }
            @article{two, title = {A sound one}, author = {Bo Lee}, eprint = {2611.20002}}
            """);

        Assert.Equal([("An open brace", "Mia Korn", "2611.20001"), ("A sound one", "Bo Lee", "2611.20002")], digest.Entries.Select(entry => (entry.Title!, entry.Authors[0], entry.ArxivId!.Value.Value)));
        Assert.Equal(nameof(Strings.Note_MendedBrace), Assert.Single(digest.Repairs).Said!.Text);
    }

    [Fact]
    public void A_missing_comma_loses_no_field_and_is_said()
    {
        var digest = Reading.Of("@article{a,\n title = {No comma here}\n author = {Korn, Mia},\n journal = {Journal of Commas}\n year = 2026\n}");

        var entry = Assert.Single(digest.Entries);
        Assert.Equal(("Mia Korn", "Journal of Commas", 2026), (Assert.Single(entry.Authors), entry.Publication!.Container, entry.Publication.Year));
        Assert.Equal(nameof(Strings.Note_MendedComma), Assert.Single(digest.Repairs).Said!.Text);
    }

    [Fact]
    public void What_the_bibliography_says_of_a_paper_is_kept()
    {
        var entry = Reading.One("""
            @string{jc = "Journal of " # {Cases}}
            @inproceedings{korn26, title={Main}, subtitle={and more}, author={Korn, Mia and {The Case Team} and Wei Wang 0007}, booktitle=jc, volume=4, number={2}, pages={11--19}, month=nov, year={2026},
              publisher={Press}, doi={https://doi.org/10.1234/jc.4}, eprintclass={cs.LG}, eprinttype={arxiv}, eprint={2611.20003}}
            """);

        Assert.Equal(("Main: and more", "2611.20003", "10.1234/jc.4"), (entry.Title, entry.ArxivId?.Value, entry.Doi?.Value));
        Assert.Equal(["Mia Korn", "The Case Team", "Wei Wang"], entry.Authors);
        Assert.Equal(["cs.LG"], entry.Categories);
        Assert.Equal(("inproceedings", "korn26"), (entry.Publication!.Type, entry.Publication.Key));
        Assert.Equal(
            ["booktitle=Journal of Cases", "month=11", "number=2", "pages=11--19", "publisher=Press", "volume=4", "year=2026"],
            entry.Publication.Fields.Select(field => $"{field.Key}={field.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Wrapped_lines_and_doubled_braces_make_one_paragraph()
    {
        var entry = Reading.One("@article{a,\nTitle = {{A doubled title}},\nAbstract = {{First line\n   and the second.\n\n   A new paragraph.}},\n}");

        Assert.Equal("A doubled title", entry.Title);
        Assert.Equal(["First line and the second.", "A new paragraph."], entry.Abstract);
    }

    [Fact]
    public void Suffixes_and_lists_in_one_RIS_field_are_names()
    {
        var entry = Reading.One("TY  - CONF\nA1  - Korn, Mia\nA1  - Lee, Bo, Jr.\nA1  - van den Tal, Bo Jan\nT1  - A conference in RIS.\nT2  - Proc. of Cases\nPY  - 2026/11/19/\nSP  - 4\nEP  - 9\nDO  - doi:10.1234/r.4\nER  - \n");

        Assert.Equal(["Mia Korn", "Bo Lee, Jr.", "Bo Jan van den Tal"], entry.Authors);
        Assert.Equal(("A conference in RIS", "10.1234/r.4", "inproceedings", "4--9"), (entry.Title, entry.Doi?.Value, entry.Publication!.Type, entry.Publication["pages"]));
    }

    [Fact]
    public async Task One_DOI_is_one_paper_whatever_else_differs()
    {
        await using var store = await TestStore.OpenAsync("2026-11-30T08:00Z");
        await store.IngestAsync("feed.xml", """
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>B</title><item><title>Cells of the <![CDATA[<i>Danio</i>]]> fish</title>
            <link>http://biorxiv.org/cgi/content/short/2026.11.24.700001v1?rss=1</link><dc:creator>Korn, M., Lee, B.</dc:creator></item></channel></rss>
            """);

        var report = await store.IngestAsync("mine.bib", "@article{k, title={Fish cells, revisited}, author={Korn, Mia}, doi={10.1101/2026.11.24.700001}, year={2026}}");

        Assert.Equal((0, 1), (report.New, report.Updated));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM papers"));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task Two_DOIs_of_one_publisher_are_two_papers_under_one_title()
    {
        await using var store = await TestStore.OpenAsync("2026-11-30T08:00Z");

        var report = await store.IngestAsync("two.bib", "@article{a, title={Editorial of the year}, author={Mia Korn}, doi={10.1234/a.1}}\n@article{b, title={Editorial of the year}, author={Mia Korn}, doi={10.1234/a.2}}");

        Assert.Equal(2, report.New);
    }

    [Fact]
    public async Task A_guess_fills_gaps_and_overwrites_nothing()
    {
        await using var store = await TestStore.OpenAsync("2026-11-30T08:00Z");
        await store.IngestAsync("sure.bib", "@misc{a, title={The right title}, author={Mia Korn}, eprint={2611.20004}, abstract={The right abstract.}}");
        await store.IngestAsync("2026-11-29.md", "# Notes\n\n- [What somebody calls it, at length](https://arxiv.org/abs/2611.20004v2)\n- [Another one of them](https://arxiv.org/abs/2611.20005)\n");

        var paper = await store.PaperAsync("2611.20004");

        Assert.Equal(("The right title", 2), (paper.Title, paper.Version));
        Assert.Equal(["Notes"], paper.Categories);
    }
}
