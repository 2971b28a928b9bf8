using DigestBot.Data;
using DigestBot.Scheduling.Jobs;
using DigestBot.Tests.Host;

namespace DigestBot.Tests.Scheduling;

/// <summary>Nightly copies of the store.</summary>
public sealed class BackupJobTests
{
    [Fact]
    public async Task Each_night_has_one_copy_that_can_be_restored_and_a_week_of_them_is_kept()
    {
        await using var store = await TestStore.OpenAsync("2026-01-20T03:30Z");
        await store.IngestAsync("2026-01-20.md", DigestFiles.Daily(new Listed("2601.00001", "A paper")));
        await using var host = await TestHost.BuildAsync(store);
        var folder = store.Database.Path + ".backups";
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "not ours", TestContext.Current.CancellationToken);
        for (var night = 0; night < 9; night++)
        {
            await host.Job<BackupJob>().RunAsync(TestContext.Current.CancellationToken);
            store.Clock.Now += TimeSpan.FromDays(1);
        }

        Assert.Equal(
            ["notes.txt", .. Enumerable.Range(22, 7).Select(day => $"store-2026-01-{day}.db")], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var before = await store.ExportAsync();
        await store.IngestAsync("2026-01-29.md", DigestFiles.Daily(new Listed("2601.00002", "Another")));
        await host.DisposeAsync();
        store.Database.Close();
        Assert.Equal(0, (await store.RunAsync("restore", Path.Combine(folder, "store-2026-01-28.db"))).Exit);
        Assert.Equal(before, await store.ExportAsync());
        Assert.False(File.Exists(store.Database.Path + ".jobs"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_with_the_setting_that_chooses_another()
    {
        await using var store = await TestStore.OpenAsync();
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "taken"), "", TestContext.Current.CancellationToken);
        await using var host = await TestHost.BuildAsync(store, TestHost.Options(store) with { Backups = Path.Combine(store.Folder, "taken") });

        var said = await Assert.ThrowsAsync<StoreException>(() => host.Job<BackupJob>().RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("DigestBot:Backups", said.Message, StringComparison.Ordinal);
    }
}
