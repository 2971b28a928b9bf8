using System.Globalization;
using DigestBot.Data;
using Microsoft.Data.Sqlite;

namespace DigestBot.Faults;

/// <summary>Stores as the first version of this program left them, with papers whose index is to be built anew.</summary>
internal static class FirstVersion
{
    /// <summary>Tables, indices and shadow tables of the first script.</summary>
    public static long Tables { get; private set; }

    /// <summary>What a store of today has.</summary>
    public static async Task<(long Version, long Tables)> LatestAsync()
    {
        using var scene = new Scene("latest", seed: 0);
        await scene.SubscribeAsync(0);
        return (await scene.CountAsync("PRAGMA user_version"), await scene.CountAsync("SELECT COUNT(*) FROM sqlite_schema"));
    }

    /// <summary>In the place of the scene's store.</summary>
    public static async Task MakeAsync(Scene scene, int papers)
    {
        foreach (var file in Directory.EnumerateFiles(scene.Folder))
            File.Delete(file);
        var assembly = typeof(Database).Assembly;
        var first = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Min(StringComparer.Ordinal)!;
        using var script = new StreamReader(assembly.GetManifestResourceStream(first)!);
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using (var connection = new SqliteConnection($"Data Source={scene.StorePath};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $$"""
                BEGIN;
                {{await script.ReadToEndAsync()}}
                INSERT INTO settings (key, value) VALUES ('analyzer', '0');
                INSERT INTO digest_files (id, hash, name, path, format, reader, day, day_source, sequence, backfill, imported_at, report)
                VALUES (1, 'first', 'first.md', 'first.md', 'markdown', 99, '{{today}}', 'Given', 1, 0, '{{today}}T06:00:00.000Z', '{}');
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {{papers}})
                INSERT INTO papers (id, arxiv_id, title, title_made, authors, categories, day, day_estimated, abstract, summaries, first_sequence)
                SELECT n, printf('2610.%05d', n), printf('An early study of topic %d', n), 0, '["Ann Smith"]', '["cs.CL"]', '{{today}}', 0, printf('["We study topic %d early."]', n), '{}', 1
                FROM numbers;
                INSERT INTO entries (digest_file_id, position, paper_id, replaced, fields) SELECT 1, id, id, 0, '{"line":1}' FROM papers;
                PRAGMA user_version = 1;
                COMMIT
                """;
            await command.ExecuteNonQueryAsync();
        }

        scene.Papers = papers;
        Tables = await scene.CountAsync("SELECT COUNT(*) FROM sqlite_schema");
    }
}
