using System.IO.Compression;
using System.Text;
using DigestBot.Ingestion;
using DigestBot.Messages;

namespace DigestBot.Tests.Ingestion.Kinds;

/// <summary>What is no digest is told what it is and what to send instead.</summary>
public sealed class ForeignFilesTests
{
    [Theory]
    [InlineData("%PDF-1.7\n%\u00E2\u00E3", nameof(Strings.Note_IsPdf))]
    [InlineData("\u0089PNG\r\n\u001A\n\0\0", nameof(Strings.Note_IsPicture))]
    [InlineData("\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF", nameof(Strings.Note_IsPicture))]
    [InlineData("{\\rtf1\\ansi Papers}", nameof(Strings.Note_IsDocument))]
    [InlineData("SQLite format 3\0", nameof(Strings.Note_IsDatabase))]
    [InlineData("\0\0\0\u0018ftypmp42\0\0", nameof(Strings.Note_IsMedia))]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1", nameof(Strings.Note_IsSpreadsheet))]
    public void Files_of_other_programs_are_known_by_their_first_bytes(string start, string text) =>
        Assert.Equal(text, ForeignKind.Of(Encoding.Latin1.GetBytes(start + new string(' ', 300)), "x.xls")?.Text);

    [Theory]
    [InlineData("xl/workbook.xml", nameof(Strings.Note_IsSpreadsheet))]
    [InlineData("word/document.xml", nameof(Strings.Note_IsDocument))]
    [InlineData("papers/2026-11-20.md", null)]
    public void Office_files_are_told_from_archives(string inside, string? text)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml");
            zip.CreateEntry(inside);
        }

        Assert.Equal(text, ForeignKind.Of(stream.ToArray(), "x")?.Text);
    }

    [Fact]
    public void Words_that_begin_like_a_file_are_words() => Assert.Null(ForeignKind.Of("BM25 and MZ are two of the titles of this list, which goes on for quite a while and has nothing else"u8, "x.md"));

    [Fact]
    public async Task A_list_of_feeds_goes_to_the_configuration()
    {
        await using var store = await TestStore.OpenAsync();

        var report = await store.IngestAsync("feeds.opml", "<opml version=\"2.0\"><body><outline type=\"rss\" xmlUrl=\"https://f.example.org/rss\"/></body></opml>");

        Assert.Contains("DigestBot:Feeds: https://f.example.org/rss", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_around_a_digest_is_a_note_and_each_mail_of_a_box_is_read_as_it_is_written()
    {
        await using var store = await TestStore.OpenAsync("2026-11-30T08:00Z");
        var letter = await store.IngestAsync("letter.eml", "From: a@example.org\nSubject: x\nDate: Fri, 27 Nov 2026 15:00:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nHello, all is in the attachment; see https://arxiv.org/abs/2611.33009 as well.\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''M%C3%A4rz.bib\n\n@misc{a, title={An attached paper}, eprint={2611.33001}}\n--b--\n");
        var box = await store.Ingestor.IngestAsync("box.mbox", Encoding.Latin1.GetBytes(string.Concat(new[] { "2611.33002", "2611.33003" }.Select(id => $"From x Fri Nov 27 06:12:13 2026\nFrom: a@example.org\nSubject: s\nDate: Fri, 27 Nov 2026 06:12:13 -0800\nMIME-Version: 1.0\nContent-Type: text/html; charset=iso-8859-1\n\n<ul><li><a href=\"https://arxiv.org/abs/{id}\">Na\u00EFve readings of {id}</a></li></ul>\n\n"))), null, null, CancellationToken.None);

        Assert.Empty(letter.Rejected);
        Assert.Equal("2026-11-27 März.bib", Path.GetFileName(Assert.Single(letter.Parts).Path));
        Assert.Equal(nameof(Strings.Note_BesideDigest), Assert.Single(letter.Notes).Said!.Text);
        Assert.Equal(2, box.New);
        Assert.Equal("Naïve readings of 2611.33003", (await store.PaperAsync("2611.33003")).Title);
    }

    [Fact]
    public async Task The_same_text_beside_three_papers_is_about_none()
    {
        await using var store = await TestStore.OpenAsync();
        var entries = string.Join(",", Enumerable.Range(1, 3).Select(i => $$$"""{"id":"2601.3400{{{i}}}","title":"Paper number {{{i}}}","abstract":"Abstract {{{i}}}.","tldr":"The quota is used up; come back tomorrow.","AI":{"method":"Method {{{i}}}."}}"""));

        var report = await store.IngestAsync("x.json", $"[{entries}]");

        Assert.Contains(report.Notes, note => note.Said?.Text == nameof(Strings.Note_Repeated));
        Assert.Equal((null, "Method 1."), ((await store.PaperAsync("2601.34001")).Summaries["en"].Tldr, (await store.PaperAsync("2601.34001")).Summaries["en"].Method));
    }
}
