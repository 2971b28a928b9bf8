using DigestBot.Messages;

namespace DigestBot.Tests.Commands;

/// <summary>Searches that break other engines: each finds what it means, or is answered with a sentence.</summary>
public sealed class OddSearchesTests
{
    private static readonly string Papers = SampleDigest.Monday
        .Replace("We propose a sparse retriever", "We rewrite it in C++ and compare GPT-4 with what's new, 👩‍🔬 بحث عن, 图神经网络 GNN。We propose a sparse retriever", StringComparison.Ordinal);

    [Theory]
    [InlineData("c++", "Sparse Retrieval")]
    [InlineData("GPT-4", "Sparse Retrieval")]
    [InlineData("ＧＰＴ－４", "Sparse Retrieval")]
    [InlineData("gpt4", "Sparse Retrieval")]
    [InlineData("بحث", "Sparse Retrieval")]
    [InlineData("图神经网络GNN", "Sparse Retrieval")]
    [InlineData("图神经网络，GNN：对比", "Sparse Retrieval")]
    [InlineData("what's", "Sparse Retrieval")]
    [InlineData("title:graph", "Graph Anomaly")]
    [InlineData("^graph", "Graph Anomaly")]
    [InlineData("NEAR(graph", "Graph Anomaly")]
    [InlineData("nosuch:graph anomaly", "Graph Anomaly")]
    [InlineData("anomaly\u0000 graph", "Graph Anomaly")]
    [InlineData("\u202Egraph\u202C", "Graph Anomaly")]
    [InlineData("graph -sparse", "Graph Anomaly")]
    [InlineData("ｇｒａｐｈ　ａｎｏｍａｌｙ", "Graph Anomaly")]
    [InlineData("“graph anomaly”", "Graph Anomaly")]
    [InlineData("graph AND OR NOT", "Graph Anomaly")]
    [InlineData("2601. 10002", "Graph Anomaly")]
    [InlineData("arXiv: 2601.10002", "Graph Anomaly")]
    [InlineData("a graph", "Graph Anomaly")]
    public async Task What_is_meant_is_found(string text, string title)
    {
        await using var chat = await StartAsync();

        var answer = await chat.SayAsync("find " + text);

        Assert.Contains($"1. {title}", PlainText.Render(answer.Message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-graph")]
    [InlineData("<")]
    [InlineData("AND")]
    [InlineData("\"x")]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("gra*")]
    [InlineData("the of")]
    [InlineData("?!.,;:")]
    [InlineData("👩‍🔬")]
    [InlineData("x")]
    [InlineData("\u0000")]
    [InlineData("\uD800")]
    [InlineData("zzyzx")]
    public async Task What_finds_nothing_or_everything_is_answered_in_words(string text)
    {
        await using var chat = await StartAsync();

        var answer = await chat.SayAsync("find " + text);

        Assert.NotEqual(Strings.Command_Failed, answer.Message.Summary);
        Assert.True(answer.Message.Summary.Length > 10, answer.Message.Summary);
    }

    [Fact]
    public async Task What_is_far_too_long_is_answered_shortly_and_what_is_long_is_searched_for()
    {
        await using var chat = await StartAsync();

        foreach (var text in new[] { string.Concat(Enumerable.Repeat("word ", 10_000)), new string('(', 100_000), string.Concat(Enumerable.Repeat("[(", 50_000)), new string('"', 99_999), string.Concat(Enumerable.Repeat("a-b ", 9_000)) })
            Assert.InRange((await chat.SayAsync("find " + text)).Message.Summary.Length, 10, 300);
        Assert.Contains("1. Graph Anomaly", await chat.AskAsync("find " + string.Concat(Enumerable.Repeat("graph anomaly ", 250))), StringComparison.Ordinal);
        Assert.Contains("1. Graph Anomaly", await chat.AskAsync("find " + new string('(', 3_000) + " graph anomaly"), StringComparison.Ordinal);
    }

    private static async Task<Chat> StartAsync()
    {
        var chat = await Chat.StartEmptyAsync();
        await chat.ImportAsync("2026-01-26.md", Papers);
        return chat;
    }
}
