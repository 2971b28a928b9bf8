using Microsoft.Data.Sqlite;

namespace DigestBot.Data;

/// <summary>Whether a file is a store: what a store's tables must have is what the migrations make.</summary>
public static class StoreSchema
{
    private const string AllColumns =
        "SELECT tables.name || '.' || columns.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'";

    /// <summary>An empty file and another program's store have no version that is ours, and would be filled with tables instead of refused.</summary>
    /// <exception cref="StoreException">The file is no store, or cannot be read.</exception>
    public static async Task RefuseForeignAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(path, cancellationToken);
            await using var version = connection.CreateCommand();
            version.CommandText = "PRAGMA user_version";
            if ((long)(await version.ExecuteScalarAsync(cancellationToken))! == 0)
                throw new StoreException($"{path} is no DigestBot store: it has no schema. Choose a file that `backup` wrote.");
        }
        catch (SqliteException exception)
        {
            throw StoreException.From(exception, path);
        }
    }

    /// <summary>The first column that a migrated store lacks, as <c>table.column</c>; null where it has them all.</summary>
    public static async Task<string?> MissingAsync(string path, CancellationToken cancellationToken)
    {
        await using var made = await OpenAsync(":memory:", cancellationToken);
        foreach (var script in Migrations.Scripts())
        {
            await using var command = made.CreateCommand();
            command.CommandText = script;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var found = await OpenAsync(path, cancellationToken);
        var there = await ColumnsAsync(found, cancellationToken);
        return (await ColumnsAsync(made, cancellationToken)).Except(there, StringComparer.Ordinal).FirstOrDefault();
    }

    private static async Task<SqliteConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<List<string>> ColumnsAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = AllColumns;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            columns.Add(reader.GetString(0));
        return columns;
    }
}
