using DigestBot.Messages;
using DigestBot.Tests.Commands;

namespace DigestBot.Tests.Messages;

public sealed class MathTextTests
{
    [Theory]
    [InlineData(@"in $\mathcal{O}(n^2)$ time", "in 𝒪(n²) time")]
    [InlineData(@"$\mathcal{O}(n \log n)$", "𝒪(n log n)")]
    [InlineData(@"$\mathbb{R}^{d}$ and $\mathbf{x}_{i}$", "ℝᵈ and 𝐱ᵢ")]
    [InlineData(@"$\alpha \leq \beta$", "α ≤ β")]
    [InlineData(@"$\frac{1}{n}$, $\frac{a+b}{2}$", "1/n, (a+b)/2")]
    [InlineData(@"$\sqrt{n}$, $\sqrt{n+1}$", "√n, √(n+1)")]
    [InlineData(@"$x^{\pi}$, $\hat{y}$", "x^π, ŷ")]
    [InlineData(@"$\sim$10$\times$ faster", "∼10× faster")]
    [InlineData(@"$\left( \frac{1}{2} \right)$", "( 1/2 )")]
    [InlineData(@"$O(n^{k+1})$", "O(nᵏ⁺¹)")]
    [InlineData(@"$n^{2-\epsilon}$", "n^(2−ε)")]
    [InlineData(@"$\text{GPT}_{\text{base}}$", "GPT_base")]
    [InlineData(@"$\argmax_x f(x)$", "argmaxₓ f(x)")]
    [InlineData(@"\textbf{Diff}usion and \emph{x}", "Diffusion and x")]
    [InlineData(@"15\% of \{a, b\}", "15% of {a, b}")]
    [InlineData(@"{\'E}lise M{\""u}ller, Poincar\'e, \v{C}ech", "Élise Müller, Poincaré, Čech")]
    [InlineData("pay $5 and $10", "pay $5 and $10")]
    [InlineData(@"C:\new and \unknown{x}", @"C:\new and \unknown{x}")]
    [InlineData("nothing here", "nothing here")]
    public void LaTeX_becomes_readable(string text, string readable) => Assert.Equal(readable, MathText.Readable(text));

    [Theory]
    [InlineData("a graph--text objective of 10--20 nodes", "a graph–text objective of 10–20 nodes")]
    [InlineData("models---large ones --- are ``so-called'' agents", "models—large ones — are “so-called” agents")]
    [InlineData("run it with --all, see https://a.example/x--y--z", "run it with --all, see https://a.example/x--y--z")]
    [InlineData("a table\n-----\nof -- dashes", "a table\n-----\nof – dashes")]
    public void Dashes_and_quotes_of_TeX_become_those_of_print(string tex, string readable) => Assert.Equal(readable, MathText.Readable(tex));

    [Fact]
    public void Broken_or_deep_LaTeX_ends_and_loses_no_words()
    {
        foreach (var text in new[] { "$\\frac{$", "$}{$", "\\", "$\\$", "$x^$", "$^^^^$", "\\(\\)", "$" + new string('{', 900) + "$", "$" + string.Concat(Enumerable.Repeat("\\sqrt{", 140)) + "$", string.Concat(Enumerable.Repeat("\\'", 50_000)) })
            Assert.NotNull(MathText.Readable(text));
        Assert.Contains("accuracy", MathText.Readable("$\\frac{1}{$ accuracy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_title_of_a_real_day_keeps_a_command_or_a_dollar()
    {
        var seed = Samples.Seed("004");
        await using var chat = await Chat.StartEmptyAsync();
        await chat.ImportAsync(seed);
        await using var session = await chat.Store.ReadAsync(TestContext.Current.CancellationToken);
        var papers = new DigestBot.Papers.PaperStore(session);
        var all = await papers.ListAsync(await papers.AllIdsAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.NotEmpty(all);
        Assert.DoesNotContain(all, paper => PaperCard.Title(paper).AsSpan().IndexOfAny('\\', '$') >= 0);
    }
}
