using DigestBot.Messages.References;
using DigestBot.Papers;

namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>What a bibliography brought is given back by every export.</summary>
public sealed class GivenBackTests
{
    private const string Library = """
        @article{korn2026cells, title={Cells of the Danio fish}, author={Korn, Mia and van den Tal, Bo}, journal={Journal of Cases}, volume={4}, number={2}, pages={11--19}, year={2026}, month=nov,
          publisher={Press \& Sons}, doi={10.1234/JC.4}, abstract={We culture cells.}}
        @inproceedings{lee-walk, title={Walking on ice}, author={Lee, Ana}, booktitle={Proceedings of Ice}, pages={1--8}, year={2025}, eprint={2511.50001}, archivePrefix={arXiv}, primaryClass={cs.RO}}
        """;

    [Theory]
    [InlineData("bibtex", "back.bib")]
    [InlineData("ris", "back.ris")]
    [InlineData("json", "back.json")]
    [InlineData("csv", "back.csv")]
    [InlineData("tsv", "back.tsv")]
    public async Task An_export_read_again_says_the_same(string format, string name)
    {
        var papers = await PapersAsync("library.bib", Library);

        var again = await PapersAsync(name, ReferenceFormat.Find(format)!.Write(papers));

        foreach (var (before, after) in papers.Zip(again))
        {
            Assert.Equal((before.Title, before.ArxivId, before.Doi, before.Publication!.Year), (after.Title, after.ArxivId, after.Doi, after.Publication!.Year));
            Assert.Equal(before.Authors, after.Authors);
            Assert.Equal(before.Publication.Container, after.Publication.Container);
            Assert.Equal(before.Publication["pages"]?.Replace("--", "-", StringComparison.Ordinal), after.Publication["pages"]?.Replace("--", "-", StringComparison.Ordinal));
            Assert.Equal(before.Publication["volume"], after.Publication["volume"]);
            Assert.Equal(before.Abstract, after.Abstract);
        }
    }

    [Fact]
    public async Task BibTeX_gives_back_kinds_keys_and_all_fields()
    {
        var papers = await PapersAsync("library.bib", Library);

        var again = await PapersAsync("back.bib", BibTex.Of(papers));

        Assert.Equal(papers.Select(paper => paper.Publication), again.Select(paper => paper.Publication));
        Assert.Equal("korn2026cells", papers[0].Publication!.Key);
        Assert.Contains("journal = {Journal of Cases}", BibTex.Of(papers), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_is_never_a_formula()
    {
        var paper = new Paper(1, null, null, "=HYPERLINK(\"x\"), a title", false, [], [], new DateOnly(2026, 1, 1), false, [], new Dictionary<string, Summary>(), null);

        Assert.Contains("\"'=HYPERLINK(\"\"x\"\"), a title\"", Sheet.Of([paper], ','), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Paper>> PapersAsync(string name, string text)
    {
        await using var store = await TestStore.OpenAsync("2026-11-30T08:00Z");
        await store.IngestAsync(name, text);
        await using var session = await store.Database.ReadAsync(CancellationToken.None);
        var papers = new PaperStore(session);
        return [.. (await papers.ListAsync(await papers.AllIdsAsync(CancellationToken.None), CancellationToken.None)).OrderBy(paper => paper.Title, StringComparer.Ordinal)];
    }
}
