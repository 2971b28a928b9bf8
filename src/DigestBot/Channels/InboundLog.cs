using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Data;

namespace DigestBot.Channels;

/// <summary>
/// Incoming events under their unique ids: recorded before they are acknowledged, done together with what they caused. The same event
/// delivered again is known. Ids are kept <see cref="KeepDays"/> days, texts only until done.
/// </summary>
public sealed class InboundLog(Session session)
{
    private static readonly Columns All = new("channel, event_id, received_at, conversation_id, person_id, text, thread, message_id, files, interim");

    public const int KeepDays = 7;

    /// <summary>False where this event is known already. A direct chat is remembered with its person: events are forgotten, this is not.</summary>
    public async Task<bool> RecordAsync(IncomingMessage message, Conversation conversation, Person person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!conversation.IsShared)
            await new ConversationStore(session).SetDirectAsync(person, conversation, cancellationToken);
        return await session.ExecuteAsync(
            $"""
            INSERT OR IGNORE INTO inbound (channel, event_id, received_at, conversation_id, person_id, text, thread, message_id, files)
            VALUES ({message.Conversation.Channel}, {message.EventId}, {now}, {conversation.Id}, {person.Id}, {message.Text},
              {message.Thread}, {message.MessageId}, {IncomingFilesJson.Write(message.Files)})
            """, cancellationToken) == 1;
    }

    /// <summary>Counts another attempt at an event that was left open; null where it is done by now.</summary>
    public Task<int?> AttemptAsync(InboundEvent inbound, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"UPDATE inbound SET attempts = attempts + 1 WHERE channel = {inbound.Channel} AND event_id = {inbound.EventId} AND done_at IS NULL RETURNING attempts",
            row => (int?)row.Int(0), cancellationToken);

    /// <summary>The event if it is still to be done.</summary>
    public Task<InboundEvent?> FindOpenAsync(string channel, string eventId, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT {All} FROM inbound WHERE channel = {channel} AND event_id = {eventId} AND done_at IS NULL", Read, cancellationToken);

    /// <summary>The event whose answer is on its way, as a row of the outbox says, if it is still to be done.</summary>
    public Task<InboundEvent?> FindOpenAsync(long interim, CancellationToken cancellationToken) =>
        session.FirstAsync($"SELECT {All} FROM inbound WHERE done_at IS NULL AND interim = {interim}", Read, cancellationToken);

    /// <summary>A row of the outbox says that the answer is on its way.</summary>
    public Task ShowedInterimAsync(InboundEvent inbound, long outboxRow, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE inbound SET interim = {outboxRow} WHERE channel = {inbound.Channel} AND event_id = {inbound.EventId}", cancellationToken);

    public Task DoneAsync(InboundEvent inbound, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"UPDATE inbound SET done_at = {now}, text = NULL, files = NULL WHERE channel = {inbound.Channel} AND event_id = {inbound.EventId}", cancellationToken);

    /// <summary>Recorded but not done: what a crash left behind, oldest first.</summary>
    public Task<IReadOnlyList<InboundEvent>> OpenAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {All} FROM inbound WHERE done_at IS NULL ORDER BY received_at",
            Read, cancellationToken);

    public Task<int> ForgetOldAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM inbound WHERE done_at IS NOT NULL AND received_at < {now.AddDays(-KeepDays)}", cancellationToken);

    private static InboundEvent Read(Row row) => new(row.Text(0), row.Text(1), row.Moment(2), row.Long(3), row.Long(4), row.Text(5))
    {
        Thread = row.TextOrNull(6),
        MessageId = row.TextOrNull(7),
        Files = IncomingFilesJson.Read(row.TextOrNull(8)),
        Interim = row.LongOrNull(9),
    };
}

/// <summary>A recorded event that is not done yet.</summary>
public sealed record InboundEvent(string Channel, string EventId, DateTimeOffset ReceivedAt, long ConversationId, long PersonId, string Text)
{
    public string? Thread { get; init; }
    public string? MessageId { get; init; }
    public IReadOnlyList<IncomingFile> Files { get; init; } = [];

    /// <summary>The row of the outbox that says that the answer is on its way.</summary>
    public long? Interim { get; init; }
}

[JsonSerializable(typeof(IReadOnlyList<IncomingFile>))]
internal sealed partial class IncomingFilesJson : JsonSerializerContext
{
    public static string? Write(IReadOnlyList<IncomingFile> files) => files.Count == 0 ? null : JsonSerializer.Serialize(files, Default.IReadOnlyListIncomingFile);

    public static IReadOnlyList<IncomingFile> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListIncomingFile)!;
}
