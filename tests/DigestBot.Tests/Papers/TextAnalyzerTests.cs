using DigestBot.Papers.Search;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;

namespace DigestBot.Tests.Papers;

public sealed class TextAnalyzerTests
{
    [Theory]
    [InlineData("Graph Neural Networks", "graph neural network")]
    [InlineData("Poincaré naïve Gödel Straße Łukasz", "poincar naiv godel strass lukasz")]
    [InlineData("GPT-4 GPT4 gpt‑4", "gpt 4 gpt 4 gpt 4")]
    [InlineData("G2LoRA T5 4o 3D", "g2lora t5 4o 3d")]
    [InlineData("chain-of-thought", "chain of thought")]
    [InlineData("C++ c# F# C", "cpp csharp fsharp c")]
    [InlineData("C++17, (c++)", "cpp 17 cpp")]
    [InlineData("DPM-Solver++ a++b", "dpm solver a b")]
    [InlineData("Alzheimer's and Alzheimer’s", "alzheim and alzheim")]
    [InlineData("e\u0301cole re\u00ADmark", "ecol remark")]
    [InlineData("ﬁne-tuned ＧＰＵ 𝐀𝛽", "fine tune gpu aβ")]
    [InlineData("β-VAE ΣΟΦΟΣ Ά", "β vae σοφοσ α")]
    [InlineData("多跳问答", "多跳 跳问 问答")]
    [InlineData("图", "图")]
    [InlineData("基于GPT-4的模型", "基于 gpt 4 的模 模型")]
    [InlineData("𠮷野家", "𠮷野 野家")]
    [InlineData("がんばる ﾃﾞｰﾀ", "がん んば ばる テー ータ")]
    [InlineData("모델을", "모델 델을")]
    [InlineData("x, *, <b> \0 100 kB 🙂", "x b 100 kb")]
    [InlineData("", "")]
    [InlineData("\uD800 lone", "lone")]
    public void Text_becomes_tokens_of_letters_and_digits(string text, string tokens) => Assert.Equal(tokens, TextAnalyzer.ForIndex(text));

    [Fact]
    public void A_token_knows_where_it_came_from()
    {
        const string text = "The GPT-4 «模型库» isn't C++.";

        var tokens = TextAnalyzer.Analyze(text);

        Assert.Equal(["The", "GPT", "4", "模型", "型库", "isn", "t", "C++"], tokens.Select(token => text.Substring(token.Start, token.Length)));
        Assert.Equal(Enumerable.Range(0, tokens.Count), tokens.Select(token => token.Position));
    }

    [Fact]
    public void A_Korean_noun_is_found_with_its_particle() =>
        Assert.Contains(TextAnalyzer.Terms("모델").Single(), TextAnalyzer.Terms("모델을"));

    [Fact]
    public void Words_of_names_are_not_stemmed() => Assert.Equal(["andreas", "muller"], TextAnalyzer.Words("Andreas Müller"));

    [Fact]
    public void An_endless_word_is_cut() => Assert.All(TextAnalyzer.Terms(new string('a', 10_000) + "ß"), token => Assert.InRange(token.Length, 1, 64));

    [Fact]
    public void Any_text_gives_tokens_that_give_themselves_apart_from_stemming() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(text => Array.TrueForAll(TextAnalyzer.Words(text ?? ""), token => token.Length > 0 && TextAnalyzer.HasTokens(token))));

    [Fact]
    public void A_full_text_index_keeps_every_token_as_one()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Execute("CREATE VIRTUAL TABLE f USING fts5(t, tokenize = 'unicode61 remove_diacritics 0'); CREATE VIRTUAL TABLE v USING fts5vocab(f, instance)");

        var expected = 0L;
        foreach (var block in Enumerable.Range(1, char.MaxValue).Chunk(1000))
        {
            var index = TextAnalyzer.ForIndex(string.Join(" . ", block.Select(c => $"{(char)c}x{(char)c}")));
            expected += index.Length == 0 ? 0 : index.Split(' ').Length;
            Execute("INSERT INTO f(t) VALUES ($text)", index);
        }

        Assert.Equal(expected, Execute("SELECT count(*) FROM v"));

        object? Execute(string sql, string? text = null)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            if (text is not null)
                command.Parameters.AddWithValue("$text", text);
            return command.ExecuteScalar();
        }
    }
}
