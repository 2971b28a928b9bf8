namespace DigestBot.Data;

/// <summary>Wakes whoever waits. Take <see cref="Next"/> before looking for work: what comes while looking is not missed.</summary>
public sealed class Signal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes when the signal is raised from now on.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
