using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Data;

namespace DigestBot.WebChat;

/// <summary>Where a local message enters: recorded and written into the transcript, then processed like any channel's.</summary>
public sealed class WebChatReceiver(Database database, CommandProcessor processor, TimeProvider time)
{
    /// <summary>The answer; null where this event was received before or was talk among people. A click leaves no line of its own: its answer says enough.</summary>
    public async Task<Answer?> ReceiveAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        if (await processor.ReceiveAsync(message, cancellationToken) && message.MessageId is null)
        {
            await using var session = await database.WriteAsync(cancellationToken);
            await new Transcript(session).AddAsync(message, time.GetUtcNow(), cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        // As on other platforms, people may talk among themselves.
        if (message is { MessageId: null, Conversation.Kind: ConversationKind.Shared, Files.Count: 0 } && !processor.IsAddressed(message.Text))
        {
            await processor.PassOverAsync(WebChatChannel.ChannelName, message.EventId, cancellationToken);
            return null;
        }

        return await processor.ProcessAsync(WebChatChannel.ChannelName, message.EventId, cancellationToken);
    }

    /// <summary>A person's direct chat, or a shared conversation by name.</summary>
    public static ConversationReference Conversation(string person, string? shared) => shared is null
        ? new ConversationReference(WebChatChannel.ChannelName, DirectId(person), ConversationKind.Direct, person)
        : new ConversationReference(WebChatChannel.ChannelName, $"#{shared.TrimStart('#')}", ConversationKind.Shared, $"#{shared.TrimStart('#')}");

    internal static string DirectId(string person) => $"@{person}";
}
