using System.Text.Json.Nodes;
using DigestBot.Data;
using Microsoft.Data.Sqlite;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Host;

/// <summary>Copies of the store, and its subscriptions as text.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_taken_in_use_is_restored_and_what_was_there_is_kept_aside()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "Before")));
        using (StoreLock.Take(store.Database.Path))
        {
            Assert.Equal(0, (await store.RunAsync("backup", "copy/backup.db")).Exit);
            Assert.Equal(1, (await store.RunAsync("backup", "copy/backup.db")).Exit);
            Assert.Contains("served by another", (await store.RunAsync("restore", "copy/backup.db")).Error, StringComparison.Ordinal);
        }

        var before = await store.ExportAsync();
        await store.IngestAsync("2026-01-29.md", Daily(new Listed("2601.00002", "After")));
        var after = await store.ExportAsync();
        store.Database.Close();

        Assert.Equal(0, (await store.RunAsync("restore", "copy/backup.db")).Exit);

        Assert.Equal(before, await store.ExportAsync());
        var aside = Assert.Single(Directory.GetFiles(store.Folder, "store.db.before-*"), file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal));
        Assert.Equal(after, (await TestStore.RunInAsync(store.Folder, "papers", "export", "--db", aside)).Out);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_damaged_backup_leaves_the_store_as_it_is()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The paper")));
        var before = await store.ExportAsync();
        Assert.Equal(0, (await store.RunAsync("backup", "backup.db")).Exit);
        var backup = Path.Combine(store.Folder, "backup.db");
        var bytes = await File.ReadAllBytesAsync(backup, TestContext.Current.CancellationToken);
        bytes.AsSpan(4096, bytes.Length - 4096).Fill(0x5A);
        await File.WriteAllBytesAsync(backup, bytes, TestContext.Current.CancellationToken);

        Assert.Equal(1, (await store.RunAsync("restore", "backup.db")).Exit);

        Assert.Equal(before, await store.ExportAsync());
    }

    [Theory]
    [InlineData("empty", null)]
    [InlineData("of another program", "CREATE TABLE notes (text); PRAGMA user_version = 0")]
    [InlineData("that calls itself ours", "CREATE TABLE notes (text); PRAGMA user_version = {0}")]
    public async Task What_is_no_backup_leaves_the_store_as_it_is(string kind, string? script)
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The paper")));
        var before = await store.ExportAsync();
        var backup = Path.Combine(store.Folder, $"{kind}.db");
        await File.WriteAllBytesAsync(backup, [], TestContext.Current.CancellationToken);
        if (script is not null)
        {
            await using var connection = new SqliteConnection($"Data Source={backup};Pooling=False");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = script.Replace("{0}", $"{await store.CountAsync($"PRAGMA user_version")}", StringComparison.Ordinal);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var refused = await store.RunAsync("restore", backup);

        Assert.Equal(1, refused.Exit);
        Assert.Contains("no DigestBot store", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await store.ExportAsync());
        Assert.Empty(Directory.GetFiles(store.Folder, "*.part*"));
    }

    [Fact]
    public async Task Subscriptions_move_to_another_store_as_text_and_are_not_doubled_there()
    {
        await using var here = await TestStore.OpenAsync();
        await using var there = await TestStore.OpenAsync();
        await here.SubscribeAsync("cs.CL \"sink token\", graph -survey by:\"Andreas Geiger\" top 7 mondays and fridays at 08:30 in Asia/Shanghai", "ann");
        await here.SubscribeAsync("everything on arrival language zh", "bob", shared: "nlp");
        await here.SubscribeAsync("cs.LG daily at 07:00 compact except #nlp", "bob");
        var text = (await here.RunAsync("subscriptions", "export")).Out;
        Assert.Equal(3, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await File.WriteAllTextAsync(Path.Combine(there.Folder, "list.jsonl"), text, TestContext.Current.CancellationToken);

        Assert.Contains("3 added", (await there.RunAsync("subscriptions", "import", "list.jsonl")).Error, StringComparison.Ordinal);
        Assert.Contains("0 added, 3 known", (await there.RunAsync("subscriptions", "import", "list.jsonl")).Error, StringComparison.Ordinal);

        Assert.Equal(text, (await there.RunAsync("subscriptions", "export")).Out);
        await File.WriteAllTextAsync(Path.Combine(there.Folder, "bad.jsonl"), text + "nonsense", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await there.RunAsync("subscriptions", "import", "bad.jsonl")).Exit);
    }

    [Fact]
    public async Task What_an_imported_line_leaves_open_is_what_the_conversation_would_get_at_the_stores_time()
    {
        await using var store = await TestStore.OpenAsync();
        await store.SayAsync("timezone Asia/Shanghai", "ann");
        await store.SayAsync("language zh", "ann");
        var clock = await MovableClock.OpenAsync(store.Database, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(await clock.MoveToAsync(TimeProvider.System.GetUtcNow().AddDays(100), TestContext.Current.CancellationToken));
        await store.SubscribeAsync("cs.LG daily at 07:00");
        var exported = JsonNode.Parse((await store.RunAsync("subscriptions", "export")).Out)!;
        exported["command"] = "subscribe cs.CL daily";
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "list.jsonl"), exported.ToJsonString(), TestContext.Current.CancellationToken);

        Assert.Contains("1 added", (await store.RunAsync("subscriptions", "import", "list.jsonl")).Error, StringComparison.Ordinal);

        var imported = await store.SubscriptionAsync(2);
        Assert.Equal(("Asia/Shanghai", "zh"), (imported.Schedule.Zone, imported.Options.Language));
        Assert.InRange(imported.NextDue!.Value, clock.GetUtcNow().AddHours(-1), clock.GetUtcNow().AddHours(25));
    }

    [Fact]
    public async Task Who_is_told_when_digest_files_are_late_moves_along()
    {
        await using var here = await TestStore.OpenAsync("2026-01-27T06:00Z");
        await using var there = await TestStore.OpenAsync();
        await here.TakeAsync("inbox/2026-01-27.md", "2026-01-27", DigestFiles.Entry("2601.00001", "Of Tuesday"));
        here.Clock.Now = TestStore.Moment("2026-01-28T06:00Z");
        await here.TakeAsync("inbox/2026-01-28.md", "2026-01-28", DigestFiles.Entry("2601.00002", "Of Wednesday"));
        Assert.True((await here.SayAsync("watch inbox", "ann")).Understood);
        Assert.True((await here.SayAsync("watch", "bob", shared: "nlp")).Understood);
        var text = (await here.RunAsync("subscriptions", "export")).Out;
        Assert.Contains("\"watch inbox/*.md\"", text, StringComparison.Ordinal);
        Assert.Contains("\"watch\"", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(there.Folder, "list.jsonl"), text, TestContext.Current.CancellationToken);

        Assert.Contains("2 added", (await there.RunAsync("subscriptions", "import", "list.jsonl")).Error, StringComparison.Ordinal);
        Assert.Contains("0 added, 2 known", (await there.RunAsync("subscriptions", "import", "list.jsonl")).Error, StringComparison.Ordinal);

        Assert.Equal(text, (await there.RunAsync("subscriptions", "export")).Out);
    }
}
