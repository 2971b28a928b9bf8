using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

public sealed class TellingSentenceTests
{
    [Theory]
    [InlineData("Models are large. We study them. To this end, we propose G2LoRA, a framework. It wins.", "We propose G2LoRA, a framework.")]
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

    [Theory]
    [InlineData("Models forget. To address this, we propose Yarn, a memory. It wins.", "We propose Yarn, a memory.")]
    [InlineData("Models forget. To overcome these limitations of recurrent networks, we introduce Yarn. It wins.", "We introduce Yarn.")]
    [InlineData("Graphs are large. However, they are sparse. We study how sparse they are.", "We study how sparse they are.")]
    [InlineData("Graphs are large. However, we propose Yarn for them.", "We propose Yarn for them.")]
    [InlineData("However, models forget. Memory is a resource of transformers.", "Memory is a resource of transformers.")]
    [InlineData("Code is available at example.org. Memory is a resource.", "Memory is a resource.")]
    [InlineData("Planning is slow. We propose a fix for this problem. We introduce Yarn, a planner that caches.", "We introduce Yarn, a planner that caches.")]
    [InlineData("Models forget. To tackle this, in this paper, we propose Yarn. It wins.", "In this paper, we propose Yarn.")]
    [InlineData("Models forget. To fill this gap we present Yarn. It wins.", "We present Yarn.")]
    [InlineData("Models forget. We introduce Yarn, a memory, to address these challenges. It wins.", "We introduce Yarn, a memory.")]
    [InlineData("They forget. It is slow.", "They forget.")]
    public void It_can_be_read_without_the_sentence_before(string paragraph, string sentence) => Assert.Equal(sentence, TellingSentence.Of([paragraph]));

    /// <summary>The corpus's first 2,000 abstracts with at least four sentences.</summary>
    [Fact]
    public void Of_real_abstracts_hardly_any_leans_on_another_sentence()
    {
        using var file = new System.IO.Compression.GZipStream(File.OpenRead(Path.Combine(Samples.Require(), "corpus", "papers-20k.jsonl.gz")), System.IO.Compression.CompressionMode.Decompress);
        using var lines = new StreamReader(file);
        var told = new List<string>();
        while (told.Count < 2000 && lines.ReadLine() is { } line)
        {
            using var paper = System.Text.Json.JsonDocument.Parse(line);
            if (paper.RootElement.TryGetProperty("abstract", out var text) && text.GetString() is { } paragraph && OneSentence.All(paragraph).Count() >= 4)
                told.Add(TellingSentence.Of([paragraph]));
        }

        var leaning = told.Where(StandingSentence.Leans).ToList();

        Assert.True(leaning.Count <= told.Count / 66, $"{leaning.Count} of {told.Count}\n{string.Join('\n', leaning.Take(40))}");
    }
}
