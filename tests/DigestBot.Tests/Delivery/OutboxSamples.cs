using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Delivery;
using DigestBot.Messages;
using DigestBot.WebChat;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Delivery;

/// <summary>Messages waiting to be sent, and what became of them.</summary>
internal static class OutboxSamples
{
    public static async Task<long> ConversationAsync(this TestStore store, string who)
    {
        var id = 0L;
        await store.WriteAsync(async session => id = (await new ConversationStore(session).KnowAsync(WebChatReceiver.Conversation(who, null), CancellationToken.None)).Id);
        return id;
    }

    /// <summary>A conversation of any channel by its id there.</summary>
    public static async Task<long> ConversationAsync(this TestStore store, string channel, string externalId)
    {
        var id = 0L;
        await store.WriteAsync(async session =>
            id = (await new ConversationStore(session).KnowAsync(new ConversationReference(channel, externalId, ConversationKind.Direct), CancellationToken.None)).Id);
        return id;
    }

    public static async Task<long> PostAsync(this TestStore store, long conversation, string text, OutboxKind kind = OutboxKind.Reply)
    {
        var id = 0L;
        await store.WriteAsync(async session => id = await new Outbox(session).AddAsync(
            new NewOutboxRow(conversation, kind, new Message(text, [new Section(text)])), store.Clock.Now, CancellationToken.None));
        return id;
    }

    public static async Task<RowState> RowAsync(this TestStore store, long id) =>
        await store.ReadAsync(session => session.ValueAsync(
            $"SELECT state, attempts, lost_answers, not_before, problem, message_id FROM outbox WHERE id = {id}",
            row => new RowState(row.Enum<OutboxState>(0), row.Int(1), row.Int(2), row.Moment(3), row.TextOrNull(4), row.TextOrNull(5)), CancellationToken.None));

    /// <summary>A sender takes the next row and dies with it.</summary>
    public static async Task<OutboxRow?> ClaimAndDieAsync(this TestStore store, TimeSpan lease)
    {
        OutboxRow? row = null;
        await store.WriteAsync(async session => row = await ClaimAsync(session, store.Clock.Now, lease));
        return row;
    }

    /// <summary>The oldest message that may go, else a correction; null where nothing waits.</summary>
    public static async Task<OutboxRow?> ClaimAsync(Session session, DateTimeOffset now, TimeSpan lease)
    {
        var outbox = new Outbox(session);
        var scope = new OutboxScope([WebChatChannel.ChannelName]);
        var ready = await outbox.ReadyAsync(now, scope, most: 1, CancellationToken.None);
        if (ready.Count == 0)
            ready = await outbox.ReadyAsync(now, scope with { Part = OutboxPart.Corrections }, most: 1, CancellationToken.None);
        return (await outbox.ClaimAsync([.. ready.Select(row => row.Id)], now, lease, new RowWording(NullLogger.Instance), CancellationToken.None)).SingleOrDefault();
    }

    public static async Task<IReadOnlyList<string>> SaidAsync(this TestStore store, long conversation) =>
        [.. (await store.TranscriptAsync(conversation)).Where(line => line.Who is null).Select(line => line.Message.Summary)];
}

internal sealed record RowState(OutboxState State, int Attempts, int LostAnswers, DateTimeOffset NotBefore, string? Problem, string? MessageId);
