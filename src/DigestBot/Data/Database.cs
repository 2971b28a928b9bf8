using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace DigestBot.Data;

/// <summary>The store's file. Opens sessions; brings the schema up to date once (<see cref="OpenAsync"/>).</summary>
#pragma warning disable CA1001 // Disposing a semaphore frees a wait handle that is never asked for.
public sealed class Database
#pragma warning restore CA1001
{
    private readonly string _connectionString;
    private readonly ConcurrentDictionary<string, Signal> _written = new(StringComparer.Ordinal);

    /// <summary>Writers of this process take turns here: SQLite's own way of waiting is to try again every 150 ms, in no order.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    private Database(string path)
    {
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = BusySeconds }.ToString();
    }

    /// <summary>Microsoft.Data.Sqlite retries a busy store by itself until its command timeout.</summary>
    private const int BusySeconds = 30;

    public string Path { get; }

    /// <summary>Opens or creates the store; a store older than this program is migrated under its lock.</summary>
    /// <param name="held">The store's lock where the caller holds it already.</param>
    /// <exception cref="StoreException">In use by another instance, from a newer program, or not a store.</exception>
    public static async Task<Database> OpenAsync(string path, StoreLock? held, CancellationToken cancellationToken)
    {
        var fullPath = StoreFile.Resolve(path);
        StoreLock.MakeFolder(fullPath);
        PrivateFiles.Close(fullPath);
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
    public async Task<Session> WriteAsync(CancellationToken cancellationToken)
    {
        // Whose turn does not come in time asks SQLite, which then says that the store is busy.
        var turn = await _turn.WaitAsync(TimeSpan.FromSeconds(BusySeconds), cancellationToken) ? _turn : null;
        try
        {
            return await Session.BeginAsync(this, write: true, turn, cancellationToken);
        }
        catch
        {
            turn?.Release();
            throw;
        }
    }

    /// <summary>A consistent view that never waits for writers.</summary>
    public Task<Session> ReadAsync(CancellationToken cancellationToken) => Session.BeginAsync(this, write: false, turn: null, cancellationToken);

    /// <summary>Raised after a commit of this process that wrote rows others wait for into the table.</summary>
    public Signal Written(string table) => _written.GetOrAdd(table, _ => new Signal());

    /// <summary>A consistent copy into a new file while the store is in use.</summary>
    public async Task CopyToAsync(string path, CancellationToken cancellationToken)
    {
        await using var source = Connect();
        await source.OpenAsync(cancellationToken);
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await target.OpenAsync(cancellationToken);
        source.BackupDatabase(target);
    }

    /// <summary>Writes all into the one file, so that it can be moved without its companions.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await using var connection = Connect();
        await connection.OpenAsync(cancellationToken);
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync(cancellationToken);
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
