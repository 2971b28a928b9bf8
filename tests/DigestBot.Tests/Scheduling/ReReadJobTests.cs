using DigestBot.Ingestion;
using DigestBot.Scheduling.Jobs;
using DigestBot.Tests.Host;

namespace DigestBot.Tests.Scheduling;

/// <summary>Files that older readers took.</summary>
public sealed class ReReadJobTests
{
    [Fact]
    public async Task What_still_lies_in_the_inbox_is_read_again_and_what_is_gone_is_left_as_it_is()
    {
        await using var store = await TestStore.OpenAsync();
        await using var host = await TestHost.BuildAsync(store);
        var inbox = Directory.CreateDirectory(host.Get<InboxFolder>().Folder).FullName;
        await File.WriteAllTextAsync(Path.Combine(inbox, "2026-01-27.md"), DigestFiles.Daily(new Listed("2601.00001", "One")), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(inbox, "2026-01-28.md"), DigestFiles.Daily(new Listed("2601.00002", "Two")), TestContext.Current.CancellationToken);
        await host.CatchUpAsync();
        await store.WriteAsync(session => session.ExecuteAsync($"UPDATE digest_files SET reader = 0", CancellationToken.None));
        File.Delete(Path.Combine(inbox, "2026-01-28.md"));

        await host.Job<ReReadJob>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM digest_files WHERE reader = {Ingestor.ReaderVersion} AND name = '2026-01-27.md'"));
        Assert.Equal((2, 2), (await store.CountAsync($"SELECT COUNT(*) FROM digest_files"), await store.CountAsync($"SELECT COUNT(*) FROM papers")));
        await StoreInvariants.CheckAsync(store);
    }
}
