using Microsoft.Data.Sqlite;

namespace DigestBot.Data;

/// <summary>The store's file. Opens sessions; brings the schema up to date once (<see cref="OpenAsync"/>).</summary>
public sealed class Database
{
    private readonly string _connectionString;

    private Database(string path)
    {
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = BusySeconds }.ToString();
    }

    /// <summary>Microsoft.Data.Sqlite 6 retries a busy store by itself until its command timeout.</summary>
    private const int BusySeconds = 30;

    public string Path { get; }

    /// <summary>Opens or creates the store; a store older than this program is migrated under its lock.</summary>
    /// <param name="held">The store's lock where the caller holds it already.</param>
    /// <exception cref="StoreException">In use by another instance, from a newer program, or not a store.</exception>
    public static async Task<Database> OpenAsync(string path, StoreLock? held, CancellationToken cancellationToken)
    {
        var fullPath = System.IO.Path.GetFullPath(path);
        StoreLock.MakeFolder(fullPath);
        var database = new Database(fullPath);
        try
        {
            await Migrations.ApplyAsync(database, held, cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw StoreException.From(exception, fullPath);
        }

        return database;
    }

    /// <summary>A transaction that may write: takes the write lock at once, so it never fails half-way for being stale.</summary>
    public Task<Session> WriteAsync(CancellationToken cancellationToken) => Session.BeginAsync(Connect(), write: true, cancellationToken);

    /// <summary>A consistent view that never waits for writers.</summary>
    public Task<Session> ReadAsync(CancellationToken cancellationToken) => Session.BeginAsync(Connect(), write: false, cancellationToken);

    /// <summary>A consistent copy into a new file while the store is in use.</summary>
    public async Task CopyToAsync(string path, CancellationToken cancellationToken)
    {
        await using var source = Connect();
        await source.OpenAsync(cancellationToken);
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await target.OpenAsync(cancellationToken);
        source.BackupDatabase(target);
    }

    /// <summary>Null when SQLite finds the file sound, else what it found.</summary>
    public async Task<string?> QuickCheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await ReadAsync(cancellationToken);
            var verdict = await session.ValueAsync($"PRAGMA quick_check(1)", row => row.Text(0), cancellationToken);
            return verdict == "ok" ? null : verdict;
        }
        catch (SqliteException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Closes pooled connections, so that the file can be moved or deleted.</summary>
    public void Close()
    {
        using var connection = Connect();
        SqliteConnection.ClearPool(connection);
    }

    internal SqliteConnection Connect() => new(_connectionString);
}
