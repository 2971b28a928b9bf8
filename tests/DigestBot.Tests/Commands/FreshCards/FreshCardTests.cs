using DigestBot.Messages;
using static DigestBot.Tests.Commands.FreshCards.FakeModel;

namespace DigestBot.Tests.Commands.FreshCards;

/// <summary><c>card … --fresh</c> with a real HTTP server in the model's place: what is shown, and where.</summary>
public sealed class FreshCardTests
{
    [Fact]
    public async Task A_fresh_card_shows_what_the_model_wrote_and_says_so()
    {
        await using var chat = await Chat.StartAsync();
        await using var model = await FakeModel.SayingAsync(chat, Good);

        var card = await chat.AskAsync("card 2601.10001 --fresh");

        Assert.Contains("What:", card, StringComparison.Ordinal);
        Assert.Contains("Zebrafish rank documents.", card, StringComparison.Ordinal);
        Assert.Contains("With β₁ and pass@1.", card, StringComparison.Ordinal);
        Assert.Contains("Written by small-model from what is stored", card, StringComparison.Ordinal);
        Assert.Equal("Bearer " + Key, model.Asked.Single().Authorization);
    }

    [Fact]
    public async Task A_Chinese_reader_gets_Chinese_and_a_language_can_be_asked_for()
    {
        await using var chat = await Chat.StartAsync("zh");
        await using var model = await FakeModel.AnsweringAsync(chat, asked => asked.Contains("Simplified Chinese", StringComparison.Ordinal) ? Chinese : Good);

        Assert.Contains("斑马鱼为文档排序。", await chat.AskAsync("卡片 2601.10001 --fresh"), StringComparison.Ordinal);
        Assert.Contains("Zebrafish rank", await chat.AskAsync("卡片 2601.10001 en —fresh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_is_kept_until_the_paper_changes()
    {
        await using var chat = await Chat.StartAsync();
        await using var model = await FakeModel.SayingAsync(chat, Good);

        await chat.AskAsync("card 2601.10001 --fresh");
        await chat.AskAsync("card 2601.10001 --fresh", "bob");
        Assert.Single(model.Asked);

        await chat.ImportAsync("2026-01-28.md", SampleDigest.Monday.Replace("arxiv.org/abs/2601.10001", "arxiv.org/abs/2601.10001v2").Replace("for long documents.", "for short documents."));
        await chat.AskAsync("card 2601.10001 --fresh");
        Assert.Equal(2, model.Asked.Count);
    }

    [Fact]
    public async Task What_was_written_is_on_no_other_card_in_no_search_and_in_no_digest()
    {
        await using var chat = await Chat.StartAsync();
        await using var model = await FakeModel.SayingAsync(chat, Good);
        await chat.SayAsync("subscribe cs.IR");
        await chat.AskAsync("card 2601.10001 --fresh");

        Assert.DoesNotContain("Zebrafish", await chat.AskAsync("card 2601.10001"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zebrafish rank", await chat.AskAsync("find zebrafish"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zebrafish", await chat.AskAsync("preview"), StringComparison.Ordinal);
        await chat.SayAsync("save 2601.10001");
        Assert.DoesNotContain("Zebrafish", await chat.AskAsync("export markdown"), StringComparison.Ordinal);
        Assert.Equal(1, await chat.CountAsync($"SELECT COUNT(*) FROM generated_summaries WHERE what LIKE '%Zebrafish%'"));
        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM papers_fts WHERE papers_fts MATCH 'zebrafish'"));
        Assert.Equal(0, await chat.CountAsync($"SELECT COUNT(*) FROM papers WHERE summaries LIKE '%Zebrafish%'"));
    }

    [Fact]
    public async Task Without_a_model_the_ordinary_card_says_that_there_is_none()
    {
        await using var chat = await Chat.StartAsync();

        var (card, fresh) = (await chat.AskAsync("card 2601.10001"), await chat.AskAsync("card 2601.10001 --fresh"));

        Assert.Contains("No model is configured", fresh, StringComparison.Ordinal);
        Assert.StartsWith(card[..100], fresh, StringComparison.Ordinal);
        Assert.DoesNotContain("No model", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_summary_is_missing_a_card_offers_to_have_one_written()
    {
        await using var chat = await Chat.StartAsync();
        Assert.DoesNotContain(Chat.Buttons(await chat.SayAsync("card 2601.10001")), button => button.Command.Contains("fresh", StringComparison.Ordinal));
        await using var model = await FakeModel.SayingAsync(chat, Good);

        var offer = Chat.Buttons(await chat.SayAsync("card 2601.10001")).Single(button => button.Label == "Have it summarised");

        var fresh = await chat.SayAsync(offer.Command);
        Assert.Contains("Zebrafish", PlainText.Render(fresh.Message), StringComparison.Ordinal);
        Assert.DoesNotContain(Chat.Buttons(fresh), button => button.Label == "Have it summarised");
        Assert.DoesNotContain(Chat.Buttons(await chat.SayAsync("card 2601.20001 zh")), button => button.Label == "Have it summarised");
    }

    [Fact]
    public async Task A_paper_of_which_nothing_is_known_is_not_asked_about()
    {
        await using var chat = await Chat.StartEmptyAsync();
        await chat.ImportAsync("list.json", """[{"title": "Only a title of some length", "arxiv_id": "2601.70001"}]""");
        await using var model = await FakeModel.SayingAsync(chat, Good);

        Assert.Contains("neither an abstract nor a summary", await chat.AskAsync("card 2601.70001 --fresh"), StringComparison.Ordinal);
        Assert.Empty(model.Asked);
    }
}
