using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace DigestBot.Data;

/// <summary>
/// Chooses the SQLite library. The bundled 3.35.5 predates the fix of CVE-2025-6965 and no fixed package restores, so the
/// system's libsqlite3 (which distributions patch) is preferred; the bundled one serves where there is none. glibc only.
/// </summary>
internal static class NativeSqlite
{
    private static readonly string[] SystemNames = ["libsqlite3.so.0", "/usr/lib/libsqlite3.dylib", "winsqlite3"];

#pragma warning disable CA2255 // Must run before the first connection, whichever code opens it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    private static nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var system in SystemNames)
        {
            // 3.35 brought RETURNING, which the outbox claims with.
            if (NativeLibrary.TryLoad(system, out var handle))
            {
                if (HasFullText(handle))
                    return handle;
                NativeLibrary.Free(handle);
            }
        }

        return NativeLibrary.Load(name, assembly, path);
    }

    private static unsafe bool HasFullText(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var version)
            || !NativeLibrary.TryGetExport(library, "sqlite3_compileoption_used", out var used))
        {
            return false;
        }

        fixed (byte* option = "ENABLE_FTS5\0"u8)
            return ((delegate* unmanaged<int>)version)() >= 3_035_000 && ((delegate* unmanaged<byte*, int>)used)(option) != 0;
    }
}
