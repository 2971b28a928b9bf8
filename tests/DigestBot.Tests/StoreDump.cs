using System.Globalization;
using System.Text;

namespace DigestBot.Tests;

/// <summary>Every row of every table as text, the index's own tables included: what "untouched" and "changes nothing" are measured by.</summary>
internal static class StoreDump
{
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(TestStore store)
    {
        await using var connection = store.Database.Connect();
        await connection.OpenAsync();
        await using var names = connection.CreateCommand();
        names.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        var tables = new List<string>();
        await using (var reader = await names.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }

        var dump = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var rows = connection.CreateCommand();
#pragma warning disable CA2100 // The names come from the schema.
            rows.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            var text = new StringBuilder();
            await using var reader = await rows.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                    text.Append(reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)).Append('|');
                text.Append('\n');
            }

            dump[table] = text.ToString();
        }

        return dump;
    }
}
