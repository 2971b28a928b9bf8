using DigestBot.Papers;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Papers;

/// <summary>Two ways to the names of all categories: sought one by one, as every query needs them, and counted.</summary>
public sealed class KnownCategoriesTests
{
    [Fact]
    public async Task The_names_that_queries_know_are_those_of_all_papers()
    {
        await using var store = await TestStore.OpenAsync();
        Assert.Empty(await store.ReadAsync(session => new PaperStore(session).KnownCategoriesAsync(CancellationToken.None)));
        string[] labels = ["cs.CL", "cs.LG", "SLAM", "Slam", "多模态", "a b", "math-ph", "Z"];
        await store.TakeAsync("2026-01-28.md", "2026-01-28", [.. labels.SelectMany((label, i) => new[] { Entry($"2601.0000{i}", $"One {i}", category: label), Entry($"2601.0001{i}", $"Two {i}", category: label) })]);

        var known = await store.ReadAsync(session => new PaperStore(session).KnownCategoriesAsync(CancellationToken.None));

        Assert.Equal(7, known.Count);
        Assert.Equal((await store.ReadAsync(session => new PaperStore(session).CategoryNamesAsync(CancellationToken.None))).Order(StringComparer.OrdinalIgnoreCase), known.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }
}
