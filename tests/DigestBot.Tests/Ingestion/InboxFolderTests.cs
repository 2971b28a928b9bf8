using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using DigestBot.Ingestion;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Ingestion;

/// <summary>The watched folder: what is taken, when, and that nothing in it is touched.</summary>
public sealed class InboxFolderTests
{
    private static readonly string Text = Daily(new Listed("2601.00001", "The paper"));

    [Fact]
    public async Task A_file_is_taken_when_two_looks_found_it_the_same_and_stays_where_it_is()
    {
        await using var store = await TestStore.OpenAsync();
        var inbox = Inbox(store);
        var path = Write(inbox, "2026-01-28.md", Text);

        Assert.Empty(await inbox.LookAsync(CancellationToken.None));
        var report = Assert.Single(await inbox.LookAsync(CancellationToken.None));
        Assert.Empty(await inbox.LookAsync(CancellationToken.None));

        Assert.Equal((true, 1), (report.Taken, report.New));
        Assert.Equal(Text, File.ReadAllText(path));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_file_that_still_grows_is_left_until_it_is_whole()
    {
        await using var store = await TestStore.OpenAsync();
        var inbox = Inbox(store);
        for (var length = 100; length < Text.Length; length += 100)
        {
            Write(inbox, "2026-01-28.md", Text[..length]);
            Assert.Empty(await inbox.LookAsync(CancellationToken.None));
        }

        Write(inbox, "2026-01-28.md", Text);
        Assert.Empty(await inbox.LookAsync(CancellationToken.None));
        Assert.Equal(1, Assert.Single(await inbox.LookAsync(CancellationToken.None)).Entries);
    }

    [Fact]
    public async Task Links_are_not_followed_out_of_the_folder_or_in_circles()
    {
        await using var store = await TestStore.OpenAsync();
        var inbox = Inbox(store);
        var outside = Directory.CreateDirectory(Path.Combine(store.Folder, "outside")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "secret.md"), Text, TestContext.Current.CancellationToken);
        Write(inbox, "2026-01-27.md", Daily(new Listed("2601.00009", "In the folder")));
        File.CreateSymbolicLink(Path.Combine(inbox.Folder, "2026-01-28.md"), Path.Combine(outside, "secret.md"));
        Directory.CreateSymbolicLink(Path.Combine(inbox.Folder, "folder"), outside);
        Directory.CreateSymbolicLink(Path.Combine(inbox.Folder, "circle"), inbox.Folder);

        await inbox.LookAsync(CancellationToken.None);
        var reports = await inbox.LookAsync(CancellationToken.None);

        Assert.Equal(["2026-01-27.md", "2026-01-28.md"], reports.Select(report => Path.GetFileName(report.Path)));
        Assert.Equal([true, false], reports.Select(report => report.Taken));
        Assert.Contains("link", reports[1].Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_waits_for_the_inbox_longer_than_a_minute()
    {
        await using var store = await TestStore.OpenAsync();
        var time = new CountedTime();
        var inbox = new InboxFolder(Path.Combine(store.Folder, "inbox"), store.Database, store.Ingestor, NullLogger<InboxFolder>.Instance, time);
        await inbox.LookAsync(CancellationToken.None);

        time.Seconds = 59;
        Assert.False(inbox.HasCaughtUp);
        time.Seconds = 60;
        Assert.True(inbox.HasCaughtUp);
    }

    private sealed class CountedTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }

    [Fact]
    public async Task A_pipe_in_the_folder_holds_nothing_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo is Unix's");
        await using var store = await TestStore.OpenAsync();
        var inbox = Inbox(store);
        Write(inbox, "2026-01-28.md", Text);
        using (var mkfifo = Process.Start("mkfifo", [Path.Combine(inbox.Folder, "2026-01-27.md")]))
            await mkfifo.WaitForExitAsync();

        await inbox.LookAsync(CancellationToken.None);
        var looking = Task.Run(() => inbox.LookAsync(CancellationToken.None));

        Assert.Equal([(false, 0), (true, 1)], (await looking.WaitAsync(TimeSpan.FromSeconds(30))).Select(report => (report.Taken, report.New)));
    }

    [Theory]
    [InlineData("2026-01-28.md.part")]
    [InlineData("2026-01-28.md.crdownload")]
    [InlineData("2026-01-28.md.TMP")]
    [InlineData("2026-01-28.md~")]
    [InlineData(".2026-01-28.md.swp")]
    [InlineData(".hidden.md")]
    public async Task Names_of_unfinished_files_are_left_alone_until_they_are_renamed(string name)
    {
        await using var store = await TestStore.OpenAsync();
        var inbox = Inbox(store);
        var path = Write(inbox, name, Text);
        for (var i = 0; i < 3; i++)
            Assert.Empty(await inbox.LookAsync(CancellationToken.None));

        File.Move(path, Path.Combine(inbox.Folder, "2026-01-28.md"));
        await inbox.LookAsync(CancellationToken.None);

        Assert.Single(await inbox.LookAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_is_none_is_reported_once_and_again_only_after_it_changed()
    {
        await using var store = await TestStore.OpenAsync();
        var inbox = Inbox(store);
        var path = Write(inbox, "letter.txt", "Dear friend.");
        var reports = await LooksAsync(inbox, 4);

        Assert.False(Assert.Single(reports).Taken);
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM inbox_files WHERE problem IS NOT NULL"));
        Assert.Empty(await LooksAsync(Inbox(store), 3));
        File.WriteAllText(path, "Dear friend, again.");
        Assert.Single(await LooksAsync(inbox, 4));
        File.WriteAllText(path, Text);
        Assert.True(Assert.Single(await LooksAsync(inbox, 4)).Taken);
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM inbox_files WHERE problem IS NOT NULL"));
    }

    [Fact]
    public async Task Files_in_subfolders_are_taken_and_the_folders_name_can_say_the_day()
    {
        await using var store = await TestStore.OpenAsync();
        var inbox = Inbox(store);
        Write(inbox, Path.Combine("28-Jan-2026", "papers.md"), Text);

        Assert.Equal(TestStore.Day("2026-01-28"), Assert.Single(await LooksAsync(inbox, 2)).Day);
    }

    [Fact]
    public async Task What_cannot_be_read_does_not_keep_the_rest_from_being_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var inbox = Inbox(store);
        Directory.CreateDirectory(Path.Combine(inbox.Folder, "2026-01-26.md"));
        Write(inbox, "a-empty.md", "");
        File.WriteAllBytes(Path.Combine(inbox.Folder, "b-bytes.md"), [0x41, 0x01, 0xE9, 0x02, 0x41]);
        File.CreateSymbolicLink(Path.Combine(inbox.Folder, "c-dangling.md"), Path.Combine(inbox.Folder, "nowhere"));
        await using (var big = File.Create(Path.Combine(inbox.Folder, "d-big.md")))
            big.SetLength(Ingestor.MostBytes + 1);
        Write(inbox, "z-2026-01-28.md", Text);

        var reports = await LooksAsync(inbox, 3);

        Assert.Equal(["z-2026-01-28.md"], reports.Where(report => report.Taken).Select(report => Path.GetFileName(report.Path)));
        var reasons = reports.Where(report => !report.Taken).ToDictionary(report => Path.GetFileName(report.Path), report => report.Rejected[0].Reason);
        Assert.Contains("empty", reasons["a-empty.md"], StringComparison.Ordinal);
        Assert.Contains("UTF-8", reasons["b-bytes.md"], StringComparison.Ordinal);
        Assert.Contains("more than 50 MB", reasons["d-big.md"], StringComparison.Ordinal);
        Assert.Empty(await LooksAsync(inbox, 3));
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_yet_is_made_and_one_that_vanishes_is_no_failure()
    {
        await using var store = await TestStore.OpenAsync();
        var inbox = Inbox(store);
        Assert.Empty(await inbox.LookAsync(CancellationToken.None));
        Write(inbox, "2026-01-28.md", Text);
        await inbox.LookAsync(CancellationToken.None);
        Directory.Delete(inbox.Folder, recursive: true);

        Assert.Empty(await inbox.LookAsync(CancellationToken.None));
        Assert.True(Directory.Exists(inbox.Folder));
    }

    private static InboxFolder Inbox(TestStore store) => new(Path.Combine(store.Folder, "inbox"), store.Database, store.Ingestor, NullLogger<InboxFolder>.Instance);

    private static async Task<IReadOnlyList<IngestReport>> LooksAsync(InboxFolder inbox, int times)
    {
        var reports = new List<IngestReport>();
        for (var i = 0; i < times; i++)
            reports.AddRange(await inbox.LookAsync(CancellationToken.None));
        return reports;
    }

    private static string Write(InboxFolder inbox, string name, string text)
    {
        var path = Path.Combine(inbox.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
