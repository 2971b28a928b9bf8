namespace DigestBot.Faults;

/// <summary>What a run showed.</summary>
/// <param name="Fault">What was done to the host.</param>
/// <param name="Kills">How often it was killed.</param>
/// <param name="AtWork">How many of these left work of that stage undone.</param>
/// <param name="Papers">Stored at the end.</param>
/// <param name="Digests">Made.</param>
/// <param name="MaybeDelivered">On the list of dead letters, for lost answers.</param>
/// <param name="Duplicates">Messages the destination took more than once.</param>
/// <param name="Bound">As many as that may be: kills × senders + lost answers.</param>
/// <param name="Refused">Posts the destination did not take.</param>
/// <param name="LostAnswers">Posts it took without an answer.</param>
/// <param name="Broken">The promises that did not hold; empty where all did.</param>
public sealed record Verdict(
    string Fault, int Kills, int AtWork, long Papers, long Digests, long MaybeDelivered, int Duplicates, int Bound, int Refused, int LostAnswers,
    IReadOnlyList<string> Broken);
