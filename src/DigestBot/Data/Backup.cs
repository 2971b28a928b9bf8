using Microsoft.Data.Sqlite;

namespace DigestBot.Data;

/// <summary>Copies of a store that may be in use: whole and sound, or not there at all.</summary>
public static class Backup
{
    /// <exception cref="StoreException">The copy cannot be written or is damaged; nothing is left of it.</exception>
    public static async Task WriteAsync(Database database, string path, CancellationToken cancellationToken)
    {
        StoreLock.MakeFolder(path);
        var part = path + ".part";
        try
        {
            Remove(part);
            await database.CopyToAsync(part, cancellationToken);
            if (await DamageAsync(part, cancellationToken) is { } damage)
                throw new StoreException($"The backup {path} was damaged while it was written ({damage}). Check the disk, then try again.");
            File.Move(part, path);
        }
        catch (SqliteException exception)
        {
            throw StoreException.From(exception, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The backup {path} cannot be written: {exception.Message} Check the permissions of its folder and the room on its disk.", exception);
        }
        finally
        {
            Remove(part);
        }
    }

    /// <summary>Opens the copy as a store would be; null where SQLite finds it sound.</summary>
    private static async Task<string?> DamageAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        return await check.ExecuteScalarAsync(cancellationToken) is string and not "ok" and var damage ? damage : null;
    }

    private static void Remove(string path)
    {
        foreach (var ending in (string[])["", "-wal", "-shm", "-journal"])
            File.Delete(path + ending);
    }
}
