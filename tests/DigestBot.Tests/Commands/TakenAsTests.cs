using DigestBot.Commands;
using DigestBot.Messages;

namespace DigestBot.Tests.Commands;

/// <summary>What a sentence was taken as is said; what only reads is done, what would change something is offered.</summary>
public sealed class TakenAsTests
{
    [Fact]
    public async Task What_only_reads_is_done_at_once_and_says_as_what_it_was_taken()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");

        Assert.StartsWith("I took that as: list.\n\n1 subscription\n", await chat.AskAsync("could you show me my subscriptions?"), StringComparison.Ordinal);
        Assert.StartsWith("I took that as: find attention", await chat.AskAsync("do you have papers about attention?"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete 1", "unsubscribe 1")]
    [InlineData("stop sending me so much", "top 10")]
    [InlineData("I don't want cs.IR any more", "unsubscribe cs.IR")]
    [InlineData("can you subscribe me to cs.LG?", "subscribe cs.LG")]
    [InlineData("删除1", "退订 1")]
    [InlineData("只要前5篇", "篇数 5")]
    public async Task What_would_change_something_is_offered_and_does_what_it_says(string text, string command)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR cs.CL");
        var before = await chat.StateAsync();

        var answer = await chat.SayAsync(text);

        Assert.Equal(before, await chat.StateAsync());
        Assert.Contains(command, answer.Message.Summary, StringComparison.Ordinal);
        Assert.Equal(command, Chat.Buttons(answer)[0].Command);
        Assert.True((await chat.SayAsync(command)).Understood);
        Assert.NotEqual(before, await chat.StateAsync());
    }

    [Fact]
    public async Task This_is_the_last_search()
    {
        await using var chat = await Chat.StartAsync();

        Assert.Equal("Search for something first, with find: then I can subscribe you to it.", (await chat.SayAsync("send me this every friday 5pm")).Message.Summary);
        await chat.SayAsync("find graph in cs.LG since 2020");
        var answer = await chat.SayAsync("send me this every friday 5pm");

        Assert.Equal("subscribe cs.LG graph every friday 5pm", Chat.Buttons(answer)[0].Command);
        await chat.SayAsync(Chat.Buttons(answer)[0].Command);
        Assert.Equal("cs.LG graph, fridays at 17:00", string.Join(", ", Assert.Single(await chat.SubscriptionsAsync()) is var made ? (object[])[made.Filter, made.Schedule] : []));
    }

    [Theory]
    [InlineData("列表", "1 个订阅")]
    [InlineData("list", "1 subscription")]
    public async Task The_language_written_in_is_the_language_of_the_answer(string text, string answer)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");

        Assert.StartsWith(answer, await chat.AskAsync(text), StringComparison.Ordinal);
        await chat.SayAsync("language en");
        Assert.StartsWith("1 subscription", await chat.AskAsync(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2601.20001")]
    [InlineData("https://arxiv.org/pdf/2601.20001v1")]
    [InlineData("https://huggingface.co/papers/2601.20001")]
    [InlineData("https://www.alphaxiv.org/abs/2601.20001")]
    [InlineData("https://doi.org/10.48550/arXiv.2601.20001")]
    public async Task A_pasted_link_or_id_gives_the_card(string text)
    {
        await using var chat = await Chat.StartAsync();

        Assert.NotNull((await chat.SayAsync(text)).Message.Card);
        Assert.NotNull((await chat.SayAsync($"card {text}")).Message.Card);
        Assert.True((await chat.SayAsync($"save {text}")).Understood);
        Assert.True((await chat.SayAsync($"why {text}")).Understood);
    }

    [Fact]
    public async Task A_paper_can_be_cited()
    {
        await using var chat = await Chat.StartAsync();

        Assert.Contains("@", await chat.AskAsync("cite 2601.20001"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nice weather today, lunch at noon?", false)]
    [InlineData("I think the second reviewer is wrong", false)]
    [InlineData("@DigestBot nice weather", true)]
    [InlineData("list", true)]
    [InlineData("what are our subscriptions?", true)]
    public async Task In_a_shared_conversation_talk_is_not_for_the_bot(string text, bool isFor)
    {
        await using var chat = await Chat.StartAsync();

        Assert.Equal(isFor, chat.Processor.IsAddressed(text));
    }

    [Theory]
    [InlineData("`find graph`")]
    [InlineData("> find graph")]
    [InlineData("```\nfind graph\n```")]
    public async Task What_was_copied_with_its_signs_is_what_was_meant(string text)
    {
        await using var chat = await Chat.StartAsync();

        Assert.Equal(await chat.AskAsync("find graph"), await chat.AskAsync(text));
    }

    [Fact]
    public async Task Of_two_commands_in_a_message_the_first_is_done_and_the_other_offered()
    {
        await using var chat = await Chat.StartAsync();

        var answer = await chat.SayAsync("find graph\ncard 1");

        Assert.StartsWith((await chat.SayAsync("find graph")).Message.Summary, answer.Message.Summary, StringComparison.Ordinal);
        Assert.Equal("card 1", Chat.Buttons(answer)[^1].Command);
    }

    [Theory]
    [InlineData("find graph language top 1", 1)]
    [InlineData("digest cs.LG top 1", 1)]
    [InlineData("digest cs.LG top two", 2)]
    public async Task Top_says_how_many_are_shown(string text, int rows)
    {
        await using var chat = await Chat.StartAsync();

        Assert.Equal(rows, (await chat.SayAsync(text)).Message.Blocks.OfType<EntryRow>().Count());
    }

    [Fact]
    public async Task The_Chinese_word_for_both_means_the_card_after_a_list()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");

        Assert.Null((await chat.SayAsync("摘要 1")).Message.Card);
        await chat.SayAsync("find graph");
        Assert.NotNull((await chat.SayAsync("摘要 1")).Message.Card);
    }
}
