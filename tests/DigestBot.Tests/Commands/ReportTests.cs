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
}
