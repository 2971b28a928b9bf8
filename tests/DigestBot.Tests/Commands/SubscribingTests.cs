using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Tests.Commands;

public sealed class SubscribingTests
{
    [Fact]
    public async Task What_was_said_is_what_is_stored()
    {
        await using var chat = await Chat.StartAsync();

        await chat.SayAsync("subscribe cs.IR cs.LG “sink token” -survey by:\"Andreas Geiger\" top 10 mondays at 8:30 in Asia/Shanghai");

        var stored = Assert.Single(await chat.SubscriptionsAsync());
        Assert.Equal("cs.IR cs.LG \"sink token\" -survey by:\"Andreas Geiger\"", stored.Filter.ToString());
        Assert.Equal("mondays at 08:30", stored.Schedule.ToString());
        Assert.Equal("Asia/Shanghai", stored.Schedule.Zone);
        Assert.Equal(10, stored.Options.Top);
        Assert.Equal(new DateTimeOffset(2026, 2, 2, 0, 30, 0, TimeSpan.Zero), stored.NextDue);
    }

    [Fact]
    public async Task The_answer_counts_what_it_would_have_brought()
    {
        await using var chat = await Chat.StartAsync();

        var answer = await chat.AskAsync("subscribe cs.IR");

        Assert.Contains("On the 2 newest days stored it would have brought 3 papers, about 1.5 a day.", answer, StringComparison.Ordinal);
        Assert.Contains("First digest: Wed 28 Jan 2026 09:00 (UTC)", answer, StringComparison.Ordinal);
        Assert.Contains("Owner:        ann", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_category_nothing_is_stored_of_is_accepted_and_said_so()
    {
        await using var chat = await Chat.StartAsync();

        Assert.Contains("Nothing in cs.RO is stored yet.", await chat.AskAsync("subscribe cs.RO"), StringComparison.Ordinal);
        Assert.Single(await chat.SubscriptionsAsync());
    }

    [Theory]
    [InlineData("subscribe cs.IR", "subscribe cs.IR")]
    [InlineData("subscribe everything", "订阅 全部")]
    [InlineData("subscribe to cs.IR weekdays at 9", "sub cs.ir")]
    public async Task The_same_again_adds_nothing(string first, string second)
    {
        await using var chat = await Chat.StartAsync("en");
        await chat.SayAsync(first);

        Assert.Contains("nothing was changed", await chat.AskAsync(second), StringComparison.Ordinal);
        Assert.Single(await chat.SubscriptionsAsync());
    }

    [Fact]
    public async Task Everything_but_something_is_a_subscription_that_is_kept()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe everything -survey");

        Assert.True(Assert.Single(await chat.SubscriptionsAsync()).Filter.OnlyExcludes);
        Assert.Contains("1: everything -survey", await chat.AskAsync("list"), StringComparison.Ordinal);
        Assert.DoesNotContain("A Survey of", await chat.AskAsync("preview"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscribe weekdays at 9")]
    [InlineData("subscribe -survey -cs.LG")]
    [InlineData("subscribe cs.IR top 0")]
    [InlineData("subscribe cs.IR since monday")]
    [InlineData("subscribe by:")]
    [InlineData("subscribe cs.IR daily weekly")]
    [InlineData("unsubscribe cs.RO")]
    [InlineData("unsubscribe 1 2 9")]
    [InlineData("unsubscribe all somehow")]
    [InlineData("top 1 0")]
    [InlineData("top 1000")]
    [InlineData("schedule 1 whenever")]
    [InlineData("schedule 1")]
    [InlineData("pause 1 until yesterday")]
    [InlineData("pause 1 until 2020-01-01")]
    [InlineData("resume 1 somehow")]
    [InlineData("language 1 klingon")]
    [InlineData("language 9 zh")]
    [InlineData("take over 9")]
    [InlineData("change 1 cs.LGG")]
    [InlineData("change 9 cs.LG")]
    [InlineData("preview 9")]
    [InlineData("undo everything")]
    [InlineData("list 9")]
    [InlineData("digest 9")]
    [InlineData("forget me somehow")]
    public async Task What_is_not_understood_changes_nothing(string text)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");
        var before = await chat.StateAsync();

        var answer = await chat.SayAsync(text);

        Assert.False(answer.Understood);
        Assert.True(answer.Private);
        Assert.Equal(before, await chat.StateAsync());
    }

    [Theory]
    [InlineData("SLAM")]
    [InlineData("cat:SLAM -cat:\"Vision & Language\"")]
    [InlineData("\"多跳 问答\", 图 -综述")]
    [InlineData("ti:\"sink token\", ti:graph by:\"O'Brien, J.\"")]
    [InlineData("since · monday's \"top 10\" \"weekdays\"")]
    [InlineData("cs.* c++ f(x) 1,000 GPT-4")]
    public async Task A_filter_comes_back_from_the_store_as_it_was_said(string filter)
    {
        await using var chat = await Chat.StartAsync("en");
        await chat.ImportAsync("2026-01-25.md", SampleDigest.Tuesday.Replace("SLAM", "Vision & Language"));
        var known = new QueryContext(["SLAM", "Vision & Language", "cs.IR", "cs.LG"], new DateOnly(2026, 1, 27), QueryMode.Filter);
        var said = SubscriptionParser.Parse(filter, known).Value!.Filter;

        Assert.True((await chat.SayAsync($"subscribe {filter}")).Understood);

        Assert.Equal(said, Assert.Single(await chat.SubscriptionsAsync()).Filter);
        Assert.Contains("nothing was changed", await chat.AskAsync($"subscribe {said}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_subscriptions_are_paged_and_picked_in_few_words()
    {
        await using var chat = await Chat.StartAsync();
        for (var i = 1; i <= 200; i++)
            await chat.SayAsync($"subscribe \"topic {i}\"");

        Assert.StartsWith("200 subscriptions, page 20 of 20\n", await chat.AskAsync("list 20"), StringComparison.Ordinal);
        Assert.Contains("only 1–200.", await chat.AskAsync("pause 999"), StringComparison.Ordinal);
        Assert.Contains("[195 more] list", await chat.AskAsync("preview"), StringComparison.Ordinal);
        Assert.Contains("and 195 more", await chat.AskAsync("unsubscribe all"), StringComparison.Ordinal);
        await chat.SayAsync("unsubscribe all yes");
        Assert.Empty(await chat.SubscriptionsAsync());
        await chat.SayAsync("undo");
        Assert.Equal(200, (await chat.SubscriptionsAsync()).Count);
    }

    [Fact]
    public async Task Unsubscribing_from_a_category_edits_the_filters_that_have_it()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR cs.LG -survey");
        await chat.SayAsync("subscribe cs.LG");

        await chat.SayAsync("unsubscribe cs.LG");

        Assert.Equal("cs.IR -survey", Assert.Single(await chat.SubscriptionsAsync()).Filter.ToString());
    }

    [Fact]
    public async Task Ending_all_asks_and_its_button_does_it()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");

        var asked = await chat.SayAsync("unsubscribe all");

        Assert.Single(await chat.SubscriptionsAsync());
        await chat.SayAsync(Chat.Buttons(asked)[0].Command);
        Assert.Empty(await chat.SubscriptionsAsync());
    }

    [Fact]
    public async Task Numbers_are_never_used_again()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");
        await chat.SayAsync("unsubscribe 1");

        await chat.SayAsync("subscribe cs.LG");

        Assert.Equal(2, Assert.Single(await chat.SubscriptionsAsync()).Number);
    }

    [Fact]
    public async Task A_preview_is_what_the_next_run_sends()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.IR");
        var preview = await chat.AskAsync("preview");
        chat.Now = new DateTimeOffset(2026, 1, 28, 9, 0, 0, TimeSpan.Zero);

        var sent = Assert.Single(await chat.SweepAsync());

        Assert.All(sent.Composition.Shown, paper => Assert.Contains(paper.Title, preview, StringComparison.Ordinal));
        Assert.Equal(2, sent.Composition.Shown.Count());
    }
}
