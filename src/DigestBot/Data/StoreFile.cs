using System.Runtime.InteropServices;
using System.Text;

namespace DigestBot.Data;

/// <summary>Which file a path to a store means: links are followed, so that one store has one name, one lock and one set of companions.</summary>
public static class StoreFile
{
    /// <summary>The file itself, where the path or a folder in it is a symbolic link.</summary>
    /// <exception cref="StoreException">The file has two names of its own (hard links), or its links lead nowhere.</exception>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            if (new FileInfo(full) is { LinkTarget: not null } link)
                full = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (IOException exception)
        {
            throw new StoreException($"{path} cannot be opened: {exception.Message} Choose another store with --db.", exception);
        }

        if (File.Exists(full) && HardLinks(full) > 1)
        {
            throw new StoreException(
                $"{full} has a second name in the file system (a hard link). SQLite keeps what is new beside the name it was opened by, so that two names would tear the store apart: remove one of them.");
        }

        return full;
    }

    /// <summary>How many names the file has; 1 where the system does not tell.</summary>
    private static uint HardLinks(string path)
    {
        if (!OperatingSystem.IsLinux())
            return 1;
        try
        {
            // struct statx is the same on every Linux: https://man7.org/linux/man-pages/man2/statx.2.html
            var status = new byte[256];
            return StatX(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), flags: 0, LinkCount, status) == 0
                ? BitConverter.ToUInt32(status, LinkCountAt) : 1;
        }
        catch (EntryPointNotFoundException)
        {
            return 1;
        }
    }

    private const int CurrentFolder = -100;
    private const uint LinkCount = 4;
    private const int LinkCountAt = 16;

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);
}
