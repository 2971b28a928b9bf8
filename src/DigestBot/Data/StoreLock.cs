namespace DigestBot.Data;

/// <summary>
/// The store's exclusive lock: held by <c>serve</c>, <c>restore</c> and migrations, so that one instance serves. The
/// operating system frees it when the process ends, however it ends.
/// </summary>
public sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <exception cref="StoreException">Another process holds it.</exception>
    public static StoreLock Take(string databasePath)
    {
        var path = Path.GetFullPath(databasePath) + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new StoreException(
                $"{databasePath} is served by another DigestBot. SQLite means one serving instance: stop the other one, or choose another store with --db.",
                exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
