using DigestBot.Subscriptions;

namespace DigestBot.Digests;

/// <summary>What a taste did with a paper.</summary>
/// <param name="Without">Its place without it.</param>
/// <param name="Words">What of the paper speaks for it, the strongest first.</param>
public sealed record TasteTrace(int Without, IReadOnlyList<string> Words);

/// <summary>Where a paper stands for one subscription: by the stages of the coverage line, in their order. The hierarchy is closed.</summary>
public abstract record Trace(Subscription Subscription)
{
    /// <summary>A digest brought it. <c>Place</c> counts from 1, those behind "n more" among them.</summary>
    /// <param name="Subscription">Whose digest.</param>
    /// <param name="Match">What it has of the filter; null where the filter was changed since and it no longer fits.</param>
    /// <param name="DueAt">The digest's due time.</param>
    /// <param name="Place">Its rank.</param>
    /// <param name="Shown">Not over the cap.</param>
    /// <param name="Problem">Why the digest was not delivered, where it was not.</param>
    public sealed record Brought(Subscription Subscription, Matched? Match, DateTimeOffset DueAt, int Place, bool Shown, string? Problem) : Trace(Subscription)
    {
        /// <summary>What the readers' taste did; null where it did nothing.</summary>
        public TasteTrace? Taste { get; init; }
    }

    /// <summary>Outside the filter.</summary>
    public sealed record Outside(Subscription Subscription, Stopped Stopped) : Trace(Subscription);

    /// <summary>Another subscription of this conversation brought it.</summary>
    public sealed record SentHere(Subscription Subscription, int ByNumber, DateTimeOffset DueAt) : Trace(Subscription);

    /// <summary>Sent to the conversation whose papers the subscription leaves out.</summary>
    public sealed record SentElsewhere(Subscription Subscription, string Name) : Trace(Subscription);

    /// <summary>The next digest brings it.</summary>
    public sealed record Coming(Subscription Subscription, Matched Match, int Place, bool Shown) : Trace(Subscription)
    {
        /// <summary>What the readers' taste did; null where it did nothing.</summary>
        public TasteTrace? Taste { get; init; }
    }

    /// <summary>It arrived too old to be pushed.</summary>
    public sealed record Backfill(Subscription Subscription) : Trace(Subscription);

    /// <summary>It is older than the newest day, which the subscription's first digest takes, or was there before: the later ones hold only what came since.</summary>
    public sealed record Earlier(Subscription Subscription) : Trace(Subscription);
}
