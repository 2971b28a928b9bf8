using System.Diagnostics;

namespace DigestBot.Digests;

/// <summary>The trace of a sweep: of one that has something to do, and of one that fails.</summary>
internal sealed class SweepSpan : IDisposable
{
    private Activity? _activity;

    /// <summary>Once; later calls change nothing.</summary>
    public void Begin() => _activity ??= Telemetry.Traces.StartActivity("sweep");

    public void Count(Swept swept) => _activity?.SetTag("due", swept.Due).SetTag("digests", swept.Sent);

    public void Fail(Exception exception)
    {
        Begin();
        _activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
    }

    public void Dispose() => _activity?.Dispose();
}
