using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Subscriptions;

public sealed class SubscriptionParserTests
{
    private static readonly QueryContext Context = new(["SLAM"], new DateOnly(2026, 1, 29), QueryMode.Filter);

    [Fact]
    public void The_example_of_the_help_is_understood()
    {
        var request = Read("cs.CL cs.LG \"credit assignment\" -survey by:\"Andreas Geiger\" top 10 weekdays at 09:00");

        Assert.Equal("cs.CL cs.LG \"credit assignment\" -survey by:\"Andreas Geiger\"", request.Filter.ToString());
        Assert.Equal(10, request.Top);
        Assert.Equal(new ScheduleRequest(Frequency.Weekdays, [], new TimeOnly(9, 0), null), request.Schedule);
    }

    [Theory]
    [InlineData("language model", "language model")]
    [InlineData("top-down attention", "top-down attention")]
    [InlineData("top quality", "top quality")]
    [InlineData("compact representations", "compact representations")]
    [InlineData("full attention weekdays", "full attention")]
    [InlineData("inference at scale", "inference at scale")]
    [InlineData("air quality in Beijing", "air quality in · Beijing")]
    [InlineData("weakly supervised learning", "weakly supervised learning")]
    [InlineData("every token", "every token")]
    [InlineData("on SAT solvers", "SAT solvers")]
    [InlineData("arrival times", "arrival times")]
    [InlineData("\"weekdays\" \"top 10\"", "\"weekdays\" \"top 10\"")]
    [InlineData("-weekly graphs", "graphs -weekly")]
    [InlineData("训练时间", "训练时间")]
    public void Words_of_research_stay_in_the_filter(string text, string filter)
    {
        var request = Read(text);

        Assert.Equal(filter, request.Filter.ToString());
        Assert.Equal((null, null, null), (request.Top, request.Language, request.Compact));
    }

    [Theory]
    [InlineData("graphs language zh compact")]
    [InlineData("compact language chinese graphs")]
    [InlineData("compact cs.LG language:zh", "cs.LG")]
    [InlineData("graphs 精简 语言 中文")]
    [InlineData("graphs language 中文 at 9 compact")]
    [InlineData("graphs compact 中文摘要")]
    public void Language_and_length_are_options_where_they_can_be_no_keywords(string text, string filter = "graphs")
    {
        var request = Read(text);

        Assert.Equal((filter, "zh", true), (request.Filter.ToString(), request.Language, request.Compact));
    }

    [Theory]
    [InlineData("graphs top 15 full say when empty include replaced")]
    [InlineData("graphs 完整 前15篇 为空也发 包括更新")]
    [InlineData("前 15 篇 graphs say when empty include replaced full")]
    public void Options_are_read(string text)
    {
        var request = Read(text);

        Assert.Equal(("graphs", 15, false, true, true), (request.Filter.ToString(), request.Top, request.Compact, request.SayWhenEmpty, request.IncludeReplaced));
    }

    [Fact]
    public void Words_on_both_sides_of_a_schedule_do_not_join() =>
        Assert.Equal("a1 b1", Read("a1, weekdays b1").Filter.ToString());

    [Fact]
    public void A_subscription_in_Chinese_is_understood()
    {
        var request = Read("多跳问答，图模型 －综述 作者：“张伟” 每周一和周四早上9点 前10篇");

        Assert.Equal("多跳问答, 图模型 -综述 by:张伟", request.Filter.ToString());
        Assert.Equal(new ScheduleRequest(Frequency.Weekly, [DayOfWeek.Monday, DayOfWeek.Thursday], new TimeOnly(9, 0), null), request.Schedule);
        Assert.Equal(10, request.Top);
    }

    [Fact]
    public void A_schedule_alone_leaves_the_filter_to_be_asked_for() => Assert.True(Read("weekdays at 9").Filter.IsEmpty);

    public static TheoryData<string, Mistake> Mistakes => new()
    {
        { "cs.LGG weekdays at 09:00", new UnknownCategory("cs.LGG", "cs.LG") { Corrected = "cs.LG weekdays at 09:00" } },
        { "cs.LG weekdayz at 9", new LooksReserved("weekdayz", "weekdays") { Corrected = "cs.LG weekdays at 9" } },
        { "cs.LG thrusday", new LooksReserved("thrusday", "thursday") { Corrected = "cs.LG thursday" } },
        { "graphs top 0", new BadNumber("top 0", 1, 100) },
        { "graphs top 101", new BadNumber("top 101", 1, 100) },
        { "graphs top 5 top 6", new SaidTwice("top 5", "top 6") },
        { "graphs language french", new UnknownLanguage("french") },
        { "graphs compact full", new SaidTwice("compact", "full") },
        { "graphs weekdays at 24:30", new BadTime("24:30") { Corrected = "graphs weekdays at 09:00" } },
        { "graphs since monday", new NotHere("since monday") },
        { "-survey weekdays", new OnlyExclusions() },
        { "graphs \"weekdays", new UnclosedQuote { Corrected = "graphs \"weekdays\"" } },
        { "graphs in Asia/Shanghia", new UnknownZone("Asia/Shanghia", ["Asia/Shanghai"]) { Corrected = "graphs in Asia/Shanghai" } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_subscription_is_described_with_the_text_to_type_instead(string text, Mistake mistake) =>
        Assert.Equal(mistake, SubscriptionParser.Parse(text, Context).Mistake);

    [Fact]
    public void Any_text_gives_a_request_or_a_mistake() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(
                Gen.Elements(
                    "\"", " ", " ", " ", ",", "-", ":", "at", "at ", "9", "9:", "30", "99:99", "pm", "on ", "every ", "day", "mon", "monday", "weekdays", "and ", "in ", "Berlin", "Asia/", "time", "UTC+",
                    "top ", "language ", "zh", "compact", "full", "每周", "一", "和", "早上", "点", "半", "时间", "前", "篇", "say when empty", "cs.LG", "by:", "🙂", "\0", "\uD800", "、").ListOf().Select(string.Concat).ToArbitrary(),
                text => SubscriptionParser.Parse(text, Context) is var parsed && (parsed.Value is null) != (parsed.Mistake is null)));

    private static SubscriptionRequest Read(string text)
    {
        var parsed = SubscriptionParser.Parse(text, Context);
        Assert.Null(parsed.Mistake);
        return parsed.Value!;
    }
}
