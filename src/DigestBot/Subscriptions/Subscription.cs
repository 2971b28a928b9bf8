using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

public enum SubscriptionState
{
    Active,

    /// <summary>By a person, perhaps until a moment.</summary>
    Paused,

    /// <summary>Because its destination refuses messages; the reason says why.</summary>
    DeliveryPaused,

    /// <summary>Unsubscribed; the row stays, so that its number is never used again and undo can bring it back.</summary>
    Removed,
}

/// <summary>A filter + a schedule + a conversation it delivers to + an owner. <c>Number</c> is what people call it, stable in its conversation.</summary>
/// <param name="CutOff">Sequence up to which arrivals are covered; null before the first due time.</param>
/// <param name="NextDue">Null while paused, and for on-arrival subscriptions.</param>
public sealed record Subscription(
    long Id,
    long ConversationId,
    int Number,
    long? OwnerId,
    Query Filter,
    Schedule Schedule,
    SubscriptionOptions Options,
    SubscriptionState State,
    DateTimeOffset? PausedUntil,
    string? PauseReason,
    DateTimeOffset CreatedAt,
    long? CutOff,
    DateTimeOffset? NextDue)
{
    /// <summary>Active again: next due after <paramref name="after"/>, and still to cover all that arrived since its cut-off.</summary>
    public Subscription Resumed(DateTimeOffset after) =>
        this with
        {
            State = SubscriptionState.Active,
            PausedUntil = null,
            PauseReason = null,
            // What arrived during the pause does not wait for the next arrival; where nothing did, nothing is sent.
            NextDue = Schedule.Frequency == Frequency.OnArrival && CutOff is not null ? after : Schedule.Next(after),
        };
}

/// <summary>How a subscription's digests look (decision 9: stored at creation).</summary>
/// <param name="Language">zh, en, ko, ja.</param>
public sealed record SubscriptionOptions(int Top, string Language, bool Compact = false, bool SayWhenEmpty = false, bool IncludeReplaced = false)
{
    /// <summary>The conversation whose papers are left out here.</summary>
    public OtherPlace? Except { get; init; }

    /// <summary>Of the top only what is clearly for its readers: <c>top 10 or better</c>.</summary>
    public bool OnlyClear { get; init; }

    public const int DefaultTop = 20;
    public const int MostTop = 100;
}

/// <summary>Another conversation, as a subscription names it.</summary>
public sealed record OtherPlace(long ConversationId, string Name);
