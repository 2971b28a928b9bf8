namespace DigestBot.Data;

/// <summary>What the store remembers about itself: a few values by key.</summary>
public sealed class Settings(Session session)
{
    public Task<string?> FindAsync(string key, CancellationToken cancellationToken) =>
        session.FirstAsync($"SELECT value FROM settings WHERE key = {key}", row => row.Text(0), cancellationToken);

    public Task SetAsync(string key, string value, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"INSERT OR REPLACE INTO settings (key, value) VALUES ({key}, {value})", cancellationToken);

    public Task RemoveAsync(string key, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM settings WHERE key = {key}", cancellationToken);

    /// <summary>A number larger than all this key gave before.</summary>
    public Task<long> NextAsync(string key, CancellationToken cancellationToken) =>
        session.ValueAsync(
            $"INSERT INTO settings (key, value) VALUES ({key}, 1) ON CONFLICT (key) DO UPDATE SET value = value + 1 RETURNING CAST(value AS INTEGER)",
            row => row.Long(0), cancellationToken);
}
