using DigestBot.Data;
using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>Subscriptions as rows; the filter is kept as its canonical text.</summary>
/// <param name="session">The transaction.</param>
/// <param name="filters">Filters read before, by their text: many people ask for the same, and parsing takes longer than all else of reading a row.</param>
public sealed class SubscriptionStore(Session session, Dictionary<string, Query>? filters = null)
{
    private static readonly Columns All = new("id, conversation_id, number, owner_id, filter, frequency, days, time, zone, top, language, compact, say_when_empty, include_replaced, state, paused_until, pause_reason, created_at, cut_off, next_due, except_id, only_clear, week, (SELECT COALESCE(name, external_id) FROM conversations WHERE conversations.id = except_id)");

    private readonly Dictionary<string, Query> _filters = filters ?? new(StringComparer.Ordinal);

    /// <summary>Adds under the conversation's next number, which is never one that was used before.</summary>
    public Task<Subscription> AddAsync(Subscription subscription, CancellationToken cancellationToken) =>
        session.ValueAsync(
            $"""
            INSERT INTO subscriptions (conversation_id, number, owner_id, filter, frequency, days, time, zone, top, language, compact, say_when_empty,
              include_replaced, state, paused_until, pause_reason, created_at, cut_off, next_due, except_id, only_clear, week)
            VALUES ({subscription.ConversationId},
              (SELECT COALESCE(MAX(number), 0) + 1 FROM subscriptions WHERE conversation_id = {subscription.ConversationId}),
              {subscription.OwnerId}, {StoredFilter.Write(subscription.Filter)}, {subscription.Schedule.Frequency}, {Write(subscription.Schedule.Days)},
              {subscription.Schedule.Time}, {subscription.Schedule.Zone}, {subscription.Options.Top}, {subscription.Options.Language},
              {subscription.Options.Compact}, {subscription.Options.SayWhenEmpty}, {subscription.Options.IncludeReplaced}, {subscription.State},
              {subscription.PausedUntil}, {subscription.PauseReason}, {subscription.CreatedAt}, {subscription.CutOff}, {subscription.NextDue}, {subscription.Options.Except?.ConversationId}, {subscription.Options.OnlyClear}, {subscription.Schedule.Week})
            RETURNING id, number
            """,
            row => subscription with { Id = row.Long(0), Number = row.Int(1) }, cancellationToken);

    /// <summary>Writes everything but id, conversation, number and creation.</summary>
    public Task UpdateAsync(Subscription subscription, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            UPDATE subscriptions SET owner_id = {subscription.OwnerId}, filter = {StoredFilter.Write(subscription.Filter)},
              frequency = {subscription.Schedule.Frequency}, days = {Write(subscription.Schedule.Days)}, time = {subscription.Schedule.Time},
              zone = {subscription.Schedule.Zone}, top = {subscription.Options.Top}, language = {subscription.Options.Language},
              compact = {subscription.Options.Compact}, say_when_empty = {subscription.Options.SayWhenEmpty},
              include_replaced = {subscription.Options.IncludeReplaced}, state = {subscription.State}, paused_until = {subscription.PausedUntil},
              pause_reason = {subscription.PauseReason}, cut_off = {subscription.CutOff}, next_due = {subscription.NextDue},
              except_id = {subscription.Options.Except?.ConversationId}, only_clear = {subscription.Options.OnlyClear}, week = {subscription.Schedule.Week}
            WHERE id = {subscription.Id}
            """, cancellationToken);

    /// <summary>A due time was run.</summary>
    public Task RanAsync(Subscription subscription, long? cutOff, DateTimeOffset? nextDue, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE subscriptions SET cut_off = {cutOff}, next_due = {nextDue} WHERE id = {subscription.Id}", cancellationToken);

    public Task<Subscription?> FindAsync(long id, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"""
            SELECT {All}
            FROM subscriptions WHERE id = {id}
            """, Read, cancellationToken);

    public Task<long> CountAsync(SubscriptionState state, CancellationToken cancellationToken) =>
        session.ValueAsync($"SELECT COUNT(*) FROM subscriptions WHERE state = {state}", row => row.Long(0), cancellationToken);

    /// <summary>What is subscribed in a conversation, by number; removed ones are left out.</summary>
    public Task<IReadOnlyList<Subscription>> ListAsync(long conversationId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT {All}
            FROM subscriptions WHERE conversation_id = {conversationId} AND state <> {SubscriptionState.Removed} ORDER BY number
            """, Read, cancellationToken);

    /// <summary>A person's own in other conversations than this one; removed ones are left out.</summary>
    public Task<IReadOnlyList<Subscription>> OwnedElsewhereAsync(long ownerId, long conversationId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT {All}
            FROM subscriptions WHERE owner_id = {ownerId} AND conversation_id <> {conversationId} AND state <> {SubscriptionState.Removed} ORDER BY conversation_id, number
            """, Read, cancellationToken);

    /// <summary>Every subscription that is not removed, in the order digests are made: conversation, number.</summary>
    public Task<IReadOnlyList<Subscription>> AllAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT {All}
            FROM subscriptions WHERE state <> {SubscriptionState.Removed} ORDER BY conversation_id, number
            """, Read, cancellationToken);

    /// <summary>
    /// Due by now, earliest first and for one due time by number, so that the lower number shows a paper two of them match (decision 12).
    /// </summary>
    public Task<IReadOnlyList<Subscription>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT {All}
            FROM subscriptions WHERE next_due <= {now} ORDER BY next_due, conversation_id, number LIMIT {most}
            """, Read, cancellationToken);

    /// <summary>As <see cref="DueAsync(DateTimeOffset, int, CancellationToken)"/>, of the keys from one to another.</summary>
    public Task<IReadOnlyList<Subscription>> DueAsync(DateTimeOffset now, DueKey from, DueKey to, int most, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT {All}
            FROM subscriptions
            WHERE (next_due, conversation_id) >= ({from.Due}, {from.ConversationId}) AND (next_due, conversation_id) <= ({to.Due}, {to.ConversationId}) AND +next_due <= {now}
            ORDER BY next_due, conversation_id, number LIMIT {most}
            """, Read, cancellationToken);

    /// <summary>When and where something is due by now, a row for each subscription, in the order digests are made.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="after">Only what became due later than this, where it is given.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<DueKey>> DueKeysAsync(DateTimeOffset now, DateTimeOffset? after, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT next_due, conversation_id FROM subscriptions WHERE next_due <= {now} AND next_due > {after ?? DateTimeOffset.MinValue}
            ORDER BY next_due, conversation_id
            """,
            row => new DueKey(row.Moment(0), row.Long(1)), cancellationToken);

    /// <summary>On-arrival subscriptions become due when news arrived (the reaction to an ingestion).</summary>
    public Task<int> WakeOnArrivalAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            UPDATE subscriptions SET next_due = {now}
            WHERE frequency = {Frequency.OnArrival} AND state = {SubscriptionState.Active} AND next_due IS NULL AND created_at <= {now}
            """, cancellationToken);

    /// <summary>Paused until a moment that has come.</summary>
    public Task<IReadOnlyList<Subscription>> PauseEndedAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT {All}
            FROM subscriptions WHERE state = {SubscriptionState.Paused} AND paused_until <= {now} ORDER BY id
            """, Read, cancellationToken);

    private Query Filter(string text) => _filters.TryGetValue(text, out var known) ? known : _filters[text] = StoredFilter.Parse(text);

    private static string Write(IReadOnlyList<DayOfWeek> days) => string.Join(',', days);

    private Subscription Read(Row row) => new(
        row.Long(0),
        row.Long(1),
        row.Int(2),
        row.LongOrNull(3),
        Filter(row.Text(4)),
        new Schedule(
            row.Enum<Frequency>(5),
            [.. row.Text(6).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DayOfWeek>)],
            row.Time(7),
            row.Text(8)) { Week = row.Int(22) },
        new SubscriptionOptions(row.Int(9), row.Text(10), row.Flag(11), row.Flag(12), row.Flag(13)) { Except = row.LongOrNull(20) is { } other ? new OtherPlace(other, row.Text(23)) : null, OnlyClear = row.Flag(21) },
        row.Enum<SubscriptionState>(14),
        row.MomentOrNull(15),
        row.TextOrNull(16),
        row.Moment(17),
        row.LongOrNull(18),
        row.MomentOrNull(19));
}
