namespace DigestBot.Faults;

/// <summary>SIGHUP where these runs are started: under nohup it is ignored, and a host that inherits this keeps it so.</summary>
public static class Hangups
{
    /// <summary>The lowest bit of the mask of ignored signals: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html.</summary>
    public static bool AreIgnored { get; } =
        File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (Convert.ToUInt64(line[7..].Trim(), 16) & 1) != 0;
}
