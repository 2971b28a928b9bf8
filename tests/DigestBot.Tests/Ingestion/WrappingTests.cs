using System.IO.Compression;
using System.Text;
using DigestBot.Ingestion;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Ingestion;

/// <summary>Digest files inside other files, and what is made to look like one.</summary>
public sealed class WrappingTests
{
    [Fact]
    public async Task Each_file_of_a_zip_is_a_digest_file_of_its_own_day()
    {
        await using var store = await TestStore.OpenAsync("2026-11-18T06:00Z");

        var report = await store.Ingestor.IngestFileAsync(Repository.PathTo("seeds", "formats", "two-days.zip"), null, null, TestContext.Current.CancellationToken);

        Assert.Equal(("zip", 6, 3), (report.Format, report.Entries, report.New));
        Assert.Null(report.Day);
        Assert.Equal([TestStore.Day("2026-11-16"), TestStore.Day("2026-11-17")], report.Parts.Select(part => part.Day!.Value));
        Assert.Equal(2, await store.CountAsync($"SELECT COUNT(*) FROM digest_files"));
        var again = await store.Ingestor.IngestFileAsync(Repository.PathTo("seeds", "formats", "two-days.zip"), null, null, TestContext.Current.CancellationToken);
        Assert.Equal((0, 6), (again.New, again.Known));
        Assert.Equal(2, await store.CountAsync($"SELECT COUNT(*) FROM digest_files"));
    }

    [Theory]
    [InlineData("daily.jsonl.gz", "gzip", "json-lines")]
    [InlineData("arxiv-mail.eml", "e-mail", "arxiv-mail")]
    public async Task A_single_file_inside_speaks_for_the_whole(string name, string wrapping, string format)
    {
        await using var store = await TestStore.OpenAsync();

        var report = await store.Ingestor.IngestFileAsync(Repository.PathTo("seeds", "formats", name), null, null, TestContext.Current.CancellationToken);

        Assert.Equal((wrapping, format, 3), (report.Wrapping, report.Format, report.Entries));
    }

    [Fact]
    public async Task A_file_that_unpacks_without_end_is_refused_and_the_others_are_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var zip = Zip(("bomb.txt", stream =>
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i <= Ingestor.MostBytes >> 20; i++)
                stream.Write(zeros);
        }), ("2026-01-28.md", stream => stream.Write(Encoding.UTF8.GetBytes(Daily(new Listed("2601.00001", "Beside a bomb"))))));

        var report = await store.Ingestor.IngestAsync("upload.zip", zip, null, null, TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (report.New, report.Rejected.Count));
        Assert.Contains("more than 50 MB", report.Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archives_in_archives_end_somewhere()
    {
        await using var store = await TestStore.OpenAsync();
        var inner = Encoding.UTF8.GetBytes(Daily(new Listed("2601.00001", "Deep down")));
        byte[] Packed(int layers) => layers == 0 ? inner : Zip(("2026-01-28.md", stream => stream.Write(Packed(layers - 1))));

        Assert.True((await store.Ingestor.IngestAsync("a.zip", Packed(3), null, null, TestContext.Current.CancellationToken)).Taken);
        Assert.False((await store.Ingestor.IngestAsync("b.zip", Packed(4), null, null, TestContext.Current.CancellationToken)).Taken);
    }

    [Fact]
    public async Task A_cut_off_archive_says_so()
    {
        await using var store = await TestStore.OpenAsync();
        var zip = Zip(("a.md", stream => stream.Write(Encoding.UTF8.GetBytes(Daily(new Listed("2601.00001", "Cut"))))));

        foreach (var length in (int[])[4, 30, zip.Length / 2, zip.Length - 1])
        {
            var report = await store.Ingestor.IngestAsync("cut.zip", zip.AsMemory(0, length), null, null, TestContext.Current.CancellationToken);
            Assert.False(report.Taken);
            Assert.Contains("damaged", Assert.Single(report.Rejected).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Other_encodings_of_the_same_text_are_the_same_papers()
    {
        await using var store = await TestStore.OpenAsync();
        var text = Daily(new Listed("2601.00001", "Größe und 漢字"));
        var crlf = text.Replace("\n", "\r\n", StringComparison.Ordinal);
        (string Name, byte[] Bytes)[] files =
        [
            ("utf8-bom", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]), ("utf16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]),
            ("utf16-be", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)]), ("crlf", Encoding.UTF8.GetBytes(crlf)),
            ("nul", Encoding.UTF8.GetBytes(text.Replace("Größe", "Gr\0öße", StringComparison.Ordinal))),
        ];

        foreach (var (name, bytes) in files)
            Assert.Equal((name, 1), (name, (await store.Ingestor.IngestAsync($"{name}.md", bytes, TestStore.Day("2026-01-28"), null, TestContext.Current.CancellationToken)).Entries));

        Assert.Equal("Größe und 漢字", Assert.Single(await store.ReadAsync(session => session.QueryAsync($"SELECT title FROM papers", row => row.Text(0), CancellationToken.None))));
    }

    [Fact]
    public async Task One_broken_byte_costs_one_character_not_the_file()
    {
        await using var store = await TestStore.OpenAsync();
        var bytes = Encoding.UTF8.GetBytes(Daily([.. Enumerable.Range(1, 5).Select(i => new Listed($"2601.0000{i}", $"Paper {i}", Authors: "Ann Müller"))]));
        bytes[bytes.AsSpan().IndexOf("Paper 3"u8) + 5] = 0xC3;

        var report = await store.Ingestor.IngestAsync("2026-01-28.md", bytes, null, null, TestContext.Current.CancellationToken);

        Assert.Equal(5, report.Entries);
        Assert.Contains(report.Notes, note => note.Note.Contains("not UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_too_large_for_its_way_in_is_refused_and_what_fits_is_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var bytes = Encoding.UTF8.GetBytes(Daily(new Listed("2601.00001", "Fits")));

        var refused = await store.Ingestor.IngestStreamAsync(new Upload("a.md"), new MemoryStream(bytes), bytes.Length - 1, TestContext.Current.CancellationToken);
        var taken = await store.Ingestor.IngestStreamAsync(new Upload("a.md"), new MemoryStream(bytes), bytes.Length, TestContext.Current.CancellationToken);
        var folder = await store.Ingestor.IngestFileAsync(Directory.CreateDirectory(Path.Combine(store.Folder, "folder.md")).FullName, null, null, TestContext.Current.CancellationToken);
        var gone = await store.Ingestor.IngestFileAsync(Path.Combine(store.Folder, "gone.md"), null, null, TestContext.Current.CancellationToken);

        Assert.True(refused is { Taken: false, TooLarge: true });
        Assert.True(taken.Taken);
        Assert.Contains("folder", folder.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.True(gone is { Taken: false, Unreadable: true });
    }

    private static byte[] Zip(params (string Name, Action<Stream> Write)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, write) in files)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                write(stream);
            }
        }

        return bytes.ToArray();
    }
}
