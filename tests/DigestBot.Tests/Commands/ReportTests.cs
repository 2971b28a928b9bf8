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

    [Fact]
    public async Task What_is_too_old_to_be_sent_says_so_and_a_repeat_leads_to_the_first_report_with_its_time()
    {
        await using var store = await TestStore.OpenAsync("2026-02-28T06:00Z");
        var text = Daily(new Listed("2601.00001", "Fine"));
        var first = PlainText.Render(FileIntake.Answer([await store.IngestAsync("2026-01-28.md", text)]).Message);
        var again = FileIntake.Answer([await store.IngestAsync("2026-01-28.md", text)]).Message;

        Assert.Contains("older than 14 days: can be found, is not sent by itself", first, StringComparison.Ordinal);
        Assert.Contains("nothing changed", PlainText.Render(again), StringComparison.Ordinal);
        Assert.Equal("First report", again.Blocks.OfType<Section>().SelectMany(section => section.Buttons).Single().Label);
        var whole = PlainText.Render((await store.SayAsync("report 1")).Message);
        Assert.Contains("Sat 28 Feb 2026 06:00", whole, StringComparison.Ordinal);
        Assert.Contains("older than 14 days", whole, StringComparison.Ordinal);
        Assert.Contains("older than 14 days", DigestBot.Ingestion.IngestReportText.Of(await store.IngestAsync("b.md", Daily(new Listed("2601.00002", "Also")), "2026-01-28")), StringComparison.Ordinal);
        Assert.DoesNotContain("older than 14 days", PlainText.Render(FileIntake.Answer([await store.IngestAsync("2026-02-28.md", Daily(new Listed("2602.00001", "New")))]).Message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_rejected_entry_says_why_without_details()
    {
        await using var store = await TestStore.OpenAsync();
        var text = Daily(new Listed("2601.00001", "Fine")) + "\n### [2] Without a link\n";

        Assert.Contains("this heading has no link", PlainText.Render(FileIntake.Answer([await store.IngestAsync("2026-01-28.md", text)]).Message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken.jsonl", "{\"title\": \"A paper\", \"id\": \"2601.00001\", \"abst", "line 1 is not complete JSON")]
    [InlineData("broken.json", "{\n\"a\": [1,\n2", "line 3 is not complete JSON")]
    [InlineData("other.json", "{\"a\": [1, 2]}", "no papers I recognise")]
    [InlineData("shopping.txt", "milk, eggs", "daily Markdown")]
    public async Task A_file_of_no_known_kind_is_told_what_is_wrong_in_peoples_words(string name, string text, string said)
    {
        await using var store = await TestStore.OpenAsync();

        var answer = PlainText.Render(FileIntake.Answer([await store.IngestAsync(name, text)]).Message);

        Assert.Contains(said, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("python-dict-lines", answer, StringComparison.Ordinal);
    }
}
