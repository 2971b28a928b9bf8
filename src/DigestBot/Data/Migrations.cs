namespace DigestBot.Data;

/// <summary>Ordered scripts <c>Migrations/001_….sql</c>; the version of a store is the number of scripts it has had.</summary>
internal static class Migrations
{
    public static async Task ApplyAsync(Database database, StoreLock? held, CancellationToken cancellationToken)
    {
        var scripts = Scripts();
        await using (var connection = database.Connect())
        {
            await connection.OpenAsync(cancellationToken);
            await using var wal = connection.CreateCommand();
            wal.CommandText = "PRAGMA journal_mode = WAL";
            await wal.ExecuteNonQueryAsync(cancellationToken);
        }

        var found = await VersionAsync(database, cancellationToken);
        if (found == scripts.Count)
            return;
        RefuseNewer(database, found, scripts.Count);

        using var own = held is null ? StoreLock.Take(database.Path) : null;
        await using var session = await database.WriteAsync(cancellationToken);
        var version = await VersionAsync(session, cancellationToken);
        RefuseNewer(database, version, scripts.Count);
        foreach (var script in scripts.Skip(version))
            await session.ScriptAsync(script, cancellationToken);
        await session.ScriptAsync($"PRAGMA user_version = {scripts.Count}", cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private static void RefuseNewer(Database database, int found, int known)
    {
        if (found > known)
            throw new StoreException($"{database.Path} was written by a newer DigestBot (schema {found}, this one knows {known}). Update this program.");
    }

    private static async Task<int> VersionAsync(Database database, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await VersionAsync(session, cancellationToken);
    }

    private static async Task<int> VersionAsync(Session session, CancellationToken cancellationToken) =>
        (int)await session.ValueAsync($"PRAGMA user_version", row => row.Long(0), cancellationToken);

    internal static List<string> Scripts()
    {
        var assembly = typeof(Migrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            })];
    }
}
