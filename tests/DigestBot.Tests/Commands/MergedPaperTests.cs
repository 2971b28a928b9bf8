using DigestBot.Messages;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Commands;

/// <summary>A paper that turned out to be another goes on answering to what it was called before: buttons and lists are older than the merge.</summary>
public sealed class MergedPaperTests
{
    [Theory]
    [InlineData("card")]
    [InlineData("why")]
    [InlineData("save")]
    [InlineData("related")]
    public async Task A_command_with_its_old_reference_finds_what_it_became(string verb)
    {
        await using var store = await TestStore.OpenAsync();
        await store.SubscribeAsync("everything daily at 09:00");
        await ShowAsync(store);
        var nameless = (await store.PapersAsync()).Single(paper => paper.ArxivId is null);
        await MergeAsync(store);

        var answer = await store.SayAsync($"{verb} p:{nameless.Id}");

        Assert.True(answer.Understood, answer.Message.Summary);
        Assert.Contains(verb == "related" ? "2601.00002" : "The title", PlainText.Render(answer.Message), StringComparison.Ordinal);
        Assert.False((await store.SayAsync($"{verb} p:{nameless.Id + 1000}")).Understood);
    }

    [Fact]
    public async Task A_list_that_shows_it_keeps_its_numbers()
    {
        await using var store = await TestStore.OpenAsync();
        await ShowAsync(store);
        await store.TakeAsync("more.md", "2026-01-26", [.. Enumerable.Range(1, 10).Select(i => Entry($"2601.1{i:D4}", "Sparse sparse study"))]);
        await store.SayAsync("find sparse study");
        await MergeAsync(store);

        Assert.Contains("12. The title", PlainText.Render((await store.SayAsync("more")).Message), StringComparison.Ordinal);
        Assert.Contains("2601.00001", PlainText.Render((await store.SayAsync("card 12")).Message), StringComparison.Ordinal);
    }

    /// <summary>A title, the same paper's abstract by itself, and another paper like it.</summary>
    private static async Task ShowAsync(TestStore store)
    {
        await store.TakeAsync("titles.md", "2026-01-26", Entry("2601.00001", "The title"), Entry("2601.00002", "Another", Abstract(2)));
        await store.TakeAsync("profile.txt", "2026-01-27", Entry(null, text: Abstract(1)));
    }

    private static Task MergeAsync(TestStore store) => store.TakeAsync("full.md", "2026-01-28", Entry("2601.00001", "The title", Abstract(1)));
}
