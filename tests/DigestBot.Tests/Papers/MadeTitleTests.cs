using System.Text.Json;
using DigestBot.Papers.Titles;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Papers;

public sealed class MadeTitleTests
{
    [Theory]
    [InlineData("Lantern: a paper recommender of surprises", "Reading lists grow. We propose Lantern, a paper recommender of surprises, which scores how much an abstract would change a belief.")]
    [InlineData("Patient Aggregation for Latecomers (PAL): an averaging rule that lets a new device speak softly", "Devices join late. In this paper, we present Patient Aggregation for Latecomers (PAL), an averaging rule that lets a new device speak softly.")]
    [InlineData("Null-Space constrained Descent (NSD): a solver for stiff problems", "Steps are small. We introduce Null-Space constrained Descent (NSD), a solver for stiff problems.")]
    [InlineData("Hearth: a training method for small languages", "Recordings are private. We develop a training method for small languages called Hearth, which keeps them at home.")]
    [InlineData("Graph Kernel Pooling (GKP): a pooling layer for meshes", "Meshes vary. We propose Graph Kernel Pooling (GKP). GKP is a pooling layer for meshes. It is fast.")]
    [InlineData("DiffFold: a Diffusion-based folding method for textiles", @"Cloth is hard. We propose \textbf{DiffFold}, a \textbf{Diff}usion-based folding method for textiles.")]
    public void A_named_system_gives_the_label(string label, string text) => Assert.Equal(label, MadeTitle.From([text]));

    [Theory]
    [InlineData("A grasp planner that looks for edges by touch", "Robots fail. To address this, we propose a grasp planner that looks for edges by touch.")]
    [InlineData("How the ranking of eleven models changes over a year", "Shops change. We study how the ranking of eleven models changes over a year.")]
    public void Without_a_name_the_claim_is_the_label(string label, string text) => Assert.Equal(label, MadeTitle.From([text]));

    [Fact]
    public void An_abbreviation_the_abstract_explains_is_spelled_out() =>
        Assert.Equal("AdShift: an alignment framework for Graph Domain Adaptation",
            MadeTitle.From(["Graph Domain Adaptation (GDA) is hard. We propose AdShift, an alignment framework for GDA."]));

    [Fact]
    public void A_label_that_does_not_say_the_field_gets_it_from_the_first_sentence() =>
        Assert.Equal("CritiqueNet: a structured critic framework · Retrieval-augmented generation",
            MadeTitle.From(["Retrieval-augmented generation (RAG) improves answers. We propose CritiqueNet, a structured critic framework that formulates and learns critique as an explicit error diagnosis problem."]));

    [Fact]
    public void Without_any_claim_the_beginning_is_the_label_cut_between_words()
    {
        var label = MadeTitle.From([string.Join(' ', Enumerable.Repeat("laundry piles up", 20))]);

        Assert.EndsWith("…", label, StringComparison.Ordinal);
        Assert.InRange(label.Length, 60, 90);
        Assert.Matches("(laundry|piles|up)…$", label);
    }

    [Theory]
    [InlineData("一种基于触觉的抓取规划器", "机器人常在第一次抓取时失败。本文提出了一种基于触觉的抓取规划器。实验表明其有效。")]
    [InlineData("机器人常在第一次抓取时失败", "机器人常在第一次抓取时失败。")]
    [InlineData("Abstract without a title", " \n ")]
    [InlineData("Abstract without a title", "}}} $")]
    [InlineData("Abstract without a title", ". . A")]
    public void Other_languages_and_rubbish_get_a_label_too(string label, string text) =>
        Assert.Equal(label, MadeTitle.From([text]));

    [Fact]
    public void No_paragraphs_at_all_have_a_label() => Assert.Equal("Abstract without a title", MadeTitle.From([]));

    [Fact]
    public async Task Hostile_abstracts_are_read()
    {
        foreach (var piece in (string[])["we propose ", "(", "A(", "a a", "we we propose A ", "the the the ", ", a ", "Xa ", "called ", "\\a{", "$", ". A", "一"])
        {
            var text = string.Concat(Enumerable.Repeat(piece, 1_000_000));
            var label = await Hang.GuardAsync(() => MadeTitle.From([text]));
            Assert.InRange(label.Length, 1, 2 * MadeTitle.Longest);
        }
    }

    [Fact]
    public void Any_mixture_of_phrases_has_a_label()
    {
        string[] pieces =
        [
            "we propose ", "This paper introduces ", "a ", "the ", "novel ", "framework", "PiCA", "(ABC)", "(", ")", ", ", ". ", " that ", " which ", " is a ", "called ",
            " to ", "$x$", "{", "}", @"\textbf{", "\0", "提出了", "。", new string('A', 150), new string('b', 150), "\uD83D\uDE00", "by proposing ", "Recent advances in ",
        ];
        var texts = Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary();
        var property = Prop.ForAll(texts, text => MadeTitle.From([text]).Length is > 0 and <= 2 * MadeTitle.Longest);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), property);
    }

    [Theory]
    [InlineData("000", 2, "CRITIC-R1")]
    [InlineData("000", 8, "FedShare")]
    [InlineData("000", 9, "SmartThinker")]
    [InlineData("001", 2, "UniFAR")]
    [InlineData("001", 7, "Weak Agents Can Make Strong Agents Stronger")]
    [InlineData("001", 9, "Real-Time Aligned Reward Model")]
    [InlineData("001", 10, "preference hint discovery")]
    [InlineData("002", 1, "Evolving Parameter Isolation")]
    [InlineData("002", 3, "efficient generative reward modeling")]
    [InlineData("002", 4, "systematic study of Incomplete Learning")]
    [InlineData("002", 5, "StructKV")]
    [InlineData("002", 9, "Semantic Retrieval Augmented Contrastive Learning")]
    [InlineData("003", 1, "Pivot-Based Credit Assignment (PiCA)")]
    public void The_label_shares_the_telling_words_of_the_real_title(string list, int number, string words)
    {
        using var gold = JsonDocument.Parse(File.ReadAllBytes(Samples.Gold(list)));
        var entry = gold.RootElement.GetProperty("entries")[number - 1];

        var label = MadeTitle.From([.. entry.GetProperty("abstract_paragraphs").EnumerateArray().Select(paragraph => paragraph.GetString()!)]);

        Assert.Contains(words, label, StringComparison.Ordinal);
        Assert.InRange(label.Length, 10, MadeTitle.Longest);
    }
}
