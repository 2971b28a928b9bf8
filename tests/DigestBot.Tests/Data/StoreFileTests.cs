using System.Diagnostics;
using DigestBot.Data;
using DigestBot.Faults;
using DigestBot.Tests.Host;

namespace DigestBot.Tests.Data;

/// <summary>One store, whatever it is called, and only for its own user.</summary>
public sealed class StoreFileTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task A_store_in_service_is_not_served_again_through_a_link()
    {
        await using var store = await TestStore.OpenAsync();
        var folder = Directory.CreateDirectory(Path.Combine(store.Folder, "elsewhere")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "link.db"), store.Database.Path);
        Directory.CreateSymbolicLink(Path.Combine(store.Folder, "folder"), store.Folder);
        using var held = StoreLock.Take(store.Database.Path);

        foreach (var path in (string[])["elsewhere/link.db", "folder/store.db"])
        {
            var refused = await TestStore.RunInAsync(store.Folder, "serve", "--db", path);

            Assert.Equal(1, refused.Exit);
            Assert.Contains("served by another DigestBot", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await TestStore.RunInAsync(store.Folder, "papers", "export", "--db", "elsewhere/link.db")).Exit);
        Assert.Equal(["link.db"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_store_with_two_names_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "how many names a file has is asked on Linux only");
        await using var store = await TestStore.OpenAsync();
        using (var link = Process.Start("ln", [store.Database.Path, Path.Combine(store.Folder, "second.db")]))
            await link.WaitForExitAsync(TestContext.Current.CancellationToken);

        foreach (var name in (string[])["store.db", "second.db"])
        {
            var refused = await TestStore.RunInAsync(store.Folder, "serve", "--db", name);

            Assert.Equal(1, refused.Exit);
            Assert.Contains("second name", refused.Error, StringComparison.Ordinal);
        }

        File.Delete(Path.Combine(store.Folder, "second.db"));
        Assert.Equal(0, (await store.RunAsync("papers", "export")).Exit);
    }

    [Fact]
    public async Task What_a_host_writes_is_for_its_own_user_only_and_what_was_open_is_closed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no file modes");
        await using var store = await TestStore.OpenAsync();
        store.Database.Close();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(store.Database.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var before = Directory.GetFileSystemEntries(store.Folder).ToHashSet(StringComparer.Ordinal);

        await using var host = ServeProcess.Start(store);
        await host.ReadyAsync();
        await host.BackupAsync("copies/backup.db");

        var written = Directory.GetFileSystemEntries(store.Folder, "*", SearchOption.AllDirectories).Where(path => !before.Contains(path)).ToList();
        Assert.Contains(written, path => path.EndsWith("store.db-wal", StringComparison.Ordinal));
        Assert.Contains(written, path => path.EndsWith("backup.db", StringComparison.Ordinal));
        Assert.DoesNotContain(written.Append(store.Database.Path), IsOpenToOthers);
    }

    [Fact]
    public async Task A_hangup_ends_the_host_in_good_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals");
        Assert.SkipWhen(Hangups.AreIgnored, "hangups are ignored here (nohup), and a host that inherits this keeps it so");
        await using var store = await TestStore.OpenAsync();
        await using var host = ServeProcess.Start(store);
        await host.ReadyAsync();

        Assert.Equal(0, await host.StopAsync("HUP"));
    }

    private static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
}
