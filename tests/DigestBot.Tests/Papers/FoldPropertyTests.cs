using DigestBot.Papers;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Papers;

/// <summary>Whatever the order in which digest files arrive, the papers are the same where sources do not conflict (decision 4).</summary>
public sealed class FoldPropertyTests
{
    private static readonly string[] Titles = ["Graphs of agents", "奖励模型的校准", "Ünïcode 𝒯itles 🧪", "A study's \"quotes\"; DROP TABLE papers"];

    /// <summary>Parts of one of five true papers, as one file has them: some fields are left out, none contradicts another file of the same rank.</summary>
    private static readonly Gen<(int File, Entry Entry)> Appearances =
        from paper in Gen.Choose(0, 4)
        from file in Gen.Choose(0, 5)
        from id in Gen.Elements(true, false)
        from title in Gen.Elements(true, true, false)
        from text in Gen.Elements(true, true, false)
        from version in Gen.Choose(0, 3)
        from summary in Gen.Choose(0, 3)
        select (file, Appearance(paper, file, id, title, text || !(id || title), version, summary));

    [Fact]
    public void Every_order_of_arrival_gives_the_same_papers()
    {
        var files =
            from appearances in Gen.Choose(1, 10).SelectMany(count => Gen.ListOf(Appearances, count))
            select appearances.GroupBy(a => a.File).Select(g => (File: g.Key, Entries: g.Select(a => a.Entry).ToArray())).ToArray();
        var orders =
            from some in files
            from order in Gen.Shuffle(some)
            select (some, order);

        Prop.ForAll(orders.ToArbitrary(), pair =>
        {
            var expected = ExportAsync(pair.some).GetAwaiter().GetResult();
            var actual = ExportAsync(pair.order).GetAwaiter().GetResult();
            Assert.Equal(expected, actual);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    private static async Task<string> ExportAsync(IReadOnlyList<(int File, Entry[] Entries)> files)
    {
        await using var store = await TestStore.OpenAsync();
        foreach (var (file, entries) in files)
            await store.TakeAsync($"{file}.md", $"2026-01-{20 + (file / 2):00}", entries);
        await StoreInvariants.CheckAsync(store);
        return string.Join('\n', (await store.ExportAsync()).Split('\n').Order(StringComparer.Ordinal));
    }

    private static Entry Appearance(int paper, int file, bool withId, bool withTitle, bool withText, int version, int summary)
    {
        // The fifth never has an id, the fourth no other text than a short one.
        var text = paper == 3 ? "Too short to tell." : DigestFiles.Abstract(paper);
        var title = withTitle || paper == 3 ? Titles[paper % Titles.Length] + paper : null;
        var entry = DigestFiles.Entry(withId && paper != 4 ? $"2601.0000{paper}" : null, title, withText ? text : null, version: version == 0 ? null : version, author: $"Author {paper}");
        return entry with
        {
            Categories = [$"cs.{(char)('A' + file)}A"],
            Summaries = summary switch
            {
                0 => new Dictionary<string, Summary>(),
                1 => new Dictionary<string, Summary> { ["en"] = Summary.Empty with { Tldr = $"Said in file {file}." } },
                2 => new Dictionary<string, Summary> { ["zh"] = new($"文件{file}的总结", null, "方法", null, null) },
                _ => new Dictionary<string, Summary> { ["en"] = Summary.Empty with { Method = $"Done in file {file}." }, ["zh"] = Summary.Empty with { Result = "结果" } },
            },
        };
    }
}
