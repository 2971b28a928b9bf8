using System.Runtime.InteropServices;

namespace DigestBot.Data;

/// <summary>
/// Whatever this program writes holds what people read and say, so that only its own user may read it (600, folders 700): the store and its companions, backups,
/// uploads. On Windows a folder's permissions are inherited, and nothing is done.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // What the group and everybody else are not given.
    private const uint Mask = 0b000_111_111;

    private static readonly string[] Companions = ["", "-wal", "-shm", ".lock", ".jobs", ".jobs-wal", ".jobs-shm"];

    /// <summary>From now on, for every file and folder this process and those it starts create.</summary>
    public static void CreateAll()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetMask(Mask);
    }

    /// <summary>A store that an earlier version left open to others, with its companions.</summary>
    internal static void Close(string store)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var path in Companions.Select(ending => store + ending).Where(File.Exists))
        {
            try
            {
                if ((File.GetUnixFileMode(path) & ~Owner) != UnixFileMode.None)
                    File.SetUnixFileMode(path, Owner);
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
            {
                // Another user's, or a file system without modes: SQLite will say whether it can be used.
            }
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
