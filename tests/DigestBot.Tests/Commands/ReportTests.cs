using DigestBot.Commands;
using DigestBot.Messages;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Commands;

/// <summary>What people are told of a digest file: short, and whole behind [Details].</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task The_short_report_leads_to_the_whole_one()
    {
        await using var store = await TestStore.OpenAsync();
        var text = Daily(new Listed("2601.00001", "Fine"), new Listed("2601.00002", "Also")).Replace("[Total: 2]", "[Total: 3]", StringComparison.Ordinal);
        var answer = FileIntake.Answer([await store.IngestAsync("2026-01-28.md", text)]);
        var shortText = PlainText.Render(answer.Message);

        var details = answer.Message.Blocks.OfType<Section>().SelectMany(section => section.Buttons).Single();
        var whole = await store.SayAsync(details.Command);

        Assert.Contains("2026-01-28.md: daily-markdown · 2026-01-28 (by its name)", shortText, StringComparison.Ordinal);
        Assert.Contains("2 entries · 2 new", shortText, StringComparison.Ordinal);
        Assert.DoesNotContain("table of contents", shortText, StringComparison.Ordinal);
        Assert.True(whole.Understood);
        Assert.Contains("cs.CL 2 of 3", PlainText.Render(whole.Message), StringComparison.Ordinal);
        Assert.Contains("the table of contents says 3", PlainText.Render(whole.Message), StringComparison.Ordinal);
        Assert.False((await store.SayAsync("report 99")).Understood);
    }

    [Fact]
    public async Task A_Chinese_reader_is_told_in_Chinese_what_was_wrong_with_the_file()
    {
        await using var store = await TestStore.OpenAsync();
        var text = Daily(new Listed("2601.00001", "Fine")).Replace("[Total: 1]", "[Total: 3]", StringComparison.Ordinal) + "\n### [2] Without a link\n";
        await store.IngestAsync("2026-01-28.md", text);
        await store.SayAsync("language zh");

        var whole = PlainText.Render((await store.SayAsync("report 1")).Message);

        Assert.Contains("目录写着 3 篇", whole, StringComparison.Ordinal);
        Assert.Contains("这个标题没有链接", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("the table of contents", whole, StringComparison.Ordinal);
    }
}
