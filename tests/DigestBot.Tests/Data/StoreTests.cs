using DigestBot.Data;
using DigestBot.Papers.Search;
using Microsoft.Data.Sqlite;
using static DigestBot.Tests.DigestFiles;

namespace DigestBot.Tests.Data;

/// <summary>The store's file: whose it is, what it refuses, what it takes back.</summary>
public sealed class StoreTests
{
    [Fact]
    public async Task A_store_is_migrated_once_and_opens_again_as_it_is()
    {
        await using var store = await TestStore.OpenAsync();
        var scripts = typeof(Database).Assembly.GetManifestResourceNames().Count(name => name.EndsWith(".sql", StringComparison.Ordinal));
        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The paper")));
        var before = await StoreDump.OfAsync(store);

        await Database.OpenAsync(store.Database.Path, held: null, CancellationToken.None);

        Assert.Equal(scripts, await store.CountAsync($"PRAGMA user_version"));
        Assert.Equal(before, await StoreDump.OfAsync(store));
    }

    [Fact]
    public async Task A_store_without_a_migration_gets_it_and_keeps_its_data()
    {
        await using var store = await TestStore.OpenAsync();
        var path = Path.Combine(store.Folder, "first.db");
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var first = connection.CreateCommand();
            first.CommandText = File.ReadAllText(Repository.PathTo("src", "DigestBot", "Data", "Migrations", "001_store.sql"))
                + "INSERT INTO people (channel, external_id, name) VALUES ('webchat', 'ann', 'ann'); PRAGMA user_version = 1";
            await first.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var migrated = await Database.OpenAsync(path, held: null, CancellationToken.None);

        await using (var session = await migrated.ReadAsync(CancellationToken.None))
            Assert.Equal(1, await session.ValueAsync($"SELECT COUNT(*) FROM people WHERE direct_id IS NULL", row => row.Long(0), CancellationToken.None));
        migrated.Close();
    }

    [Fact]
    public async Task A_store_in_service_is_not_served_twice_while_other_commands_work_beside_it()
    {
        await using var store = await TestStore.OpenAsync();
        using var held = StoreLock.Take(store.Database.Path);

        var second = await store.RunAsync("serve");

        Assert.Equal(1, second.Exit);
        Assert.Contains("served by another DigestBot", second.Error, StringComparison.Ordinal);
        Assert.Contains("--db", second.Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(store.Folder, "2026-01-28.md"), Daily(new Listed("2601.00001", "The paper")));
        Assert.Equal(0, (await store.RunAsync("import", "2026-01-28.md")).Exit);
        Assert.Equal(0, (await store.RunAsync("search", "paper")).Exit);
        Assert.Equal(0, (await store.RunAsync("say", "subscribe cs.CL weekdays at 09:00")).Exit);
        Assert.Equal(0, (await store.RunAsync("simulate", "--from", "2026-01-27", "--days", "2")).Exit);
        Assert.Equal(0, (await store.RunAsync("papers", "export")).Exit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_of_a_newer_program_is_refused(bool inService)
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(async session =>
        {
            await session.ExecuteAsync($"PRAGMA user_version = 99", CancellationToken.None);
            await new Settings(session).SetAsync("written by", "9.8.7", CancellationToken.None);
        });
        using var held = inService ? StoreLock.Take(store.Database.Path) : null;

        var result = await store.RunAsync("papers", "export");

        Assert.Equal((1, ""), (result.Exit, result.Out));
        Assert.Contains("written by DigestBot 9.8.7 (schema 99)", result.Error, StringComparison.Ordinal);
        Assert.Equal(99, await store.CountAsync($"PRAGMA user_version"));
    }

    [Fact]
    public async Task A_store_is_copied_before_it_is_migrated_and_says_who_wrote_it()
    {
        await using var store = await TestStore.OpenAsync();
        var old = Path.Combine(store.Folder, "old.db");
        await using (var connection = new SqliteConnection($"Data Source={old};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = Migrations.Scripts()[0] + "; PRAGMA user_version = 1";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, (await TestStore.RunInAsync(store.Folder, "papers", "export", "--db", old)).Exit);

        Assert.Equal("1", await AskAsync(old + ".schema-1", "PRAGMA user_version"));
        Assert.Equal(ProgramVersion.Text, await AskAsync(old, "SELECT value FROM settings WHERE key = 'written by'"));

        static async Task<string?> AskAsync(string path, string sql)
        {
            await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString();
        }
    }

    [Theory]
    [InlineData(0, "damaged or no DigestBot store")]
    [InlineData(4096, "damaged")]
    public async Task A_damaged_store_is_refused_in_words(int at, string said)
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily([.. Enumerable.Range(10, 80).Select(i => new Listed($"2601.000{i}", $"Paper {i}", Text: Abstract(i)))]));
        store.Database.Close();
        foreach (var ending in (string[])["-wal", "-shm"])
            File.Delete(store.Database.Path + ending);
        await using (var file = new FileStream(store.Database.Path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = at;
            file.Write([.. Enumerable.Repeat((byte)0xA5, 40_000)]);
        }

        var served = await store.RunAsync("serve");

        Assert.Equal(1, served.Exit);
        Assert.Contains(said, served.Error, StringComparison.Ordinal);
        Assert.Contains("Restore a backup", served.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", served.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_store_and_a_folder_that_cannot_be_are_refused_in_words()
    {
        await using var store = await TestStore.OpenAsync();
        var text = Path.Combine(store.Folder, "notes.txt");
        File.WriteAllText(text, string.Join('\n', Enumerable.Repeat("These are only notes.", 200)));

        var noStore = await TestStore.RunInAsync(store.Folder, "papers", "export", "--db", "notes.txt");
        var inFile = await TestStore.RunInAsync(store.Folder, "papers", "export", "--db", "notes.txt/store.db");
        var folder = await TestStore.RunInAsync(store.Folder, "papers", "export", "--db", ".");

        Assert.All([noStore, inFile, folder], result => Assert.Equal(1, result.Exit));
        Assert.Contains("no DigestBot store", noStore.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be opened", inFile.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be opened", folder.Error, StringComparison.Ordinal);
        Assert.StartsWith("These are only notes.", File.ReadAllText(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_digest_file_says_is_never_SQL()
    {
        await using var store = await TestStore.OpenAsync();
        const string Hostile = "x'); DROP TABLE papers; -- \" {0} @p0 %s";
        await store.IngestAsync("'; DROP TABLE entries; --.md", Daily(new Listed("2601.00001", Hostile, Authors: "Robert'); DROP TABLE people;--", Tldr: "{0} '{1}' \"quoted\"")), "2026-01-28");
        await store.SayAsync("find \"x'); DROP TABLE papers\"", "o'brien");

        var paper = Assert.Single(await store.PapersAsync());

        Assert.Equal((Hostile, "Robert'); DROP TABLE people;--", "{0} '{1}' \"quoted\""), (paper.Title, paper.Authors[0], paper.Summaries["en"].Tldr));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_transaction_that_is_not_committed_leaves_nothing()
    {
        await using var store = await TestStore.OpenAsync();
        var before = await StoreDump.OfAsync(store);
        await using (var session = await store.Database.WriteAsync(CancellationToken.None))
            await session.ExecuteAsync($"INSERT INTO settings (key, value) VALUES ('a', 'b')", CancellationToken.None);

        Assert.Equal(before, await StoreDump.OfAsync(store));
    }

    [Fact]
    public async Task A_reader_sees_one_state_while_others_write()
    {
        await using var store = await TestStore.OpenAsync();
        await using var reading = await store.Database.ReadAsync(CancellationToken.None);
        Assert.Equal(0, await reading.ValueAsync($"SELECT COUNT(*) FROM papers", row => row.Long(0), CancellationToken.None));

        await store.IngestAsync("2026-01-28.md", Daily(new Listed("2601.00001", "The paper")));

        Assert.Equal(0, await reading.ValueAsync($"SELECT COUNT(*) FROM papers", row => row.Long(0), CancellationToken.None));
        Assert.Equal(1, await store.CountAsync($"SELECT COUNT(*) FROM papers"));
    }

    [Fact]
    public async Task A_value_that_breaks_a_rule_of_the_store_fails_instead_of_being_stored()
    {
        await using var store = await TestStore.OpenAsync();

        await Assert.ThrowsAsync<SqliteException>(() => store.WriteAsync(session =>
            session.ExecuteAsync($"INSERT INTO entries (digest_file_id, position, paper_id, replaced, fields) VALUES (1, 1, 1, 0, '')", CancellationToken.None)));
    }

    [Fact]
    public async Task The_index_is_built_anew_when_the_analyser_changed()
    {
        await using var store = await TestStore.OpenAsync();
        await store.IngestAsync("2026-01-28.md", Daily([.. Enumerable.Range(10, 30).Select(i => new Listed($"2601.000{i}", $"Graph paper {i}", Text: Abstract(i)))]));
        await store.WriteAsync(async session =>
        {
            await session.ExecuteAsync($"INSERT INTO papers_fts (papers_fts) VALUES ('delete-all')", CancellationToken.None);
            await session.ExecuteAsync($"INSERT INTO papers_fts (rowid, title) VALUES (1, 'cut otherwise')", CancellationToken.None);
            await session.ExecuteAsync($"UPDATE settings SET value = '0' WHERE key = 'analyzer'", CancellationToken.None);
        });

        var found = await store.RunAsync("search", "graph", "--json", "--top", "50");

        Assert.Contains("\"total\":30", found.Out, StringComparison.Ordinal);
        Assert.Equal(PaperIndex.AnalyzerVersion, await store.CountAsync($"SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'analyzer'"));
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task What_is_written_while_the_index_is_built_anew_is_in_it_once()
    {
        await using var store = await TestStore.OpenAsync();
        var papers = Enumerable.Range(10, 30).Select(i => new Listed($"2601.000{i}", $"Graph paper {i}", Text: Abstract(i))).ToList();
        await store.IngestAsync("2026-01-27.md", Daily([.. papers]));
        await store.WriteAsync(session => session.ExecuteAsync($"UPDATE settings SET value = '0' WHERE key = 'analyzer'", CancellationToken.None));

        await PaperIndex.BeginRebuildAsync(store.Database, TestContext.Current.CancellationToken);
        Assert.True(await PaperIndex.IsRebuildingAsync(store.Database, TestContext.Current.CancellationToken));
        await store.IngestAsync("2026-01-28.md", Daily(papers[0] with { Title = "Graph paper with another title" }, new Listed("2601.00050", "A new graph paper", Text: Abstract(50))));
        for (var run = 0; run < 2; run++)
            await PaperIndex.RebuildAsync(store.Database, progress: null, TestContext.Current.CancellationToken);

        Assert.False(await PaperIndex.IsRebuildingAsync(store.Database, TestContext.Current.CancellationToken));
        Assert.Contains("\"total\":31", (await store.RunAsync("search", "graph", "--json", "--top", "50")).Out, StringComparison.Ordinal);
        await StoreInvariants.CheckAsync(store);
    }

    [Fact]
    public async Task A_view_cannot_be_written_and_says_so()
    {
        await using var store = await TestStore.OpenAsync();
        await using (var view = await store.Database.ReadAsync(TestContext.Current.CancellationToken))
        {
            var refused = await Assert.ThrowsAsync<SqliteException>(() => view.ExecuteAsync($"DELETE FROM outbox", TestContext.Current.CancellationToken));
            Assert.Contains("readonly", refused.Message, StringComparison.Ordinal);
        }

        // The connection goes back to the pool; whoever writes next may.
        await using var session = await store.Database.WriteAsync(TestContext.Current.CancellationToken);
        await session.ExecuteAsync($"DELETE FROM outbox", TestContext.Current.CancellationToken);
    }
}
