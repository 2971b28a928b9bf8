using DigestBot.Ingestion;
using DigestBot.Ingestion.Formats;
using DigestBot.Ingestion.Reading;

namespace DigestBot.Tests.Ingestion;

/// <summary>Input made to cost time. Each is read in a moment where the reader is linear, and in many minutes where it is not; <c>growth</c> of the benchmarks tries larger ones.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public async Task A_line_of_twenty_megabytes_is_read()
    {
        var digest = await Parse("### [1] [T](https://arxiv.org/abs/2601.00001)\n*A B*\n\nAbstract: " + new string('x', 20_000_000));

        Assert.Equal(20_000_000, Assert.Single(Assert.Single(digest.Entries).Abstract).Length);
    }

    [Fact]
    public async Task Three_thousand_authors_on_one_line_are_read()
    {
        var names = Enumerable.Range(1, 3_303).Select(number => $"Author {number}");
        var digest = await Parse(DailyMarkdownTests.Entry("T", authors: string.Join(',', names)));

        Assert.Equal(names, Assert.Single(digest.Entries).Authors);
    }

    [Fact]
    public async Task A_hundred_thousand_brackets_are_a_title()
    {
        var brackets = new string('[', 100_000) + new string(']', 100_000);
        var digest = await Parse(DailyMarkdownTests.Entry(brackets));

        Assert.Equal(brackets, Assert.Single(digest.Entries).Title);
    }

    [Theory]
    [InlineData("### [1] [", 20_000)]
    [InlineData("### [1] [T](https://arxiv.org/abs/2601.00001)\n", 20_000)]
    [InlineData("](", 100_000)]
    [InlineData("Abstract:\n", 20_000)]
    [InlineData("Abstract: a.\nx\n\n", 10_000)]
    [InlineData("Jr.,", 100_000)]
    [InlineData("# cs.CL [[Back]](#toc)\n", 16_000)]
    [InlineData("- [x](#x) [Total: 1]\n", 16_000)]
    [InlineData("\fa", 200_000)]
    [InlineData("\r", 200_000)]
    [InlineData(@"\n", 200_000)]
    [InlineData("$\nu", 40_000)]
    [InlineData(" ", 600_000)]
    [InlineData("\n", 200_000)]
    public async Task A_piece_repeated_many_times_is_read(string piece, int times)
    {
        var repeated = string.Concat(Enumerable.Repeat(piece, times));
        string[] files = [repeated, DailyMarkdownTests.Entry("T", authors: repeated), DailyMarkdownTests.Entry("T", result: repeated)];

        foreach (var file in files)
        {
            var text = DigestText.FromString(file);
            await Hang.GuardAsync(() => DigestFormats.Detect(text));
            foreach (var format in DigestFormats.All)
                Assert.NotNull(await Hang.GuardAsync(() => format.Parse(text)));
        }
    }

    /// <summary>Some of what <c>growth</c> of the benchmarks tries, which also watches the time.</summary>
    [Fact]
    public async Task A_fragment_repeated_anywhere_in_a_sample_is_read()
    {
        var samples = SampleText.In(Repository.PathTo("seeds"));
        for (var number = 0; number < RepeatedFragment.CountOf(samples); number += 17)
        {
            var repeated = RepeatedFragment.Of(samples, number);
            await using var lines = new StringWriter();
            await Hang.GuardAsync(() => Read(repeated, lines));
            Assert.Contains("\"Done\":true", lines.ToString(), StringComparison.Ordinal);
        }

        static bool Read(RepeatedFragment repeated, StringWriter lines)
        {
            new FileReader(lines).Read(repeated.Name, repeated.Bytes(65_536));
            return true;
        }
    }

    private static Task<ParsedDigest> Parse(string text) =>
        Hang.GuardAsync(() => new DailyMarkdownFormat().Parse(DigestText.FromString(text)));
}
