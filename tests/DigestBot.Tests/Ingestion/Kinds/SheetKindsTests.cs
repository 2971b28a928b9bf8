namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>Tables saved as text.</summary>
public sealed class SheetKindsTests
{
    [Theory]
    [InlineData("Title,Authors,Link,Date\n\"Cells, and more\",\"Korn, Mia; Lee, Bo\",https://arxiv.org/abs/2611.32001,2026-11-20\n")]
    [InlineData("sep=;\nTitle;Author;URL;Date\nCells, and more;Mia Korn, Bo Lee;https://arxiv.org/abs/2611.32001;20.11.2026\n")]
    [InlineData("title\tauthors\tarxiv id\tpublished\nCells, and more\tMia Korn and Bo Lee\t2611.32001\t20/11/2026\n")]
    [InlineData("\uFEFF\"Paper Title\",\"Author List\",\"PDF\",\"Publication Date\"\r\n\"Cells, and more\",\"Mia Korn, Bo Lee\",\"https://arxiv.org/pdf/2611.32001\",\"Nov 20, 2026\"\r\n")]
    public void Whatever_parts_the_cells_the_paper_is_the_same(string file)
    {
        var entry = Reading.One(file, "papers.csv");

        Assert.Equal(("Cells, and more", "2611.32001", new DateOnly(2026, 11, 20)), (entry.Title, entry.ArxivId?.Value, entry.Published));
        Assert.Equal(["Mia Korn", "Bo Lee"], entry.Authors);
    }

    [Fact]
    public void Scopus_gives_full_names_and_where_it_appeared()
    {
        var entry = Reading.One("\"Authors\",\"Author full names\",\"Title\",\"Year\",\"Source title\",\"Volume\",\"Issue\",\"Page start\",\"Page end\",\"DOI\",\"Abstract\",\"Document Type\"\n\"Korn M.; Lee B.\",\"Korn, Mia (571); Lee, Bo (572)\",\"Cells in Scopus\",\"2026\",\"Journal of Cases\",\"5\",\"2\",\"11\",\"19\",\"10.1234/x.1\",\"We index.\",\"Article\"\n");

        Assert.Equal(["Mia Korn", "Bo Lee"], entry.Authors);
        Assert.Equal(("article", "Journal of Cases", "11--19", 2026), (entry.Publication!.Type, entry.Publication.Container, entry.Publication["pages"], entry.Publication.Year));
    }

    [Fact]
    public void PubMed_and_Web_of_Science_have_names_of_their_own()
    {
        var pubmed = Reading.One("PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,DOI\n41,\"Cells in PubMed.\",\"Korn M, van den Tal BJ.\",\"J. 2026\",\"Korn M\",\"J Cases\",2026,2026/11/20,10.1234/p.1\n");
        var web = Reading.One("PT\tAU\tAF\tTI\tSO\tAB\tPD\tPY\tVL\tDI\nJ\tKorn, M; Lee, B\tKorn, Mia; Lee, Bo\tCells of the web\tJOURNAL OF CASES\tWe weave.\tNOV 20\t2026\t5\t10.1234/w.1\n");

        Assert.Equal(["M. Korn", "B. J. van den Tal"], pubmed.Authors);
        Assert.Equal((["Mia Korn", "Bo Lee"], new DateOnly(2026, 11, 20)), (web.Authors, web.Published), (left, right) => left.Item1.SequenceEqual(right.Item1) && left.Item2 == right.Item2);
    }

    [Fact]
    public void Initials_behind_a_name_come_first() =>
        Assert.Equal(["M. Korn", "B. J. van den Tal"], Reading.One("Title\tAuthors\tDOI\nA tabbed paper\tKorn M; van den Tal BJ\t10.1234/t.1\n").Authors);

    [Fact]
    public void A_quote_too_few_costs_its_own_row_only()
    {
        var digest = Reading.Of("Title,Link,Abstract\n\"First paper of three\",https://arxiv.org/abs/2611.32002,\"An open quote\n\"Second paper of three\",https://arxiv.org/abs/2611.32003,\"Sound\"\n\"Third paper of three\",https://arxiv.org/abs/2611.32004,\"Two\nlines\"\n");

        Assert.Equal(["2611.32002", "2611.32003", "2611.32004"], digest.Entries.Select(entry => entry.ArxivId!.Value.Value));
        Assert.Equal("Third paper of three", digest.Entries[^1].Title);
    }

    [Fact]
    public void A_sentence_with_commas_is_no_table()
    {
        var text = DigestBot.Ingestion.DigestText.FromString("The title, the authors and the link of a paper, as people write them\nare no table.\n");

        Assert.Null(DigestBot.Ingestion.DigestFormats.Detect(text));
    }
}
