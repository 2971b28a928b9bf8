namespace DigestBot.Data;

/// <summary>
/// The store's exclusive lock: held by <c>serve</c>, <c>restore</c> and migrations, so that one instance serves, by whichever path it opens the
/// store. The operating system frees it when the process ends, however it ends.
/// </summary>
public sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <exception cref="StoreException">Another process holds it.</exception>
    public static StoreLock Take(string databasePath)
    {
        var path = StoreFile.Resolve(databasePath) + ".lock";
        MakeFolder(path);
        try
        {
            return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException($"{path} cannot be written. Check the permissions of the file and its folder.", exception);
        }
        catch (IOException exception)
        {
            throw new StoreException(
                $"{databasePath} is served by another DigestBot. SQLite means one serving instance: stop the other one, or choose another store with --db.",
                exception);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The folder of a file that is to be written.</summary>
    public static void MakeFolder(string path)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path} cannot be opened: {exception.Message} Choose another store with --db.", exception);
        }
    }
}
