using DigestBot.Ingestion;

namespace DigestBot.Tests.Ingestion;

/// <summary>Texts that a language model wrote and a JSON parser went over.</summary>
public sealed class SummaryTextTests
{
    [Theory]
    [InlineData("Error")]
    [InlineData("error")]
    [InlineData(" 错误：AI分析失败。 ")]
    [InlineData("N/A")]
    [InlineData("None")]
    [InlineData("Request timed out.")]
    [InlineData("Error: Failed to generate summary.")]
    [InlineData("Summary generation failed")]
    [InlineData("Motivation analysis unavailable")]
    [InlineData("Method extraction failed")]
    [InlineData("Result analysis unavailable")]
    [InlineData("Conclusion extraction failed")]
    [InlineData("{tldr}")]
    [InlineData("  ")]
    public void A_marker_that_fills_the_field_is_missing(string text) => Assert.Null(FailedSummary.OrMissing(text));

    [Theory]
    [InlineData("None of the baselines converge.")]
    [InlineData("Error bars shrink by half.")]
    [InlineData("Not mentioned in abstract")]
    [InlineData("{x} is a set")]
    public void A_marker_that_is_only_a_part_is_a_summary(string text) => Assert.Equal(text, FailedSummary.OrMissing(text));

    [Theory]
    [InlineData("en", "We propose a framework.")]
    [InlineData("en", "The corpus 人民日报 is used to train a model with more than forty layers of attention.")]
    [InlineData("en", "42")]
    [InlineData("en", "$\\alpha$-β divergence naïve Ångström")]
    [InlineData("zh", "提出基于LLM的ASR框架。")]
    [InlineData("zh", "使用 GPT-5、Claude Sonnet-4.5、Code World Model、LLaMA 与 Qwen 进行评测")]
    [InlineData("zh", "在の数据集上取得了更好的结果，并且训练更快。")]
    [InlineData("ja", "大規模言語モデルを用いた手法を提案する。")]
    [InlineData("ja", "モデルの性能")]
    [InlineData("ko", "대규모 언어 모델(LLM)을 위한 새로운 방법을 제안한다.")]
    public void The_language_is_told_by_the_scripts(string language, string text) => Assert.Equal(language, SummaryLanguage.Of(text));

    [Theory]
    [InlineData("$\beta$ decay", @"$\beta$ decay")]
    [InlineData("$\frac{1}{2}$", @"$\frac{1}{2}$")]
    [InlineData("$\rho$ grows", @"$\rho$ grows")]
    public void LaTeX_that_lost_its_backslash_gets_it_back(string broken, string mended)
    {
        Assert.Equal(mended, BrokenEscapes.Mend(broken, out var what));
        Assert.Equal(BrokenEscapes.Mended.Latex, what);
    }

    [Theory]
    [InlineData("a\0b", "ab")]
    [InlineData("two\rwords", "two words")]
    [InlineData("back\bspace", "backspace")]
    [InlineData("\u0007bell\u007F\u009F", "bell")]
    public void Other_control_characters_are_taken_out(string broken, string clean)
    {
        Assert.Equal(clean, BrokenEscapes.Mend(broken, out var what));
        Assert.Equal(BrokenEscapes.Mended.ControlCharacters, what);
    }

    [Fact]
    public void A_tab_between_words_is_a_blank() => Assert.Equal("one two", BrokenEscapes.Mend("one\ttwo", out _));

    [Theory]
    [InlineData(@"First.\n- second\nThird", "First.\n- second\nThird")]
    [InlineData(@"the noise $\nu$ and $\nabla f$", @"the noise $\nu$ and $\nabla f$")]
    public void A_written_out_line_break_becomes_one(string text, string expected) => Assert.Equal(expected, BrokenEscapes.BreakLines(text));

    [Fact]
    public void A_title_broken_by_a_lost_backslash_is_mended()
    {
        var whole = DailyMarkdownTests.Entry(@"Measuring $\nu$ Fast");
        var digest = DailyMarkdownTests.Parse(whole.Replace(@"\nu", "\nu", StringComparison.Ordinal));

        Assert.Equal(@"Measuring $\nu$ Fast", Assert.Single(digest.Entries).Title);
        Assert.Equal(["A B", "C D"], digest.Entries[0].Authors);
        Assert.Equal("mended: a title broken over two lines", Assert.Single(digest.Repairs).Note);
    }

    [Fact]
    public void Each_kind_of_repair_of_an_entry_is_said_once()
    {
        var digest = DailyMarkdownTests.Parse(DailyMarkdownTests.Entry("T", tldr: "$\beta$ \0", method: "$\frac12$", result: @"a\n- b"));

        Assert.Equal(
            [(1, "mended: line breaks in a summary"), (1, "mended: control characters taken out"), (1, "mended: LaTeX whose backslash was lost")],
            digest.Repairs.Select(repair => (repair.Line, repair.Note)));
        Assert.Equal((@"$\beta$", @"$\frac12$", "a\n- b"),
            (digest.Entries[0].Summaries["en"].Tldr, digest.Entries[0].Summaries["en"].Method, digest.Entries[0].Summaries["en"].Result));
    }
}
