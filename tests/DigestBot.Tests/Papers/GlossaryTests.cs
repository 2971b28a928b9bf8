using System.IO.Compression;
using System.Text.Json;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Tests.Papers;

/// <summary>Questions in one language, papers in the other.</summary>
public sealed class GlossaryTests
{
    private static QueryContext Context => new([], new DateOnly(2026, 1, 28), QueryMode.Search);

    [Theory]
    [InlineData("强化学习", "2601.00001")]
    [InlineData("无人机的路径规划", "2601.00002")]
    [InlineData("蛋白质结构", "2601.00003")]
    [InlineData("federated learning", "2601.00004")]
    [InlineData("graph neural networks", "2601.00005")]
    [InlineData("privacy of patients", "2601.00004")]
    public async Task A_store_that_has_learnt_nothing_yet_translates_the_terms_of_the_fields(string question, string found)
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync(
            "a.md", "2026-01-26",
            Entry(1, "Reinforcement learning without rewards", "We train policies."), Entry(2, "Path planning for drones in cities", "We plan around houses."),
            Entry(3, "Folding with few labels", "We predict protein structure from sequences."), Entry(4, "", "", "用联邦学习保护患者隐私。"), Entry(5, "", "", "一种新的图神经网络。"));

        Assert.Equal(found, await IdAsync(store, (await HitsAsync(store, question)).Hits.First(hit => hit.Translated)));
    }

    [Fact]
    public async Task What_the_store_has_learnt_goes_before_what_everybody_says()
    {
        await using var store = await TestStore.OpenAsync();
        await store.TakeAsync("a.md", "2026-01-26", Entry(1, "Reinforcement learning", "We train policies."), Entry(2, "Carrots and sticks", "We train horses."));
        Assert.Equal("2601.00001", await IdAsync(store, (await HitsAsync(store, "强化学习")).Hits[0]));

        await using (var session = await store.Database.WriteAsync(TestContext.Current.CancellationToken))
        {
            await session.ExecuteAsync($"INSERT INTO glossary (word, translation, dice) VALUES ('强化学习', 'carrot', 0.6)", TestContext.Current.CancellationToken);
            await session.CommitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("2601.00002", await IdAsync(store, Assert.Single((await HitsAsync(store, "强化学习")).Hits)));
    }

    [Fact]
    public void Every_line_of_the_starter_glossary_translates_both_ways()
    {
        var lines = File.ReadAllLines(Repository.PathTo("src", "DigestBot", "Papers", "Search", "StarterGlossary.txt")).Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.InRange(lines.Count, 300, 700);
        Assert.Equal(lines.Count, lines.Select(line => line.Split('=')[0]).Distinct().Count());
        foreach (var line in lines)
        {
            var sides = line.Split(" = ");
            Assert.Equal(2, sides.Length);
            foreach (var chinese in sides[1].Split('、'))
            {
                Assert.Matches("^[\u4E00-\u9FFF]{2,8}$", chinese);
                Assert.NotEmpty(StarterGlossary.Find(chinese));
            }

            foreach (var english in sides[0].Split(", "))
                Assert.NotEmpty(StarterGlossary.Find(string.Join(' ', TextAnalyzer.Terms(english))));
        }
    }

    [Fact]
    public async Task Chinese_questions_find_English_papers_on_real_data_and_say_so()
    {
        await using var store = await TestStore.OpenAsync();
        var english = await TakeAsync(store, document => document with { Zh = "" });

        foreach (var (question, word) in new[] { ("强化学习", "reinforcement"), ("图神经网络", "graph"), ("目标检测", "detection") })
        {
            var translated = await TranslatedAsync(store, question);
            Assert.True(
                translated.Any(paper => english.Contains(paper.ArxivId!.Value.Value) && (paper.Title + paper.Abstract[0]).Contains(word, StringComparison.OrdinalIgnoreCase)),
                $"{question}: {translated.Count} translated");
        }
    }

    [Fact]
    public async Task English_questions_find_Chinese_papers_on_real_data_and_say_so()
    {
        await using var store = await TestStore.OpenAsync();
        var chinese = await TakeAsync(store, document => document with { Title = "", Body = "" });

        foreach (var (question, word) in new[] { ("reinforcement learning", "强化学习"), ("graph neural networks", "图"), ("object detection", "检测") })
        {
            var translated = await TranslatedAsync(store, question);
            Assert.True(
                translated.Any(paper => chinese.Contains(paper.ArxivId!.Value.Value) && paper.Summaries["zh"].Tldr!.Contains(word, StringComparison.Ordinal)),
                $"{question}: {translated.Count} translated");
        }
    }

    /// <summary>The best twenty that were found by translation; the very best was not.</summary>
    private static async Task<IReadOnlyList<Paper>> TranslatedAsync(TestStore store, string question)
    {
        var hits = (await HitsAsync(store, question)).Hits;
        Assert.DoesNotContain(hits.Take(1), hit => hit.Translated);
        return await store.ReadAsync(session => new PaperStore(session).ListAsync([.. hits.Where(hit => hit.Translated).Take(20).Select(hit => hit.PaperId)], CancellationToken.None));
    }

    /// <summary>300 real bilingual papers, every fourth changed to one language; the ids of those.</summary>
    private static async Task<HashSet<string>> TakeAsync(TestStore store, Func<Document, Document> change)
    {
        var file = Path.Combine(Samples.Require(), "search-sets", "topic_zh", "docs.jsonl.gz");
        Assert.SkipUnless(File.Exists(file), $"{file} is missing");
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var changed = new HashSet<string>();
        var entries = new List<Entry>();
        while (entries.Count < 300 && await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            var document = JsonSerializer.Deserialize<Document>(line, JsonSerializerOptions.Web)!;
            if (entries.Count % 4 == 0)
            {
                document = change(document);
                changed.Add($"2601.{entries.Count:D5}");
            }

            entries.Add(Entry(entries.Count, document.Title, document.Body, document.Zh));
        }

        await store.TakeAsync("real.md", "2026-01-26", [.. entries]);
        await Vocabulary.RefreshAsync(store.Database, CancellationToken.None);
        return changed;
    }

    private static Entry Entry(int number, string title, string text, string zh = "") => new(number + 1)
    {
        ArxivId = ArxivId.TryParse($"2601.{number:D5}", out var id) ? id : null,
        Title = title.Length == 0 ? null : title,
        Authors = ["Ann Lee"],
        Abstract = text.Length == 0 ? [] : [text],
        Summaries = zh.Length == 0 ? new Dictionary<string, Summary>() : new() { ["zh"] = Summary.Empty with { Tldr = zh } },
    };

    private static Task<SearchResult> HitsAsync(TestStore store, string text) =>
        store.ReadAsync(session => new PaperSearch(session).FindAsync(QueryParser.Parse(text, Context).Value!, 200, CancellationToken.None));

    private static Task<string> IdAsync(TestStore store, Hit hit) =>
        store.ReadAsync(async session => (await new PaperStore(session).FindAsync(hit.PaperId, CancellationToken.None))!.ArxivId!.Value.Value);

    private sealed record Document(string Title, string Body, string Zh);
}
