using System.Globalization;

namespace DigestBot.Faults;

/// <summary>The host's wall clock, moved under it while it runs: libfaketime reads how far from a file.</summary>
internal sealed class FakeClock
{
    private static readonly string? Library = new[] { "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib", "/usr/local/lib" }
        .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    private readonly string _file;

    public FakeClock(Scene scene)
    {
        _file = Path.Combine(scene.Folder, "clock");
        Move(TimeSpan.Zero);
        scene.Settings["LD_PRELOAD"] = Library!;
        scene.Settings["FAKETIME_TIMESTAMP_FILE"] = _file;
        scene.Settings["FAKETIME_NO_CACHE"] = "1";
        // Timers go on as they would.
        scene.Settings["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
    }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + Offset;

    public TimeSpan Offset { get; private set; }

    public static string? Missing() => Library is null ? "libfaketime is not installed (Debian: faketime)" : null;

    public void Move(TimeSpan fromRealTime)
    {
        Offset = TimeSpan.FromSeconds(Math.Round(fromRealTime.TotalSeconds));
        File.WriteAllText(_file, Offset.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture) + "\n");
    }

    public void MoveTo(DateTimeOffset moment) => Move(moment - TimeProvider.System.GetUtcNow());
}
