using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;

namespace DigestBot.WebChat;

/// <summary>The local channel: what is sent is written into the transcript, once, however often it is tried.</summary>
public sealed class WebChatChannel(Database database, TimeProvider time) : IChannel
{
    public const string ChannelName = "webchat";

    public string Name => ChannelName;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var id = await new Transcript(session).AddAsync(message, time.GetUtcNow(), cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new SendResult.Sent(id.ToString());
    }

    public async Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        var found = await session.ExecuteAsync(
            $"UPDATE transcript SET body = {MessageJson.Serialize(message.Message)} WHERE id = {long.Parse(messageId)}", cancellationToken);
        await session.CommitAsync(cancellationToken);
        return found == 1 ? new SendResult.Sent(messageId) : new SendResult.Rejected("no such message");
    }
}
