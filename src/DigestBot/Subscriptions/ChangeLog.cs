using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Taste;

namespace DigestBot.Subscriptions;

/// <summary>What a change replaced: rows as they were, and which subscriptions did not exist yet.</summary>
public sealed record Before
{
    public IReadOnlyList<SubscriptionBefore> Subscriptions { get; init; } = [];
    public IReadOnlyList<long> Added { get; init; } = [];
    public PreferenceBefore? Person { get; init; }
    public PreferenceBefore? Conversation { get; init; }

    /// <summary>The sources that were watched there.</summary>
    public IReadOnlyList<string>? Watched { get; init; }

    /// <summary>What the person had noted of a paper: theirs alone to take back.</summary>
    public PaperNote? Paper { get; init; }

    /// <summary>What was said of words of a taste, and whether it was off.</summary>
    public TasteBefore? Taste { get; init; }

    /// <summary>Papers given as examples of a taste, by their rows.</summary>
    public IReadOnlyList<long>? Examples { get; init; }

    public static Before Of(IEnumerable<Subscription> subscriptions) => new() { Subscriptions = [.. subscriptions.Select(SubscriptionBefore.From)] };

    /// <summary>Whether undoing this would also take back something of a later change.</summary>
    public bool Overlaps(Before later) =>
        Subscriptions.Select(s => s.Id).Concat(Added).Intersect(later.Subscriptions.Select(s => s.Id).Concat(later.Added)).Any()
        || (Person is not null && later.Person is not null) || (Conversation is not null && later.Conversation is not null)
        || (Watched is not null && later.Watched is not null)
        || (Taste is not null && Taste.Owner == later.Taste?.Owner)
        || (Paper is not null && (Paper.PersonId, Paper.PaperId) == (later.Paper?.PersonId, later.Paper?.PaperId));
}

/// <summary>A subscription without what moves by itself (cut-off, next due).</summary>
public sealed record SubscriptionBefore(
    long Id, long? OwnerId, string Filter, Schedule Schedule, SubscriptionOptions Options, SubscriptionState State, DateTimeOffset? PausedUntil, string? PauseReason)
{
    public static SubscriptionBefore From(Subscription subscription) => new(
        subscription.Id, subscription.OwnerId, subscription.Filter.ToString(), subscription.Schedule, subscription.Options, subscription.State,
        subscription.PausedUntil, subscription.PauseReason);

    public Subscription Restore(Subscription now, DateTimeOffset moment) => now with
    {
        OwnerId = OwnerId,
        Filter = StoredFilter.Parse(Filter),
        Schedule = Schedule,
        Options = Options,
        State = State,
        PausedUntil = PausedUntil,
        PauseReason = PauseReason,
        NextDue = State != SubscriptionState.Active ? null
            : now.State == SubscriptionState.Active && now.Schedule == Schedule ? now.NextDue
            : Schedule.Next(moment),
    };
}

public sealed record TasteBefore(TasteOwner Owner, IReadOnlyList<EditRow> Edits, TasteState State);

public sealed record PreferenceBefore(long Id, string? Language, string? Zone);

/// <summary>A change that can be undone. <c>What</c> says what was done, in the words of who did it.</summary>
public sealed record Change(long Id, long PersonId, string What, Before Before);

/// <summary>Changes of a conversation, kept so that they can be undone for <see cref="KeepDays"/> days.</summary>
public sealed class ChangeLog(Session session)
{
    public const int KeepDays = 7;

    public Task<long> AddAsync(Conversation conversation, Person person, string what, Before before, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ValueAsync(
            $"""
            INSERT INTO changes (conversation_id, person_id, made_at, what, before)
            VALUES ({conversation.Id}, {person.Id}, {now}, {what}, {JsonSerializer.Serialize(before, ChangesJson.Default.Before)}) RETURNING id
            """,
            row => row.Long(0), cancellationToken);

    /// <summary>The person's latest change here that can still be undone.</summary>
    public Task<Change?> LatestAsync(Conversation conversation, Person person, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"""
            SELECT id, person_id, what, before FROM changes
            WHERE conversation_id = {conversation.Id} AND person_id = {person.Id} AND undone_at IS NULL AND made_at > {now.AddDays(-KeepDays)}
            ORDER BY id DESC LIMIT 1
            """, Read, cancellationToken);

    /// <summary>A change by its id, which an [Undo] button names: of anyone here, unless it is about a reading list or a person's taste.</summary>
    public async Task<Change?> FindAsync(Conversation conversation, Person person, long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = await session.FirstAsync(
            $"""
            SELECT id, person_id, what, before FROM changes
            WHERE conversation_id = {conversation.Id} AND id = {id} AND undone_at IS NULL AND made_at > {now.AddDays(-KeepDays)}
            """, Read, cancellationToken);
        var ofPerson = change?.Before.Paper?.PersonId ?? change?.Before.Taste?.Owner.PersonId;
        return ofPerson is not null && ofPerson != person.Id ? null : change;
    }

    /// <summary>A later change, not undone, of something this one changed, too.</summary>
    public async Task<Change?> LaterAsync(Conversation conversation, Change change, CancellationToken cancellationToken)
    {
        var later = await session.QueryAsync(
            $"SELECT id, person_id, what, before FROM changes WHERE conversation_id = {conversation.Id} AND id > {change.Id} AND undone_at IS NULL ORDER BY id DESC",
            Read, cancellationToken);
        return later.FirstOrDefault(candidate => change.Before.Overlaps(candidate.Before));
    }

    public Task UndoneAsync(Change change, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE changes SET undone_at = {now} WHERE id = {change.Id}", cancellationToken);

    public Task<int> ForgetOldAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM changes WHERE made_at < {now.AddDays(-KeepDays)}", cancellationToken);

    /// <summary>A person is forgotten: what others may undo no longer names them as an owner.</summary>
    public async Task ForgetOwnerAsync(Person person, CancellationToken cancellationToken)
    {
        var mentioning = $"%\"ownerId\":{person.Id},%";
        foreach (var change in await session.QueryAsync($"SELECT id, person_id, what, before FROM changes WHERE before LIKE {mentioning}", Read, cancellationToken))
        {
            var before = change.Before with { Subscriptions = [.. change.Before.Subscriptions.Select(s => s.OwnerId == person.Id ? s with { OwnerId = null } : s)] };
            await session.ExecuteAsync($"UPDATE changes SET before = {JsonSerializer.Serialize(before, ChangesJson.Default.Before)} WHERE id = {change.Id}", cancellationToken);
        }
    }

    private static Change Read(Row row) =>
        new(row.Long(0), row.Long(1), row.Text(2), JsonSerializer.Deserialize(row.Text(3), ChangesJson.Default.Before)!);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Before))]
internal sealed partial class ChangesJson : JsonSerializerContext;
