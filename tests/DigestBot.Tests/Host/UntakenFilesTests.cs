using System.Text;
using DigestBot.Commands;
using DigestBot.Host.Operator;
using DigestBot.Ingestion;
using DigestBot.Messages;
using Microsoft.Extensions.Logging.Abstractions;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Host;

/// <summary>What whoever runs the bot is told of files that were not taken, or not whole: on the operator's page, by <c>status</c>, in the log.</summary>
public sealed class UntakenFilesTests
{
    private const string WithoutLinks = "<div id=toc></div>\n\n# Table of Contents\n\n- [cs.CL](#cs.CL) [Total: 2]\n\n<div id='cs.CL'></div>\n\n# cs.CL [[Back]](#toc)\n\n### [1] My secret title\n\n### [2] Another\n";

    [Fact]
    public async Task The_operators_page_lists_each_with_its_reason_and_status_counts_them_until_they_are_gone()
    {
        await using var store = await TestStore.OpenAsync();
        var inbox = new InboxFolder(Path.Combine(store.Folder, "inbox"), store.Database, store.Ingestor, NullLogger<InboxFolder>.Instance);
        Directory.CreateDirectory(inbox.Folder);
        await File.WriteAllTextAsync(Path.Combine(inbox.Folder, "2026-01-28.md"), WithoutLinks, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(inbox.Folder, "broken.zip"), [.. "PK\u0003\u0004"u8, 1, 2, 3], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(inbox.Folder, "picture.bin"), [0xFF, 0xFE, 0xFD, 0x00, 0xC3], TestContext.Current.CancellationToken);
        await LookAsync();

        var page = await PageAsync();
        Assert.Contains("broken.zip</td>", page, StringComparison.Ordinal);
        Assert.Contains("The zip is damaged", page, StringComparison.Ordinal);
        Assert.Contains("picture.bin</td>", page, StringComparison.Ordinal);
        Assert.Contains("2026-01-28.md</td>", page, StringComparison.Ordinal);
        Assert.Contains("line 11: this heading has no link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("left out", page, StringComparison.Ordinal);
        Assert.Contains("2 files in the inbox were not taken", await StatusAsync(), StringComparison.Ordinal);

        File.Delete(Path.Combine(inbox.Folder, "broken.zip"));
        File.Delete(Path.Combine(inbox.Folder, "picture.bin"));
        await LookAsync();
        Assert.DoesNotContain("broken.zip", await PageAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("were not taken", await StatusAsync(), StringComparison.Ordinal);

        async Task LookAsync()
        {
            await inbox.LookAsync(TestContext.Current.CancellationToken);
            await inbox.LookAsync(TestContext.Current.CancellationToken);
        }

        async Task<string> StatusAsync() => PlainText.Render((await store.SayAsync("status")).Message);
        async Task<string> PageAsync() => OperatorPage.Render(
            await store.ReadAsync(session => OperatorView.ReadAsync(session, new CommandDefaults().Calendar, [], collector: null, store.Clock.Now, CancellationToken.None)),
            done: null, "secret", "nonce");
    }

    [Fact]
    public async Task One_file_without_anything_in_it_is_one()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", "<div id=toc></div>\n\n# Table of Contents\n");

        var view = await store.ReadAsync(session => OperatorView.ReadAsync(session, new CommandDefaults().Calendar, [], collector: null, store.Clock.Now, CancellationToken.None));

        Assert.Contains("1 empty file of the last 7 days is left out", OperatorPage.Render(view, done: null, "secret", "nonce"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_warns_of_rejected_entries_and_files_without_their_text()
    {
        await using var store = await TestStore.OpenAsync();
        var log = new LogLines<Ingestor>();
        var ingestor = new Ingestor(store.Database, store.Clock, log);
        await ingestor.IngestAsync("2026-01-28.md", Encoding.UTF8.GetBytes(WithoutLinks), given: null, progress: null, TestContext.Current.CancellationToken);
        await ingestor.IngestAsync("/tmp/broken.zip", (byte[])[.. "PK\u0003\u0004"u8, 1, 2, 3], given: null, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "Warning: 2026-01-28.md: 2 entries were rejected, the first on line 11",
                "Warning: /tmp/broken.zip was not taken: The zip is damaged: its list of files cannot be read. Send it again.",
            ],
            log.Warnings);
    }
}
