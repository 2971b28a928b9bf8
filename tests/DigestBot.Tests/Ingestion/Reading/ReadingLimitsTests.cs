using System.IO.Compression;
using System.Text;
using DigestBot.Ingestion;
using DigestBot.Ingestion.Reading;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Ingestion.Reading;

/// <summary>What is over a limit is refused with the sentence that names it, and whatever comes after it is taken.</summary>
public sealed class ReadingLimitsTests
{
    private static readonly string Good = Daily(new Listed("2601.00001", "Comes after"));

    [Fact]
    public async Task A_file_that_takes_more_computing_than_it_may_is_ended_and_the_next_is_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var page = Page(string.Concat(Enumerable.Repeat("<p>A paragraph of a page that is long <b>and</b> bold.</p>\n", 300_000)));
        await using var content = new MemoryStream(page);

        var report = await store.Ingestor.IngestStreamAsync(new Upload("page.html") { Cpu = TimeSpan.FromMilliseconds(50) }, content, Ingestor.MostBytes, TestContext.Current.CancellationToken);

        Assert.True(report is { Taken: false, Slow: true });
        Assert.Contains("seconds of computing", report.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.True((await store.IngestAsync("2026-01-28.md", Good)).Taken);
    }

    [Fact]
    public async Task A_file_that_takes_more_memory_than_it_may_is_refused_and_the_next_is_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var text = new string('x', 45 << 20);

        var report = await store.Ingestor.IngestAsync("a.json", Encoding.UTF8.GetBytes($$"""[{"id": "2601.00001", "title": "{{text}}"}]"""), null, null, TestContext.Current.CancellationToken);

        Assert.Equal(0, report.Entries);
        Assert.True((await store.IngestAsync("2026-01-28.md", Good)).Taken);
    }

    [Theory]
    [InlineData("<ul><li></z>")]
    [InlineData("<svg><g></z></z>")]
    [InlineData("<b></z>")]
    [InlineData("<div><a href=\"https://arxiv.org/abs/2601.00001\">x</a></z>")]
    public async Task Elements_that_nest_behind_end_tags_of_nothing_are_refused_in_a_page_and_in_a_mail(string fragment)
    {
        await using var store = await TestStore.OpenAsync();
        var page = Page(string.Concat(Enumerable.Repeat(fragment, 50_000)));
        byte[] mail = [.. "From: a@b.c\nTo: d@e.f\nSubject: x\nContent-Type: text/html\n\n"u8, .. page];

        foreach (var (name, bytes) in new[] { ("page.html", page), ("mail.eml", mail) })
        {
            var report = await store.Ingestor.IngestAsync(name, bytes, null, null, TestContext.Current.CancellationToken);

            Assert.Equal(0, report.Entries);
            Assert.Contains("nested too deep", report.Rejected[0].Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Too_many_lines_and_too_many_entries_are_said_so()
    {
        await using var store = await TestStore.OpenAsync();

        var lines = await store.Ingestor.IngestAsync("a.md", Encoding.UTF8.GetBytes(new string('\n', ReadingLimits.MostLines + 1)), null, null, TestContext.Current.CancellationToken);
        var entries = await store.IngestAsync("a.jsonl", string.Concat(Enumerable.Range(0, ReadingLimits.MostEntries + 1).Select(i => $"{{\"id\": \"{2000 + (i / 90_000)}.{i % 90_000:00000}\", \"title\": \"Paper {i}\"}}\n")));

        Assert.Contains("1,000,000 lines", lines.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Contains("30,000 entries", entries.Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_is_too_long_is_left_out_and_the_others_are_taken()
    {
        await using var store = await TestStore.OpenAsync();

        var report = await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "Short"), new Listed("2601.00002", "Long", Text: new string('x', ReadingLimits.LongestEntry))));

        Assert.Equal((1, 1), (report.Entries, report.Rejected.Count));
        Assert.Contains("262,144 characters", report.Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_unpacks_to_more_than_it_may_altogether_is_left_at_a_limit()
    {
        await using var store = await TestStore.OpenAsync();
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 40; i++)
            {
                await using var member = archive.CreateEntry($"{i:00}.md", CompressionLevel.Fastest).Open();
                for (var megabyte = 0; megabyte < 10; megabyte++)
                    await member.WriteAsync(new byte[1 << 20], TestContext.Current.CancellationToken);
            }
        }

        var report = await store.Ingestor.IngestAsync("a.zip", bytes.ToArray(), null, null, TestContext.Current.CancellationToken);

        // Which limit is reached first depends on how fast the machine is.
        Assert.InRange(report.Parts.Count, 0, 27);
        Assert.Matches("256 MB altogether|15 seconds of computing", report.Parts.Append(report).Last(part => part.Rejected.Count > 0).Rejected[0].Reason);
    }

    [Fact]
    public async Task A_mail_with_too_many_parts_or_too_long_a_header_is_said_so()
    {
        await using var store = await TestStore.OpenAsync();
        var parts = "From: a@b.c\nTo: d@e.f\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
            + string.Concat(Enumerable.Repeat("--b\nContent-Disposition: attachment; filename=a.bib\n\nx\n", 100_000));
        var header = "From: a@b.c\nTo: " + string.Concat(Enumerable.Repeat("d@e.f, ", 100_000)) + "\nSubject: x\n\nx";

        Assert.Contains("1,000 parts", (await store.IngestAsync("a.eml", parts)).Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Contains("256 kB", (await store.IngestAsync("b.eml", header)).Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_names_of_attachments_may_be_encoded_and_continued()
    {
        await using var store = await TestStore.OpenAsync();
        var mail = $"""
            From: a@b.c
            To: d@e.f
            Subject: x
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename*0*=utf-8''2026-01-; filename*1*=28%20t%C3%A4glich.md

            {Daily(new Listed("2601.00001", "Attached"))}
            --b--

            """;

        var report = await store.IngestAsync("a.eml", mail);

        Assert.Equal((1, TestStore.Day("2026-01-28")), (report.New, report.Day));
        Assert.Equal("2026-01-28 täglich.md", await store.ReadAsync(session => session.ValueAsync($"SELECT name FROM digest_files", row => row.Text(0), CancellationToken.None)));
    }

    [Fact]
    public async Task A_feed_of_nested_elements_is_refused_and_a_paper_repeated_ten_thousand_times_is_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var nested = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));

        var feed = await store.IngestAsync("a.xml", $"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>{nested}</title></item></channel></rss>");
        var repeated = await store.IngestAsync("a.jsonl", string.Concat(Enumerable.Repeat("{\"id\": \"2601.00001\", \"title\": \"The paper\"}\n", 10_000)));

        Assert.Contains("nested too deep", feed.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Equal((10_000, 1, 9_999), (repeated.Entries, repeated.New, repeated.Known));
    }

    private static byte[] Page(string inner) => Encoding.UTF8.GetBytes(
        $"<!doctype html><html><body><h1>Digest 2026-01-28</h1><div class=\"paper\"><a href=\"https://arxiv.org/abs/2601.00001\">A title of a paper</a>{inner}</div></body></html>");
}
