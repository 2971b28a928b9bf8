namespace DigestBot.Faults;

/// <summary>A fault that can be tried on the host.</summary>
/// <param name="Name">As <c>faults</c> prints it.</param>
/// <param name="IsQuick">Takes a few seconds: tried by the tests, too.</param>
/// <param name="RunAsync">Tries it, with a seed.</param>
public sealed record Fault(string Name, bool IsQuick, Func<int, Task<Verdict>> RunAsync)
{
    /// <summary>Why it cannot be tried here; null where it can.</summary>
    public Func<string?> Missing { get; init; } = () => null;

    /// <summary>All but the kills.</summary>
    public static readonly IReadOnlyList<Fault> All =
    [
        new("429 with Retry-After", true, BadDestination.TooFastAsync),
        new("503", true, BadDestination.UnwellAsync),
        new("resets", true, BadDestination.ResetsAsync),
        new("hangs", false, BadDestination.HangsAsync),
        new("full disk", false, FullDisk.RunAsync) { Missing = FullDisk.Missing },
        new("locked for 40 s", false, BadStore.LockedAsync),
        new("two instances", true, BadStore.TwoInstancesAsync),
        new("a week's backlog", true, BadTimes.BacklogAsync),
        new("clock back 2 h", true, BadTimes.ClockBackAsync) { Missing = FakeClock.Missing },
        new("clock on 5 h", true, BadTimes.ClockOnAsync) { Missing = FakeClock.Missing },
        new("clocks go forward", true, BadTimes.GapAsync) { Missing = FakeClock.Missing },
        new("clocks go back", false, BadTimes.OverlapAsync) { Missing = FakeClock.Missing },
    ];

    public override string ToString() => Name;
}
