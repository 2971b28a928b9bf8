namespace DigestBot.Tests.Commands;

/// <summary>Words that say when, or are only polite, never become words of a filter without a word about it.</summary>
public sealed class LeftoverWordsTests
{
    [Theory]
    [InlineData("subscribe cs.LG every second tuesday", "every second", "subscribe cs.LG tuesday")]
    [InlineData("subscribe cs.LG every other week", "every other week", "subscribe cs.LG weekly")]
    [InlineData("subscribe cs.LG every two days at 9", "every two days", "subscribe cs.LG daily at 9")]
    [InlineData("subscribe cs.LG tomorrow", "tomorrow", "subscribe cs.LG")]
    [InlineData("subscribe cs.LG weekly every other week", "every other week", "subscribe cs.LG weekly")]
    [InlineData("subscribe cs.LG biweekly", "biweekly", "subscribe cs.LG")]
    [InlineData("订阅 cs.LG 明天", "明天", "subscribe cs.LG")]
    [InlineData("订阅 cs.LG 每两周", "每两周", "subscribe cs.LG")]
    public async Task A_schedule_there_is_none_of_is_asked_about(string text, string words, string instead)
    {
        await using var chat = await Chat.StartAsync();

        var answer = await chat.SayAsync(text);

        Assert.False(answer.Understood);
        Assert.Contains($"put them in quotes: \"{words}\"", answer.Message.Summary, StringComparison.Ordinal);
        Assert.Equal(instead, Chat.Buttons(answer)[0].Command);
        Assert.True((await chat.SayAsync(instead)).Understood);
    }

    [Theory]
    [InlineData("subscribe cs.LG \"every other week\"")]
    [InlineData("subscribe every layer, second order")]
    [InlineData("subscribe next token prediction mondays")]
    [InlineData("subscribe second language acquisition weekdays at 9")]
    [InlineData("subscribe system 2 weekdays at 9")]
    [InlineData("subscribe day ahead forecasting")]
    [InlineData("subscribe cs.LG every day at 9")]
    [InlineData("subscribe cs.LG every tuesday and every friday")]
    public async Task Quoted_or_apart_from_a_schedule_they_are_words(string text)
    {
        await using var chat = await Chat.StartAsync();

        Assert.True((await chat.SayAsync(text)).Understood);
    }

    [Theory]
    [InlineData("subscribe cs.CV please", "cs.CV")]
    [InlineData("please subscribe cs.CV", "cs.CV")]
    [InlineData("请帮我订阅 cs.CV", "cs.CV")]
    [InlineData("请订阅cs.CV，谢谢", "cs.CV")]
    [InlineData("subscribe papers about graph neural networks", "graph neural networks")]
    [InlineData("subscribe to papers on graph agents mondays at 9, please", "graph agents")]
    [InlineData("subscribe cs.CL papers about agents", "cs.CL agents")]
    [InlineData("订阅 关于图神经网络的论文 每天9点", "图神经网络")]
    [InlineData("subscribe papers on mondays", "papers")]
    [InlineData("subscribe \"papers about papers\"", "\"papers about papers\"")]
    public async Task Politeness_and_papers_about_are_no_words_of_a_filter(string text, string filter)
    {
        await using var chat = await Chat.StartAsync();

        await chat.SayAsync(text);

        Assert.Equal(filter, Assert.Single(await chat.SubscriptionsAsync()).Filter.ToString());
    }

    [Fact]
    public async Task A_topic_that_begins_politely_is_searched_for_as_it_stands()
    {
        await using var chat = await Chat.StartAsync();

        Assert.StartsWith("I took that as: find 请求调度", await chat.AskAsync("请求调度"), StringComparison.Ordinal);
    }
}
