using System.Runtime.InteropServices;

namespace DigestBot.Host.CommandLine;

/// <summary>Ctrl+C, SIGTERM and SIGHUP end a command in good order; the second one of them ends it at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals(CancellationTokenSource stop)
    {
        _stop = stop;
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !_stop.IsCancellationRequested;
        // On another thread: whoever is told runs within the call, and the next signal waits for it.
        _ = Task.Run(_stop.Cancel, CancellationToken.None);
    }
}
