using DigestBot.Commands;
using DigestBot.Messages;

namespace DigestBot.Tests.Commands;

public sealed class VerbTests
{
    private static readonly CommandSet Commands = new();

    public static TheoryData<string, string> EveryVerb { get; } =
        [.. from language in new[] { "en", "zh" } from command in Commands.All where !command.Hidden select (language, command.Verbs[0])];

    [Theory]
    [MemberData(nameof(EveryVerb))]
    public async Task Each_verb_explains_itself_in_both_languages(string language, string name)
    {
        using var speaking = UiLanguage.Use(language);
        await using var chat = await Chat.StartAsync(language);

        var help = await chat.AskAsync($"help {name}");

        Assert.StartsWith(HelpCommand.Verb(name) + " — ", help, StringComparison.Ordinal);
        Assert.Contains("`", help, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryVerb))]
    public void The_verb_shown_is_one_that_is_understood(string language, string name)
    {
        using var speaking = UiLanguage.Use(language);

        Assert.Equal(name, Commands.Find(HelpCommand.Verb(name))?.Command.Verbs[0]);
    }

    [Theory]
    [MemberData(nameof(EveryVerb))]
    public async Task The_examples_in_a_verbs_help_are_understood(string language, string name)
    {
        using var speaking = UiLanguage.Use(language);
        var key = "HelpMore_" + string.Concat(name.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var lines = Strings.ResourceManager.GetString(key, System.Globalization.CultureInfo.CurrentUICulture)!.Split(" | ");

        // The first line is the grammar where there are others; "sink token" is two titles, which is asked about.
        foreach (var example in lines.Skip(lines.Length > 1 && name is not ("card" or "related") ? 1 : 0).Where(example => !example.EndsWith(" sink token", StringComparison.Ordinal)))
        {
            await using var chat = await Chat.StartAsync(language);
            chat.Now = chat.Now.AddDays(1);
            await chat.ImportAsync("2026-01-28.md", SampleDigest.Tuesday.Replace("2601.20001", "2601.18899").Replace("2601.20003", "2601.18900"));
            await chat.SayAsync("subscribe SLAM");
            await chat.SayAsync("subscribe cs.LG cs.IR");
            await chat.SayAsync("unsubscribe 1");
            await chat.SayAsync("find graph language system");

            var answer = await chat.SayAsync(example);

            Assert.True(answer.Understood || example is "list 2" or "列表 2", $"{example}\n{PlainText.Render(answer.Message)}");
        }
    }

    [Theory]
    [InlineData("@DigestBot list")]
    [InlineData("<@U0123> list")]
    [InlineData("<at>DigestBot</at> list")]
    [InlineData("/papers list")]
    [InlineData("LIST")]
    [InlineData("list.")]
    [InlineData("列表！")]
    [InlineData("@DigestBot：列表")]
    public async Task However_it_is_called_a_verb_is_a_verb(string text)
    {
        await using var chat = await Chat.StartAsync("en");
        await chat.SayAsync("subscribe cs.IR");

        Assert.StartsWith("1 subscription\n", await chat.AskAsync(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("!?…")]
    [InlineData("@DigestBot")]
    [InlineData("hi")]
    [InlineData("what can you do?")]
    [InlineData("你能做什么？")]
    [InlineData("你好")]
    public async Task Who_says_nothing_in_particular_is_told_what_there_is(string text)
    {
        await using var chat = await Chat.StartAsync("en");

        Assert.StartsWith("What I can do\n", await chat.AskAsync(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("时间序列")]
    [InlineData("语言模型")]
    [InlineData("状态空间模型")]
    [InlineData("摘要生成")]
    [InlineData("恢复图像")]
    [InlineData("分类任务")]
    public async Task A_topic_that_begins_like_a_Chinese_verb_is_searched_for(string topic)
    {
        await using var chat = await Chat.StartAsync("zh");

        Assert.StartsWith($"我理解为：查找 {topic}。", await chat.AskAsync(topic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("language models")]
    [InlineData("next token prediction")]
    [InlineData("status quo bias")]
    [InlineData("top quark mass")]
    public async Task A_topic_that_begins_like_an_English_verb_is_offered_as_a_search(string topic)
    {
        await using var chat = await Chat.StartAsync();

        var answer = await chat.SayAsync(topic);

        Assert.False(answer.Understood);
        Assert.Contains(Chat.Buttons(answer), button => button.Command == $"find {topic}");
    }

    [Theory]
    [InlineData("why resnet")]
    [InlineData("export pdf")]
    [InlineData("language fr")]
    [InlineData("undo that thing")]
    public async Task A_verb_with_the_wrong_words_is_not_offered_as_a_search(string text)
    {
        await using var chat = await Chat.StartAsync();

        var answer = await chat.SayAsync(text);

        Assert.False(answer.Understood);
        Assert.DoesNotContain(Chat.Buttons(answer), button => button.Command == $"find {text}");
    }

    [Fact]
    public async Task Stop_alone_asks_and_stop_words_are_a_topic()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");
        await chat.SayAsync("subscribe cs.LG");

        Assert.Equal(await chat.AskAsync("unsubscribe all"), await chat.AskAsync("stop"));
        Assert.Equal(2, (await chat.SubscriptionsAsync()).Count);
        Assert.StartsWith("I took that as: find stop words", await chat.AskAsync("stop words"), StringComparison.Ordinal);
        await chat.SayAsync("stop 2");
        Assert.Single(await chat.SubscriptionsAsync());
    }

    [Fact]
    public async Task Categories_are_listed_by_either_Chinese_word()
    {
        await using var chat = await Chat.StartAsync("zh");

        Assert.Equal(await chat.AskAsync("分类"), await chat.AskAsync("类别"));
    }

    [Theory]
    [InlineData("pause everything until monday")]
    [InlineData("暂停 全部 到周一")]
    public async Task Everything_is_paused_and_resumed_as_all_is(string text)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");
        await chat.SayAsync("subscribe cs.LG");

        Assert.True((await chat.SayAsync(text)).Understood);

        Assert.All(await chat.SubscriptionsAsync(), subscription => Assert.NotNull(subscription.PausedUntil));
        await chat.SayAsync("resume everything");
        Assert.All(await chat.SubscriptionsAsync(), subscription => Assert.Null(subscription.PausedUntil));
    }

    [Fact]
    public async Task What_to_type_instead_of_an_unknown_day_keeps_the_number()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");
        await chat.SayAsync("subscribe cs.LG");

        Assert.Contains("Try: pause 2 until monday, or pause 2 until 2026-12-24", await chat.AskAsync("pause 2 until blah"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("暂停2 三周", "2026-02-17")]
    [InlineData("暂停 2 到周一", "2026-02-02")]
    [InlineData("暂停 2 直到下周一", "2026-02-02")]
    [InlineData("暂停 2 到下周五", "2026-02-06")]
    [InlineData("暂停 2 到周五", "2026-01-30")]
    [InlineData("pause 2 until monday", "2026-02-02")]
    [InlineData("pause 2 for three weeks", "2026-02-17")]
    [InlineData("pause #2 for 2 days", "2026-01-29")]
    [InlineData("pause 2 until 2026-12-24", "2026-12-24")]
    [InlineData("pause 2 for a month", "2026-02-27")]
    public async Task A_pause_ends_on_the_day_that_was_said(string text, string day)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");
        await chat.SayAsync("subscribe cs.LG");

        Assert.True((await chat.SayAsync(text)).Understood);

        var subscriptions = await chat.SubscriptionsAsync();
        Assert.Null(subscriptions[0].PausedUntil);
        Assert.Equal(day, $"{subscriptions[1].PausedUntil:yyyy-MM-dd}");
    }
}
