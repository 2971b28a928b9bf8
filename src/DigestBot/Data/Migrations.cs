namespace DigestBot.Data;

/// <summary>
/// Ordered scripts <c>Migrations/001_….sql</c>; the schema of a store is the number of scripts it has had. The store also says which version of the
/// program wrote it last.
/// </summary>
internal static class Migrations
{
    private const string Writer = "written by";

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

        await using (var reading = await database.ReadAsync(cancellationToken))
        {
            await RefuseNewerAsync(database, reading, scripts.Count, cancellationToken);
            if (await VersionAsync(reading, cancellationToken) == scripts.Count && (held is null || await WriterAsync(reading, cancellationToken) == ProgramVersion.Text))
                return;
        }

        using var own = held is null ? StoreLock.Take(database.Path) : null;
        await KeepAsync(database, scripts.Count, cancellationToken);
        await using var session = await database.WriteAsync(cancellationToken);
        await RefuseNewerAsync(database, session, scripts.Count, cancellationToken);
        foreach (var script in scripts.Skip(await VersionAsync(session, cancellationToken)))
            await session.ScriptAsync(script, cancellationToken);
        await session.ScriptAsync($"PRAGMA user_version = {scripts.Count}", cancellationToken);
        await new Settings(session).SetAsync(Writer, ProgramVersion.Text, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>A copy of a store that is about to be migrated, beside it: what the older version of the program can go back to.</summary>
    private static async Task KeepAsync(Database database, int known, CancellationToken cancellationToken)
    {
        int found;
        await using (var session = await database.ReadAsync(cancellationToken))
            found = await VersionAsync(session, cancellationToken);
        var copy = $"{database.Path}.schema-{found}";
        if (found == 0 || found == known || File.Exists(copy))
            return;
        try
        {
            File.Delete(copy + ".part");
            await database.CopyToAsync(copy + ".part", cancellationToken);
            File.Move(copy + ".part", copy);
        }
        catch (Exception exception) when (exception is Microsoft.Data.Sqlite.SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{database.Path} must be upgraded from schema {found} to {known}, and is copied to {copy} first; that failed: {exception.Message} Make room for the copy.", exception);
        }
    }

    private static async Task RefuseNewerAsync(Database database, Session session, int known, CancellationToken cancellationToken)
    {
        var found = await VersionAsync(session, cancellationToken);
        if (found <= known)
            return;
        var writer = await WriterAsync(session, cancellationToken) is { } version ? $"DigestBot {version}" : "a newer DigestBot";
        throw new StoreException(
            $"{database.Path} was written by {writer} (schema {found}); this is {ProgramVersion.Text}, which knows {known}. Update this program, or restore the backup made before that update.");
    }

    private static Task<string?> WriterAsync(Session session, CancellationToken cancellationToken) => new Settings(session).FindAsync(Writer, cancellationToken);

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
