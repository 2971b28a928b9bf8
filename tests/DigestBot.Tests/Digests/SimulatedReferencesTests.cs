using System.Text.Json;
using DigestBot.Papers;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Digests;

/// <summary>What <c>simulate</c> names can be asked for in the store it was taken from.</summary>
public sealed class SimulatedReferencesTests
{
    [Fact]
    public async Task A_paper_without_an_id_is_named_as_in_the_store()
    {
        await using var store = await TestStore.OpenAsync("2026-01-29T06:00Z");
        await store.IngestAsync("b.txt", AbstractList(Abstract(1), Abstract(2)), "2026-01-28");
        await store.IngestAsync("a.txt", AbstractList(Abstract(3)), "2026-01-27");
        store.Clock.Now = TestStore.Moment("2026-01-26T06:00Z");
        await store.SubscribeAsync("everything daily at 09:00");

        var result = await store.RunAsync("simulate", "--from", "2026-01-27", "--days", "2", "--json");

        var papers = (await store.PapersAsync()).ToDictionary(PaperReference.Of, paper => paper.Abstract[0]);
        var digests = JsonDocument.Parse(result.Out).RootElement.GetProperty("digests").EnumerateArray()
            .Select(digest => digest.GetProperty("arxivIds").EnumerateArray().Select(id => papers[id.GetString()!]).Order(StringComparer.Ordinal));
        Assert.Equal([$"{Abstract(3)}", string.Join("|", new[] { Abstract(1), Abstract(2) }.Order(StringComparer.Ordinal))], digests.Select(texts => string.Join("|", texts)));
    }
}
