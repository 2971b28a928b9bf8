using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Tests.Subscriptions;

/// <summary>What people say between the parts of a filter means what it means, or nothing; it is never a word every paper must have.</summary>
public sealed class SaidBetweenTests
{
    private static readonly QueryContext Filter = new(["SLAM"], new DateOnly(2026, 11, 30), QueryMode.Filter);
    private static readonly QueryContext Search = Filter with { Mode = QueryMode.Search };

    [Theory]
    [InlineData("cs.CL or cs.LG", "cs.CL cs.LG")]
    [InlineData("cs.CL;cs.LG", "cs.CL cs.LG")]
    [InlineData("cs.CL/cs.LG", "cs.CL cs.LG")]
    [InlineData("me to cs.CL and cs.LG, weekdays at 9:00.", "cs.CL cs.LG")]
    [InlineData("cs.CL and cs.LG about transformers", "cs.CL cs.LG transformers")]
    [InlineData("me to machine learning papers", "machine learning")]
    [InlineData("to the latest papers in cs.CL", "cs.CL")]
    [InlineData("to papers about graphs and trees", "graphs trees")]
    [InlineData("graphs or trees", "graphs, trees")]
    [InlineData("graphs, trees and forests", "graphs, trees, forests")]
    [InlineData("by:\"Yann LeCun\" or by:Hinton", "by:\"Yann LeCun\" by:Hinton")]
    [InlineData("by Vaswani", "by:Vaswani")]
    [InlineData("papers by yann lecun", "by:\"yann lecun\"")]
    [InlineData("cs.CL by Yann LeCun or Geoffrey Hinton", "cs.CL by:\"Yann LeCun\" by:\"Geoffrey Hinton\"")]
    [InlineData("learning by examples", "learning by examples")]
    [InlineData("cs.CL without transformers", "cs.CL -transformers")]
    [InlineData("cs.CL NOT transformers", "cs.CL -transformers")]
    [InlineData("cs.CL but not survey papers", "cs.CL -survey")]
    [InlineData("cs.CL without surveys or benchmarks", "cs.CL -surveys -benchmarks")]
    [InlineData("cs.CL without large language models, weekdays", "cs.CL -\"large language models\"")]
    [InlineData("cs.LG without cs.CV", "cs.LG -cs.CV")]
    [InlineData("cs.LG excluding by:Smith", "cs.LG -by:Smith")]
    [InlineData("cs.CL 不要综述", "cs.CL -综述")]
    [InlineData("new york taxis", "new york taxis")]
    [InlineData("not safe for work", "not safe for work")]
    public void A_filter_says_it_as_people_do(string text, string filter) => Assert.Equal(filter, SubscriptionParser.Parse(text, Filter).Value!.Filter.ToString());

    [Theory]
    [InlineData("papers")]
    [InlineData("me to the")]
    [InlineData("to papers about")]
    public void Words_that_say_nothing_are_no_filter(string text) => Assert.True(SubscriptionParser.Parse(text, Filter).Value!.Filter.IsEmpty);

    [Theory]
    [InlineData("cs.LG top five", 5)]
    [InlineData("the top 10 papers in cs.LG", 10)]
    [InlineData("cs.LG at most fifteen papers a day", 15)]
    [InlineData("10 papers of cs.LG", 10)]
    [InlineData("cs.LG no more than 8", 8)]
    public void How_many_is_said_in_several_ways(string text, int top)
    {
        var request = SubscriptionParser.Parse(text, Filter).Value!;

        Assert.Equal(("cs.LG", top), (request.Filter.ToString(), request.Top));
    }

    [Theory]
    [InlineData("cs.CL mon wed fri 8:30", "mondays and wednesdays and fridays at 08:30")]
    [InlineData("cs.CL daily in the morning", "daily at 09:00")]
    [InlineData("cs.CL in Berlin at 7", "weekdays at 07:00")]
    [InlineData("cs.CL daily at 9:00 Berlin", "daily at 09:00")]
    [InlineData("cs.CL first monday of the month at 9:00", "first monday of the month at 09:00")]
    public void The_schedule_leaves_no_words_behind(string text, string schedule)
    {
        var request = SubscriptionParser.Parse(text, Filter).Value!;

        Assert.Equal(("cs.CL", schedule), (request.Filter.ToString(), request.Schedule.Over(Schedule.Default("UTC")).ToString()));
    }

    [Fact]
    public void Another_conversation_cannot_be_subscribed_from_here() =>
        Assert.Equal(new Elsewhere("#nlp"), SubscriptionParser.Parse("channel #nlp to cs.CL", Filter).Mistake);

    [Theory]
    [InlineData("papers by Hinton", "by:Hinton")]
    [InlineData("attention is all you need", "attention is all you need")]
    [InlineData("Learning without Forgetting", "Learning without Forgetting")]
    [InlineData("transformers in cs.CL without surveys", "cs.CL transformers -surveys")]
    [InlineData("attention since 1 Nov", "attention since:2026-11-01")]
    [InlineData("attention after 2026-11-01", "attention since:2026-11-02")]
    [InlineData("attention since 11/19/2026", "attention since:2026-11-19")]
    [InlineData("attention since November 1st", "attention since:2026-11-01")]
    [InlineData("attention since the 1st of November 2025", "attention since:2025-11-01")]
    [InlineData("attention until 19.11.2026", "attention before:2026-11-20")]
    [InlineData("graphs 11月1日以来", "graphs since:2026-11-01")]
    [InlineData("may 68 protests", "may 68 protests")]
    public void A_search_does_too_and_keeps_what_may_be_a_title(string text, string query) => Assert.Equal(query, QueryParser.Parse(text, Search).Value!.ToString());
}
