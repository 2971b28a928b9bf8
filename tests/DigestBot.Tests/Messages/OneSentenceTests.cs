using System.Globalization;
using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

public sealed class OneSentenceTests
{
    [Theory]
    [InlineData("One. Two.", "One.")]
    [InlineData("提出一种方法。显著优于基线。", "提出一种方法。")]
    [InlineData("真的吗？是的！", "真的吗？")]
    [InlineData("他说“可行。”然后离开。", "他说“可行。”")]
    [InlineData("使用GPT-4.5模型，提升3.5%。其次", "使用GPT-4.5模型，提升3.5%。")]
    [InlineData("We use tools, e.g. search, i.e. Google. Next.", "We use tools, e.g. search, i.e. Google.")]
    [InlineData("We use models, e.g. BERT vs. GPT. Next.", "We use models, e.g. BERT vs. GPT.")]
    [InlineData("As shown by Zhang et al. (2020) it works. Next.", "As shown by Zhang et al. (2020) it works.")]
    [InlineData("We extend Zhang et al. We do better.", "We extend Zhang et al.")]
    [InlineData("See Fig. 2 and Eq. (3) for a gain of 2.5 points. Next.", "See Fig. 2 and Eq. (3) for a gain of 2.5 points.")]
    [InlineData("It costs $5.00. Cheap.", "It costs $5.00.")]
    [InlineData("With $f(x) = 1. Y$ and $z. W$ it holds. Next.", "With $f(x) = 1. Y$ and $z. W$ it holds.")]
    [InlineData("By J. K. Rowling. Next.", "By J. K. Rowling.")]
    [InlineData("Does it work? It does.", "Does it work?")]
    [InlineData("We ask \"why?\" and answer. Next.", "We ask \"why?\" and answer.")]
    [InlineData("(It works.) Next.", "(It works.)")]
    [InlineData("Code at https://a.example/x?y=1.html now. Next.", "Code at https://a.example/x?y=1.html now.")]
    [InlineData("1. We do this. 2. Then that.", "1. We do this.")]
    [InlineData("It began in 2020. We go on.", "It began in 2020.")]
    [InlineData("The U.S. Supreme Court ruled. Next.", "The U.S. Supreme Court ruled.")]
    [InlineData("Objective. Proton therapy helps. Next.", "Objective. Proton therapy helps.")]
    [InlineData("We ask (\"is this me?\"), then answer. Next.", "We ask (\"is this me?\"), then answer.")]
    [InlineData("By GDPR Art. 17 it is so. Next.", "By GDPR Art. 17 it is so.")]
    [InlineData("no full stop", "no full stop")]
    [InlineData("Wrapped\nover lines.\nNext.", "Wrapped over lines.")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void The_first_sentence_ends_where_a_reader_would_end_it(string? text, string sentence) => Assert.Equal(sentence, OneSentence.Of(text));

    [Fact]
    public void Two_sentences_can_be_asked_for() => Assert.Equal("One. Two.", OneSentence.Of("One. Two. Three.", 2, 280));

    [Fact]
    public void A_long_sentence_is_cut_at_a_word()
    {
        var cut = OneSentence.Of(string.Join(' ', Enumerable.Repeat("wording", 100)));

        Assert.EndsWith("wording…", cut);
        Assert.InRange(cut.Length, 250, OneSentence.MostCharacters);
    }

    [Theory]
    [InlineData("方法")]
    [InlineData("𠮷")]
    [InlineData("e\u0301")]
    [InlineData("👩‍🔬")]
    public void A_cut_goes_through_no_character(string character)
    {
        var cut = OneSentence.Of(string.Concat(Enumerable.Repeat(character, 500)));

        Assert.Equal(OneSentence.MostCharacters, new StringInfo(cut).LengthInTextElements);
        Assert.DoesNotContain('\uFFFD', cut);
        Assert.DoesNotContain(cut, c => char.IsSurrogate(c) && !cut.Contains(character, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cut_goes_through_no_formula()
    {
        var cut = OneSentence.Of(new string('a', 200) + " b $" + new string('x', 150) + "$ c.");

        Assert.Equal(new string('a', 200) + " b…", cut);
    }
}
