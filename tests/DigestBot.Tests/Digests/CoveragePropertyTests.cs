using DigestBot.Papers;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Digests;

/// <summary>Over any history of arrivals and digests: the coverage adds up, nothing wanted is missed, nothing comes twice (decisions 10 to 12).</summary>
public sealed class CoveragePropertyTests
{
    private static readonly string[] Wanted = ["everything", "cs.CL", "cs.LG graph", "graph -agents", "cs.CL, cs.IR agents"];

    private static readonly Gen<Entry> Entries =
        from number in Gen.Choose(1, 12)
        select DigestFiles.Entry(
            $"2601.000{number:00}", (number % 3) switch { 0 => "Graph agents", 1 => "Graph search", _ => "Speech" } + $" {number}", category: (number % 2) == 0 ? "cs.CL" : "cs.LG");

    private static readonly Gen<Entry[]> Files = Gen.Choose(0, 8).SelectMany(count => Gen.ArrayOf(Entries, count));

    private static readonly Gen<Entry[][]> Histories = Gen.Choose(1, 6).SelectMany(days => Gen.ArrayOf(Files, days));

    [Fact]
    public void Every_entry_is_accounted_for_and_every_wanted_paper_comes_exactly_once()
    {
        var cases =
            from history in Histories
            from filters in Gen.Choose(1, 3).SelectMany(count => Gen.ArrayOf(Gen.Elements(Wanted), count))
            from top in Gen.Choose(1, 5)
            select (history, filters: filters.Distinct().ToArray(), top);
        Prop.ForAll(cases.ToArbitrary(), some => CheckAsync(some.history, some.filters, some.top).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    private static async Task CheckAsync(Entry[][] history, string[] filters, int top)
    {
        await using var store = await TestStore.OpenAsync("2026-01-20T06:00Z");
        foreach (var filter in filters)
            await store.SubscribeAsync($"{filter} daily at 09:00 top {top}");
        var sent = new List<long>();
        var arrived = new HashSet<string>(StringComparer.Ordinal);
        for (var day = 0; day < history.Length; day++)
        {
            await store.TakeAsync($"{day}.md", $"2026-01-{20 + day}", history[day]);
            foreach (var digest in await store.SweepAtAsync($"2026-01-{20 + day}T09:00Z"))
            {
                var coverage = digest.Composition.Coverage;
                Assert.Equal(coverage.Entries, coverage.Duplicates + coverage.OutsideFilter + coverage.AlreadySent + coverage.OverCap + coverage.Shown);
                // Before its first match a subscription has no window yet.
                Assert.True(coverage.Entries == history[day].Length || (digest.Subscription.CutOff is null && coverage.Entries == 0));
                Assert.True(coverage.Shown <= top);
                sent.AddRange(digest.Composition.Shown.Concat(digest.Composition.OverCap).Select(paper => paper.Id));
            }
        }

        Assert.Equal(sent.Distinct(), sent);
        Assert.Equal(sent.Order(), await store.ReadAsync(s => s.QueryAsync($"SELECT paper_id FROM ledger ORDER BY paper_id", row => row.Long(0), CancellationToken.None)));
        var wanted = (await store.PapersAsync()).Where(paper => filters.Any(filter => Passes(filter, paper))).Select(paper => paper.Id);
        Assert.Equal(wanted.Order(), sent.Order());
        await StoreInvariants.CheckAsync(store);
    }

    /// <summary>What the filters above mean, said plainly.</summary>
    private static bool Passes(string filter, Paper paper)
    {
        bool Has(string word) => paper.Title.Contains(word, StringComparison.OrdinalIgnoreCase);
        return filter switch
        {
            "everything" => true,
            "cs.CL" => paper.Categories.Contains("cs.CL"),
            "cs.LG graph" => paper.Categories.Contains("cs.LG") && Has("graph"),
            "graph -agents" => Has("graph") && !Has("agents"),
            _ => paper.Categories.Contains("cs.CL") && Has("agents"),
        };
    }
}
