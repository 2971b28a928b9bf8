namespace DigestBot.WebChat;

/// <summary>Rung when a line was written, so that pages show it at once instead of at their next look.</summary>
public sealed class TranscriptBell
{
    private TaskCompletionSource _next = New();

    public void Ring() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>The next ring. Take it before looking, so that none is missed between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
