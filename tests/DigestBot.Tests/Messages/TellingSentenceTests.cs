using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

public sealed class TellingSentenceTests
{
    [Theory]
    [InlineData("Models are large. We study them. To this end, we propose G2LoRA, a framework. It wins.", "To this end, we propose G2LoRA, a framework.")]
    [InlineData("Models are large. In this work, we study graphs. It wins.", "In this work, we study graphs.")]
    [InlineData("Models are large. This paper presents AlphaOne ($\\alpha$1), e.g. a thing. It wins.", "This paper presents AlphaOne ($\\alpha$1), e.g. a thing.")]
    [InlineData("Models are large. They grow.", "Models are large.")]
    [InlineData("Models are large, others propose things. They grow.", "Models are large, others propose things.")]
    [InlineData("", "")]
    public void An_abstract_is_told_by_what_was_done(string paragraph, string sentence) => Assert.Equal(sentence, TellingSentence.Of([paragraph]));

    [Fact]
    public void It_may_stand_in_a_later_paragraph() => Assert.Equal("We introduce Yarn.", TellingSentence.Of(["Background one. Two.", "We introduce Yarn. It wins."]));

    [Fact]
    public void No_abstract_says_nothing() => Assert.Equal("", TellingSentence.Of([]));

    [Fact]
    public void Telling_a_megabyte_is_soon_done() => Assert.NotEqual("", TellingSentence.Of([string.Concat(Enumerable.Repeat("we a ", 200_000))]));
}
