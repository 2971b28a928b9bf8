using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;
using Microsoft.Data.Sqlite;

namespace DigestBot.WebChat;

/// <summary>The local channel: what is sent is written into the transcript, once, however often it is tried.</summary>
public sealed class WebChatChannel(Database database, TimeProvider time) : IChannel
{
    public const string ChannelName = "webchat";

    // https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;

    public string Name => ChannelName;

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => WriteAsync(
        async transcript => new SendResult.Sent($"{await transcript.AddAsync(message, time.GetUtcNow(), cancellationToken)}"), cancellationToken);

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) => WriteAsync(
        async transcript => long.TryParse(messageId, out var id) && await transcript.ChangeAsync(id, message.Message, cancellationToken)
            ? new SendResult.Sent(messageId)
            : new SendResult.Rejected(Reason.Of(Setback.NotEdited, "message_not_found")),
        cancellationToken);

    public Task<SendResult> CorrectAsync(IReadOnlyList<string> posts, OutgoingMessage message, CancellationToken cancellationToken) =>
        UpdateAsync(posts[0], message, cancellationToken);

    private async Task<SendResult> WriteAsync(Func<Transcript, Task<SendResult>> write, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await database.WriteAsync(cancellationToken);
            var result = await write(new Transcript(session));
            await session.CommitAsync(cancellationToken);
            return result;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Busy or Locked)
        {
            // Nothing was written: this is no lost answer.
            return new SendResult.Retry("SQLITE_BUSY");
        }
    }
}
