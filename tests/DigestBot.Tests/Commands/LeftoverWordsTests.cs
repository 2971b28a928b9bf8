namespace DigestBot.Tests.Commands;

/// <summary>Words that say when, or are only polite, never become words of a filter without a word about it.</summary>
public sealed class LeftoverWordsTests
{
    [Theory]
    [InlineData("subscribe cs.LG every two days at 9", "every two days", "subscribe cs.LG daily at 9")]
    [InlineData("subscribe cs.LG tomorrow", "tomorrow", "subscribe cs.LG")]
    [InlineData("subscribe cs.LG every hour", "every hour", "subscribe cs.LG daily")]
    [InlineData("subscribe cs.LG twice a day", "twice a day", "subscribe cs.LG daily")]
    [InlineData("订阅 cs.LG 明天", "明天", "subscribe cs.LG")]
    [InlineData("订阅 cs.LG 隔天", "隔天", "subscribe cs.LG")]
    public async Task A_schedule_there_is_none_of_is_asked_about(string text, string words, string instead)
    {
        await using var chat = await Chat.StartAsync("en");

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
        await using var chat = await Chat.StartAsync("en");

        Assert.StartsWith("I took that as: find 请求调度", await chat.AskAsync("请求调度"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("change 1 to mondays", "cs.LG agents", "mondays at 09:00")]
    [InlineData("change 1 to the papers", "cs.LG agents", "weekdays at 09:00")]
    [InlineData("change 1 cs.LG mondays at 8", "cs.LG", "mondays at 08:00")]
    [InlineData("change 1 only cs.IR", "cs.IR", "weekdays at 09:00")]
    public async Task A_change_replaces_a_filter_only_by_one(string text, string filter, string schedule)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.LG agents");

        await chat.SayAsync(text);

        var changed = Assert.Single(await chat.SubscriptionsAsync());
        Assert.Equal((filter, schedule), (changed.Filter.ToString(), changed.Schedule.ToString()));
    }

    [Fact]
    public async Task A_change_that_would_leave_nothing_of_a_filter_asks_first()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.LG agents");
        var before = await chat.StateAsync();

        var answer = await chat.SayAsync("change 1 cs.IR");

        Assert.Equal(before, await chat.StateAsync());
        Assert.Equal("That puts cs.IR in the place of cs.LG agents, which would be gone. Try: change 1 only cs.IR", answer.Message.Summary);
        Assert.Equal(["change 1 only cs.IR", "change 1 cs.LG agents cs.IR"], Chat.Buttons(answer).Select(button => button.Command));
        await chat.SayAsync("change 1 only cs.IR");
        Assert.Equal("cs.IR", Assert.Single(await chat.SubscriptionsAsync()).Filter.ToString());
    }

    [Fact]
    public async Task A_word_no_stored_paper_has_is_asked_about_where_the_rest_would_bring_some()
    {
        await using var chat = await Chat.StartAsync();
        for (var i = 0; i < 40; i++)
            await chat.ImportAsync($"more-{i}.bib", $"@article{{x{i}, title={{Word {i} of a paper}}, author={{Jane Doe}}, year={{2026}}, eprint={{2601.{30000 + i}}}}}");

        var answer = await chat.SayAsync("subscribe cs.LG Ann mondays");

        Assert.Empty(await chat.SubscriptionsAsync());
        Assert.StartsWith("No stored paper has \"Ann\", which every paper would have to have.", answer.Message.Summary, StringComparison.Ordinal);
        Assert.Equal(["subscribe cs.LG mondays at 09:00", "subscribe cs.LG \"Ann\" mondays at 09:00"], Chat.Buttons(answer).Select(button => button.Command));
        Assert.True((await chat.SayAsync("subscribe cs.LG \"Ann\" mondays at 09:00")).Understood);
        Assert.True((await chat.SayAsync("subscribe zeroshotting cartography")).Understood);
    }
}
