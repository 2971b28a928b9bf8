using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Messages;
using Microsoft.Data.Sqlite;

namespace DigestBot.WebChat;

/// <summary>The local channel: what is sent is written into the transcript, once, however often it is tried.</summary>
public sealed class WebChatChannel(Database database, TimeProvider time) : IChannel
{
    public const string ChannelName = "webchat";

    public string Name => ChannelName;

    public Task<(IDestination? Destination, SendResult? Refused)> OpenAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<(IDestination?, SendResult?)>((new TranscriptConversation(database, time, message), null));
}

/// <summary>A message of any length is one line of the transcript.</summary>
internal sealed class TranscriptConversation(Database database, TimeProvider time, OutgoingMessage message) : IDestination
{
    // https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;

    public IReadOnlyList<MessagePart> Parts { get; } = [new WholeMessage(message.Message)];

    public Task<PartResult> PostAsync(MessagePart part, string? first, CancellationToken cancellationToken) => WriteAsync(
        async transcript => new PartResult.Done($"{await transcript.AddAsync(message, time.GetUtcNow(), cancellationToken)}"), cancellationToken);

    public Task<PartResult> EditAsync(string id, MessagePart part, string? first, CancellationToken cancellationToken) => WriteAsync(
        async transcript => long.TryParse(id, out var line) && await transcript.ChangeAsync(line, message.Message, cancellationToken)
            ? new PartResult.Done(id)
            : new PartResult.NotEditable("message_not_found"),
        cancellationToken);

    /// <summary>A message has one post, and no line is ever too much.</summary>
    public Task<PartResult> DeleteAsync(string id, string? first, CancellationToken cancellationToken) => Task.FromResult<PartResult>(new PartResult.Done(id));

    private async Task<PartResult> WriteAsync(Func<Transcript, Task<PartResult>> write, CancellationToken cancellationToken)
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
            return new PartResult.Failed(new SendResult.Retry("SQLITE_BUSY"));
        }
    }

    private sealed record WholeMessage(Message Message) : MessagePart
    {
        public override string Fingerprint => field ??= MessageJson.Serialize(Message);
    }
}
