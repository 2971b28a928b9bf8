using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Tests.Commands;

public sealed class ReadingListTests
{
    [Fact]
    public async Task Saved_papers_are_listed_the_latest_first_and_can_be_removed()
    {
        await using var chat = await Chat.StartAsync();

        await chat.SayAsync("save 2601.10001");
        chat.Now += TimeSpan.FromMinutes(1);
        await chat.SayAsync("收藏 2601.20004");

        var list = await chat.AskAsync("saved");
        Assert.True(list.IndexOf("A Sink Token", StringComparison.Ordinal) < list.IndexOf("Sparse Retrieval", StringComparison.Ordinal), list);
        Assert.StartsWith("On your reading list already", await chat.AskAsync("save 1"), StringComparison.Ordinal);
        Assert.StartsWith("Off your reading list: A Sink Token", await chat.AskAsync("unsave 1"), StringComparison.Ordinal);
        Assert.DoesNotContain("A Sink Token", await chat.AskAsync("saved"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_list_is_its_owners_own_wherever_it_is_asked_for()
    {
        await using var chat = await Chat.StartAsync();

        await chat.SayAsync("save 2601.10001", "ann", "#nlp");

        Assert.Contains("Sparse Retrieval", await chat.AskAsync("saved"), StringComparison.Ordinal);
        var others = await chat.SayAsync("saved", "bob", "#nlp");
        Assert.True(others.Private);
        Assert.StartsWith("Your reading list is empty.", others.Message.Summary, StringComparison.Ordinal);
        Assert.True((await chat.SayAsync("saved", "ann", "#nlp")).Private);
    }

    [Theory]
    [InlineData("bibtex", "@misc{")]
    [InlineData("RIS", "TY  - ")]
    [InlineData("json", "\"title\"")]
    [InlineData("md", "- [")]
    public async Task A_reading_list_is_exported_to_be_copied(string format, string start)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("save 2601.10001");

        var text = (await chat.SayAsync($"export {format}")).Message.Blocks.OfType<Preformatted>().Single().Text;

        Assert.Contains(start, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_reading_list_is_exported_in_pages_that_lose_nothing()
    {
        await using var chat = await Chat.StartEmptyAsync();
        for (var i = 0; i < 7; i++)
            await chat.ImportAsync($"2026-01-2{i}.md", SampleDigest.Tuesday.Replace("2601.2000", $"2601.3{i}00").Replace("Dense", $"Dense {i}"));
        await chat.SayAsync("find cs.IR, cs.LG, cat:SLAM");
        for (var number = 1; number <= 33; number++)
            await chat.SayAsync($"save {number}");

        var (ids, command) = (new List<string>(), "export json");
        while (command is not null)
        {
            var page = await chat.SayAsync(command);
            ids.AddRange(System.Text.Json.JsonDocument.Parse(page.Message.Blocks.OfType<Preformatted>().Single().Text).RootElement.EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            command = Chat.Buttons(page).SingleOrDefault()?.Command;
        }

        Assert.Equal(33, ids.Distinct().Count());
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Opinions_are_kept_for_each_person_and_taken_back_when_said_again()
    {
        await using var chat = await Chat.StartAsync();

        await chat.SayAsync("like 2601.10001");
        await chat.SayAsync("踩 2601.10001", "bob");
        Assert.Equal(0, await chat.CountAsync($"SELECT SUM(rating) FROM ratings"));
        await chat.SayAsync("dislike 2601.10001");
        Assert.Equal(-2, await chat.CountAsync($"SELECT SUM(rating) FROM ratings"));
        Assert.StartsWith("Taken back", await chat.AskAsync("👎 2601.10001"), StringComparison.Ordinal);
        Assert.Equal(1, await chat.CountAsync($"SELECT COUNT(*) FROM ratings"));
    }

    [Fact]
    public async Task Liking_in_a_sentence_is_a_search()
    {
        await using var chat = await Chat.StartAsync();

        Assert.Contains("A Sink Token", await chat.AskAsync("like sink tokens"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgetting_a_person_forgets_what_they_saved_and_liked()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("save 2601.10001");
        await chat.SayAsync("like 2601.10001");

        await chat.SayAsync("forget me yes");

        Assert.Equal(0, await chat.CountAsync($"SELECT (SELECT COUNT(*) FROM saves) + (SELECT COUNT(*) FROM ratings)"));
    }

    [Fact]
    public async Task A_card_offers_to_save_and_then_to_remove()
    {
        await using var chat = await Chat.StartAsync();

        Assert.Contains("save 2601.10001", Chat.Buttons(await chat.SayAsync("card 2601.10001")).Select(button => button.Command));
        await chat.SayAsync("save 2601.10001");
        Assert.Contains("unsave 2601.10001", Chat.Buttons(await chat.SayAsync("card 2601.10001")).Select(button => button.Command));
    }

    [Fact]
    public async Task When_two_papers_turn_out_to_be_one_saves_and_opinions_move_along()
    {
        await using var store = await TestStore.OpenAsync();
        var text = string.Concat(Enumerable.Range(0, 80).Select(i => $"word{i} "));
        await store.TakeAsync("a.txt", "2026-01-26", new Entry(1) { Abstract = [text] });
        var nameless = Assert.Single(await store.PapersAsync());
        await store.SayAsync($"save p:{nameless.Id}");
        await store.SayAsync($"like p:{nameless.Id}");

        await store.TakeAsync("b.txt", "2026-01-27", new Entry(1) { ArxivId = Id("2601.00007"), Title = "The title of it", Abstract = [text.Replace("word79", "word99", StringComparison.Ordinal)] });
        await store.TakeAsync("c.txt", "2026-01-28", new Entry(1) { ArxivId = Id("2601.00007"), Title = "The title of it", Abstract = [text] });

        var paper = Assert.Single(await store.PapersAsync());
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM saves WHERE paper_id = {paper.Id}"));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM ratings WHERE paper_id = {paper.Id}"));
    }

    private static ArxivId Id(string text) => ArxivId.TryParse(text, out var id) ? id : throw new ArgumentException(text, nameof(text));
}
