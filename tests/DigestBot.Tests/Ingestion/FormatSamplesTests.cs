using System.Globalization;
using System.Text;
using DigestBot.Ingestion;
using DigestBot.Papers;

namespace DigestBot.Tests.Ingestion;

/// <summary>The examples of every format in <c>seeds/</c>. Those in <c>seeds/formats/</c> are about the same three papers.</summary>
public sealed class FormatSamplesTests
{
    private static readonly IReadOnlyList<SampleText> Samples = SampleText.In(Repository.PathTo("seeds"));

    // What each format has to give of the three papers.
    private static readonly Dictionary<string, string> Given = new(StringComparer.Ordinal)
    {
        ["daily-fork.md"] = "id title authors categories summary",
        ["daily-other-labels.md"] = "id title authors abstract summary",
        ["topic-summary.md"] = "id version title summary",
        ["daily.jsonl"] = "id title authors categories abstract summary",
        ["topic-table.md"] = "id title",
        ["topic-list.md"] = "id version title",
        ["topic-table.json"] = "id title",
        ["reporter.md"] = "id title authors abstract summary",
        ["reporter.jsonl"] = "id title authors abstract",
        ["new-list.md"] = "id version title authors categories abstract summary replaced",
        ["arxiv-rss.xml"] = "id version title authors categories abstract replaced",
        ["arxiv-atom.xml"] = "id version title authors categories abstract replaced",
        ["arxiv-api.xml"] = "id version title authors categories abstract",
        ["arxiv-mail.txt"] = "id title authors categories replaced",
        ["message.txt"] = "id title authors categories replaced",
        ["papers.bib"] = "id title authors abstract",
        ["papers.ris"] = "id title authors abstract",
        ["papers.json"] = "id version title authors categories abstract replaced",
        ["reading-list.md"] = "id title authors abstract",
        ["page.html"] = "id title authors abstract",
        ["table.csv"] = "id title authors abstract",
        ["table.html"] = "id title authors abstract",
        ["papers.nbib"] = "id title authors abstract",
        ["pubmed.xml"] = "id title authors abstract",
        ["web-of-science.txt"] = "id title authors abstract",
        ["endnote.enw"] = "id title authors abstract",
        ["endnote.xml"] = "id title authors abstract",
        ["zotero.rdf"] = "id title authors abstract",
        ["scholar-alert.html"] = "id title",
    };

    [Fact]
    public void Every_format_has_a_sample_and_every_sample_is_read_to_its_last_entry()
    {
        Assert.Equal(DigestFormats.All.Select(format => format.Name).Order(), Samples.Select(sample => sample.Format.Name).Distinct().Order());
        Assert.All(Samples, sample => Assert.Empty(sample.Digest.Rejected));
        Assert.All(Samples, sample => Assert.NotEmpty(sample.Digest.Entries));
        Show();
    }

    [Fact]
    public void Every_sample_of_the_three_papers_gives_what_its_format_holds()
    {
        var truth = Read("arxiv-api.xml").Digest.Entries.ToDictionary(entry => entry.ArxivId!.Value.Value);
        Assert.Equal(3, truth.Count);
        foreach (var (name, fields) in Given)
        {
            var entries = Read(name).Digest.Entries;
            Assert.Equal(3, entries.Count);
            foreach (var entry in entries)
            {
                var paper = truth[entry.ArxivId!.Value.Value];
                foreach (var field in fields.Split(' '))
                    Check($"{name} {paper.ArxivId} {field}", field, entry, paper);
            }

            Assert.Equal(fields.Contains("replaced", StringComparison.Ordinal) ? 1 : 0, entries.Count(entry => entry.Replaced));
        }
    }

    [Fact]
    public void A_new_format_is_one_class_in_one_file_and_a_sample()
    {
        var formats = DigestFormats.In(typeof(FormatSamplesTests).Assembly);
        var text = DigestText.FromString("PAPERS OF THE DAY\n= A paper in a format of tomorrow");

        var detected = DigestFormats.Detect(text, [.. DigestFormats.All, .. formats]);

        Assert.Equal("tomorrow", detected?.Name);
        Assert.Equal("A paper in a format of tomorrow", Assert.Single(detected!.Parse(text).Entries).Title);
        foreach (var format in DigestFormats.All)
            Assert.True(File.Exists(Repository.PathTo("src", "DigestBot", "Ingestion", "Formats", format.GetType().Name + ".cs")), format.Name);
    }

    [Fact]
    public void No_two_formats_are_sure_of_one_sample() => Assert.All(Samples, sample =>
    {
        var text = DigestText.FromString(sample.Text, Path.GetFileName(sample.File));
        var sure = DigestFormats.All.Where(format => !format.IsLastResort && format.Confidence(text) >= 90).Select(format => format.Name).ToList();
        Assert.True(sure.Count <= 1, $"{sample.File}: {string.Join(", ", sure)}");
    });

    private static SampleText Read(string name) => Samples.First(sample => sample.File.EndsWith(name, StringComparison.Ordinal));

    private static void Check(string which, string field, Entry entry, Entry paper)
    {
        switch (field)
        {
            case "version":
                Assert.True(paper.Version == entry.Version, which);
                break;
            case "title":
                Assert.True(paper.Title == entry.Title, which);
                break;
            case "authors":
                Assert.True(paper.Authors.SequenceEqual(entry.Authors), $"{which}: {string.Join("; ", entry.Authors)}");
                break;
            case "categories":
                Assert.True(paper.Categories.Order().SequenceEqual(entry.Categories.Order()), $"{which}: {string.Join("; ", entry.Categories)}");
                break;
            case "abstract":
                Assert.True(paper.Abstract.SequenceEqual(entry.Abstract), $"{which}: {string.Join("¶", entry.Abstract)}");
                break;
            case "summary":
                Assert.True(entry.Summaries.ContainsKey("zh"), which);
                break;
        }
    }

    /// <summary>The table of formats: in the test's output, and printed by <c>DigestBot.Benchmarks formats</c>.</summary>
    private static void Show()
    {
        var table = new StringBuilder("format | samples | entries | fields | rejected\n");
        foreach (var format in Samples.GroupBy(sample => sample.Format.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var entries = format.SelectMany(sample => sample.Digest.Entries).ToList();
            table.Append(CultureInfo.InvariantCulture, $"{format.Key} | {format.Count()} | {entries.Count} | {entries.Sum(Fields)} | {format.Sum(sample => sample.Digest.Rejected.Count)}\n");
        }

        TestContext.Current.SendDiagnosticMessage("{0}", table.ToString());
        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
    }

    private static int Fields(Entry entry) => new object?[]
    {
        entry.ArxivId, entry.Version, entry.Url, entry.Title, entry.Comment, entry.CodeUrl, entry.Published,
        entry.Authors.Count > 0 ? entry : null, entry.Categories.Count > 0 ? entry : null, entry.Abstract.Count > 0 ? entry : null,
    }.Count(field => field is not null) + entry.Summaries.Values.Sum(summary => summary.Texts.Count());
}

/// <summary>A format as its author would add it: this class is all.</summary>
internal sealed class TomorrowFormat : IDigestFormat
{
    public string Name => "tomorrow";

    public int Confidence(DigestText text) => text.FirstLine() is "PAPERS OF THE DAY" ? 100 : 0;

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        for (var i = 0; i < text.LineCount; i++)
        {
            if (!text.Line(i).StartsWith("= "))
                continue;
            var draft = new EntryDraft(i + 1);
            draft.Put(FieldKind.Title, "title", text.Line(i)[2..].ToString());
            list.Add(draft);
        }

        return list.ToDigest(Name);
    }
}
