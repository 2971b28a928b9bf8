namespace DigestBot.Scheduling;

/// <summary>
/// Goes on evenly from when it was made: the scheduler counts seconds with it. With the machine's clock it would stand still for two hours when
/// that is set back by two.
/// </summary>
internal sealed class SteadyClock : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _from = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _start + System.GetElapsedTime(_from);
}
