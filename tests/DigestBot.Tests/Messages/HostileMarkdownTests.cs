using System.Diagnostics;
using DigestBot.Messages;

namespace DigestBot.Tests.Messages;

/// <summary>Texts that take Markdown parsers minutes, gigabytes or the stack: here each is shown, soon, and nothing of it is lost.</summary>
public sealed class HostileMarkdownTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Patterns =>
    [
        "[a](", "[", "![", "[[a]", "]", "- ", "> ", ">", "1. ", "* ", "+ ", "*a ", "*a_ ", "**a *b ", "_", "*", "***", "`", "`a``", "~", "<", "<a", "</", "<!--", "<?",
        "&", "&#", "\\", "\\(", "\\[", "$", "$a", "$$", "$a$ ", "https://a", "http://a.b/(", "\n", " \n", "\t", "#", "|", "|-", "[a]: b\n", "[^1]", ":", "\uE000", "\u202E", "\uD800", "a\u0301",
        "- a\n", "1) a\n", "> - ", "```\n", "~~~a\n", "[](", "(((", "$\\$", "$ \n", "\\( ", "\\(\n", "a.", "a. ", "。", "(", "Fig. ", "et al. ", "$ a. ", "[a](<", "<https://",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public Task A_pattern_repeated_over_64_kB_is_shown_soon(string pattern) => Check(Repeated(pattern, 64 * 1024), pattern);

    [Theory]
    [MemberData(nameof(Patterns))]
    public Task A_pattern_repeated_over_a_megabyte_is_shown_soon(string pattern) => Check(Repeated(pattern, 1 << 20), pattern);

    [Fact]
    public async Task Lists_nested_by_indentation_are_shown_soon()
    {
        foreach (var depth in new[] { 100, 130, 340, 1400 })
            await Check(string.Concat(Enumerable.Range(0, depth).Select(i => new string(' ', 2 * i) + "- a\n"))[..^1], $"depth {depth}");
    }

    [Fact]
    public Task Backtick_runs_of_every_length_are_shown_soon() =>
        Check(string.Join('a', Enumerable.Range(1, 360).Select(i => new string('`', i))), "runs");

    [Fact]
    public void No_text_makes_it_throw()
    {
        // Fixed seed: a failure can be repeated.
        var random = new Random(20261120);
        string[] pieces = ["a", " ", "\n", "\n\n", "- ", "1. ", "> ", "*", "**", "_", "`", "```", "[", "]", "(", ")", "](", "!", "<", ">", "$", "$$", "\\", "\\(", "\\)", "#", "|", "https://a.b/", "&amp;", "\t", "    ", "：", "论文", "\uE000", "\uE001", "0", "\uD83D", "---", "[x]: "];
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => pieces[random.Next(pieces.Length)]));
            PlainText.Render(MarkdownText.ToRichText(text));
            PlainText.Render(new Message("", MarkdownText.ToBlocks(text)));
            OneSentence.Of(text);
        }
    }

    private async Task Check(string text, string what)
    {
        var clock = Stopwatch.StartNew();
        var (blocks, rich, plain) = await Task.Run(() =>
        {
            var rich = MarkdownText.ToRichText(text);
            var plain = PlainText.Render(rich);
            OneSentence.Of(plain);
            return (MarkdownText.ToBlocks(text), rich, plain);
        }).WaitAsync(Soon);
        output.WriteLine($"{clock.Elapsed.TotalMilliseconds,8:N0} ms  {blocks.Count} blocks, {rich.Inlines.Count} inlines  {what}");

        Assert.True(plain.Count(char.IsLetter) >= text.Count(char.IsLetter) * 9 / 10, "Letters were lost.");
        Assert.All(rich.Inlines, inline => Assert.True(inline.Url is null || inline.Url.StartsWith("http", StringComparison.Ordinal)));
    }

    private static string Repeated(string pattern, int length) => string.Concat(Enumerable.Repeat(pattern, length / pattern.Length));
}
