using DigestBot.Data;
using Hangfire.Storage.SQLite;
using SQLite;

namespace DigestBot.Scheduling;

/// <summary>
/// Hangfire's file beside the store: wake-ups and their history, nothing that is needed. It may be deleted at any time; a damaged one is replaced.
/// </summary>
public static class JobStore
{
    /// <summary>Longer than any job takes: a job that still runs is not fetched a second time. What a killed process held is released at the start.</summary>
    private static readonly TimeSpan LongestJob = TimeSpan.FromDays(1);

    /// <summary>Where the jobs of a store are.</summary>
    public static string PathOf(string store) => store + ".jobs";

    internal static SQLiteStorage Open(string path)
    {
        SQLiteStorage storage;
        try
        {
            storage = Connect(path);
        }
        catch (SQLiteException)
        {
            Delete(path);
            storage = ConnectAnew(path);
        }

        Release(storage);
        return storage;
    }

    private static SQLiteStorage ConnectAnew(string path)
    {
        try
        {
            return Connect(path);
        }
        catch (SQLiteException exception)
        {
            throw new StoreException($"{path} cannot be made ({exception.Result}). Check the permissions of its folder and the room on its disk.", exception);
        }
    }

    /// <summary>With its companions; nobody may have it open.</summary>
    public static void Delete(string path)
    {
        foreach (var ending in (string[])["", "-wal", "-shm"])
            File.Delete(path + ending);
    }

    private static SQLiteStorage Connect(string path)
    {
        CreateForOwnerOnly(path);
        return new SQLiteStorage(new SQLiteDbConnectionFactory(() => Connection(path)), new SQLiteStorageOptions
        {
            QueuePollInterval = TimeSpan.FromSeconds(1),
            InvisibilityTimeout = LongestJob,
            DistributedLockLifetime = TimeSpan.FromSeconds(15),
            JobExpirationCheckInterval = TimeSpan.FromMinutes(10),
        })
        { JobExpirationTimeout = TimeSpan.FromHours(1) };
    }

    /// <summary>NORMAL: a power cut may take the last wake-ups along; a job costs one write to the disk instead of dozens.</summary>
    private static SQLiteConnection Connection(string path)
    {
        var connection = new SQLiteConnection(path, SQLiteOpenFlags.ReadWrite | SQLiteOpenFlags.Create | SQLiteOpenFlags.NoMutex) { BusyTimeout = TimeSpan.FromSeconds(10) };
        connection.Execute("PRAGMA synchronous = NORMAL");
        return connection;
    }

    /// <summary>The store's lock says that nobody else serves: whoever held a job or a lock is dead.</summary>
    private static void Release(SQLiteStorage storage)
    {
        using var context = storage.CreateAndOpenConnection();
        context.Database.Execute($"UPDATE [{context.JobQueueRepository.Table.TableName}] SET FetchedAt = ?", DateTime.MinValue);
        context.DistributedLockRepository.Delete(_ => true);
        context.HangfireServerRepository.Delete(_ => true);
    }

    /// <summary>SQLite gives its companions the mode of the file.</summary>
    private static void CreateForOwnerOnly(string path)
    {
        if (File.Exists(path))
            return;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var created = new FileStream(path, options);
    }
}
