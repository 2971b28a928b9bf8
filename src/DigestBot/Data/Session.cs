using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DigestBot.Data;

/// <summary>
/// One transaction. SQL is written as an interpolated string whose holes become parameters, never text; results are read by
/// position through <see cref="Row"/>. Disposing without <see cref="CommitAsync"/> takes everything back.
/// </summary>
public sealed class Session : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>By their format: those with only values in their holes.</summary>
    private readonly Dictionary<string, SqliteCommand> _plain = new(StringComparer.Ordinal);

    private readonly Database _database;
    private readonly HashSet<string> _announced = new(StringComparer.Ordinal);
    private SemaphoreSlim? _turn;
    private bool _committed;

    private Session(Database database, SqliteConnection connection, SqliteTransaction transaction, SemaphoreSlim? turn)
    {
        _database = database;
        _connection = connection;
        _transaction = transaction;
        _turn = turn;
    }

    /// <param name="database">Whose transaction it is.</param>
    /// <param name="write">Takes the write lock at once.</param>
    /// <param name="turn">Released at the end.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal static async Task<Session> BeginAsync(Database database, bool write, SemaphoreSlim? turn, CancellationToken cancellationToken)
    {
        var connection = database.Connect();
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using (var pragmas = connection.CreateCommand())
            {
                // FULL: what was acknowledged survives a power cut, too.
                pragmas.CommandText = $"PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA query_only = {(write ? 0 : 1)}";
                await pragmas.ExecuteNonQueryAsync(cancellationToken);
            }

            return new Session(database, connection, connection.BeginTransaction(IsolationLevel.Serializable, deferred: !write), turn);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(FormattableString sql, Func<Row, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var reader = await Prepare(sql).ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(new Row(reader)));
        return rows;
    }

    /// <summary>The first row, or <c>default</c> where there is none.</summary>
    public async Task<T?> FirstAsync<T>(FormattableString sql, Func<Row, T> read, CancellationToken cancellationToken)
    {
        await using var reader = await Prepare(sql).ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(new Row(reader)) : default;
    }

    /// <summary>The first row of a statement that always gives one (an aggregate, RETURNING).</summary>
    public async Task<T> ValueAsync<T>(FormattableString sql, Func<Row, T> read, CancellationToken cancellationToken)
    {
        await using var reader = await Prepare(sql).ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(new Row(reader)) : throw new InvalidOperationException("The statement gave no row.");
    }

    /// <summary>How many rows were changed.</summary>
    public Task<int> ExecuteAsync(FormattableString sql, CancellationToken cancellationToken) => Prepare(sql).ExecuteNonQueryAsync(cancellationToken);

    /// <summary>
    /// Adds one row; its id. RETURNING would do the same, but makes SQLite open a savepoint, at which FTS5 writes out all words it holds back
    /// for the commit: a segment for every paper instead of one for every digest file.
    /// </summary>
    internal async Task<long> InsertAsync(FormattableString sql, CancellationToken cancellationToken)
    {
        await ExecuteAsync(sql, cancellationToken);
        return await ValueAsync($"SELECT last_insert_rowid()", row => row.Long(0), cancellationToken);
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await _transaction.CommitAsync(cancellationToken);
        _committed = true;
        foreach (var table in _announced)
            _database.Written(table).Raise();
    }

    /// <summary>Rows were written that others wait for: they are woken after the commit.</summary>
    public void Announce(string table) => _announced.Add(table);

    /// <summary>A part that may fail alone: what it wrote is taken back, the rest of the transaction stands.</summary>
    public async Task<T> PartAsync<T>(Func<Task<T>> part, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"SAVEPOINT part", cancellationToken);
        try
        {
            var result = await part();
            await ExecuteAsync($"RELEASE part", cancellationToken);
            return result;
        }
        catch when (!IsTakenBack)
        {
            await ExecuteAsync($"ROLLBACK TO part", CancellationToken.None);
            await ExecuteAsync($"RELEASE part", CancellationToken.None);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var command in _prepared.Values)
                await command.DisposeAsync();
            // The driver will not believe that it was taken back: its rollback would fail, and hide why the transaction did.
            if (!_committed && IsTakenBack)
                await ScriptAsync("BEGIN", CancellationToken.None);
            await _transaction.DisposeAsync();
            await _connection.DisposeAsync();
        }
        finally
        {
            Interlocked.Exchange(ref _turn, null)?.Release();
        }
    }

    /// <summary>A full disk and other failures of the store make SQLite take the transaction back by itself.</summary>
    private bool IsTakenBack => raw.sqlite3_get_autocommit(_connection.Handle) != 0;

    /// <summary>Several statements without parameters.</summary>
    internal async Task ScriptAsync(string script, CancellationToken cancellationToken)
    {
        await using var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = script;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private SqliteCommand Prepare(FormattableString sql)
    {
        var values = new List<object>(sql.ArgumentCount);
        if (!TryPlain(sql, values, out var command))
            command = Prepared(Text(sql, values), values.Count);
        for (var i = 0; i < values.Count; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }

    /// <summary>Most statements have only values in their holes and are the same text each time: a sweep runs them a hundred thousand times.</summary>
    private bool TryPlain(FormattableString sql, List<object> values, [NotNullWhen(true)] out SqliteCommand? command)
    {
        command = null;
        foreach (var hole in sql.GetArguments())
        {
            if (hole is Columns or Clause or IReadOnlyList<long> or IReadOnlyList<string>)
            {
                values.Clear();
                return false;
            }

            values.Add(Stored(hole));
        }

        if (!_plain.TryGetValue(sql.Format, out command))
            _plain.Add(sql.Format, command = Prepared(Text(sql, []), values.Count));
        return true;
    }

    private SqliteCommand Prepared(string text, int parameters)
    {
        if (_prepared.TryGetValue(text, out var command))
            return command;
        command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = text;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter($"@p{i}", DBNull.Value));
        _prepared.Add(text, command);
        return command;
    }

    /// <summary>The statement with a parameter in each hole; a list becomes as many as it has items.</summary>
    private static string Text(FormattableString sql, List<object> values) =>
        string.Format(CultureInfo.InvariantCulture, sql.Format, [.. sql.GetArguments().Select(hole => Hole(hole, values))]);

    private static string Hole(object? hole, List<object> values) => hole switch
    {
        Columns columns => columns.Text,
        Clause { All.Count: 0 } => "TRUE",
        Clause clause => string.Join(" AND ", clause.All.Select(part => Text(part, values))),
        IReadOnlyList<long> { Count: 0 } or IReadOnlyList<string> { Count: 0 } => "(NULL)",
        IReadOnlyList<long> list => $"({string.Join(", ", list.Select(item => Hole(item, values)))})",
        IReadOnlyList<string> list => $"({string.Join(", ", list.Select(item => Hole(item, values)))})",
        _ => Parameter(Stored(hole), values),
    };

    private static string Parameter(object value, List<object> values)
    {
        values.Add(value);
        return $"@p{values.Count - 1}";
    }

    /// <summary>Dates and moments are stored as sortable text in UTC, switches as 0 or 1, enums by name.</summary>
    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateOnly day => day.ToString(Row.DayFormat, CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString(Row.MomentFormat, CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString(Row.TimeFormat, CultureInfo.InvariantCulture),
        bool flag => flag ? 1L : 0L,
        Enum name => name.ToString(),
        _ => value,
    };
}

/// <summary>A list of columns that several statements share: text of ours, never of a person's.</summary>
public sealed record Columns(string Text);

/// <summary>Conditions that must all hold, each a statement's part with holes of its own.</summary>
public sealed record Clause(IReadOnlyList<FormattableString> All);
