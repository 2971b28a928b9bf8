using System.Diagnostics;

namespace DigestBot.Scheduling;

/// <summary>How long the host has been up, whatever the machine's clock says.</summary>
internal sealed class JobClock
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public TimeSpan Uptime => Stopwatch.GetElapsedTime(_start);
}
