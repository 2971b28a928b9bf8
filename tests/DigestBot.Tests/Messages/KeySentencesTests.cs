using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

public sealed class KeySentencesTests
{
    [Fact]
    public void What_how_and_the_result_are_picked_and_the_background_is_not()
    {
        var key = KeySentences.Of([
            "Language models have improved many tasks by 15%. However, they are slow. We propose FastLM, a decoder for long texts. "
            + "It works by skipping layers that are not needed. On three benchmarks, FastLM outperforms the baseline by 4.2 points. Code is available.",
        ]);

        Assert.Equal(
            new KeySentences("We propose FastLM, a decoder for long texts.", "It works by skipping layers that are not needed.", "On three benchmarks, FastLM outperforms the baseline by 4.2 points."),
            key);
    }

    [Fact]
    public void A_short_abstract_is_not_picked_from() => Assert.Null(KeySentences.Of(["One. Two. Three."]));

    [Fact]
    public void An_abstract_without_such_sentences_still_gives_its_first()
    {
        var key = KeySentences.Of(["Alpha one is. Beta two is. Gamma three is. Delta four is. Epsilon is."]);

        Assert.Equal(new KeySentences("Alpha one is.", null, null), key);
    }
}
