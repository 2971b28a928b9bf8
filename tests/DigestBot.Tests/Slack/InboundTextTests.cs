using DigestBot.Slack;

namespace DigestBot.Tests.Slack;

public sealed class InboundTextTests
{
    [Theory]
    [InlineData("subscribe <http://cs.CL|cs.CL> <http://cs.AI|cs.AI> daily at 9", "subscribe cs.CL cs.AI daily at 9")]
    [InlineData("card <https://arxiv.org/abs/2601.18899>", "card https://arxiv.org/abs/2601.18899")]
    [InlineData("card <https://arxiv.org/abs/2601.18899|this one>", "card https://arxiv.org/abs/2601.18899")]
    [InlineData("digest <http://cs.it/|cs.IT>", "digest cs.IT")]
    [InlineData("<@UBOT> find a &lt; b", "find a < b")]
    public void What_Slack_made_a_link_of_is_what_was_typed(string delivered, string typed) => Assert.Equal(typed, SlackInboundText.Read(delivered, "UBOT"));
}
