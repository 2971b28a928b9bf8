using System.Collections.Concurrent;
using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.WebChat;

namespace DigestBot.Tests.Delivery;

/// <summary>A channel that makes one post of any message, however long.</summary>
internal abstract class OnePostChannel : IChannel
{
    public virtual string Name { get; init; } = WebChatChannel.ChannelName;

    public virtual SendLimits Limits { get; init; } = SendLimits.Local;

    public Task<(IDestination? Destination, SendResult? Refused)> OpenAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<(IDestination?, SendResult?)>((new OnePost(this, message), null));

    public abstract Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>An answer takes the place of a post, or a correction edits it.</summary>
    public virtual Task<SendResult> EditAsync(string id, OutgoingMessage message, CancellationToken cancellationToken) => SendAsync(message, cancellationToken);

    private sealed class OnePost(OnePostChannel channel, OutgoingMessage message) : IDestination
    {
        public IReadOnlyList<MessagePart> Parts { get; } = [new Whole(MessageJson.Serialize(message.Message))];

        public async Task<PartResult> PostAsync(MessagePart part, string? first, CancellationToken cancellationToken) => Result(await channel.SendAsync(message, cancellationToken));

        public async Task<PartResult> EditAsync(string id, MessagePart part, string? first, CancellationToken cancellationToken) => Result(await channel.EditAsync(id, message, cancellationToken));

        public Task<PartResult> DeleteAsync(string id, string? first, CancellationToken cancellationToken) => throw new NotSupportedException("A message of one post takes nothing back.");

        private static PartResult Result(SendResult result) => result is SendResult.Sent sent ? new PartResult.Done(sent.MessageId) : new PartResult.Failed(result);
    }

    private sealed record Whole(string Json) : MessagePart
    {
        public override string Fingerprint => Json;
    }
}

/// <summary>A channel for the outcomes the local one cannot give: answers by script, then "sent". Remembers every attempt.</summary>
internal sealed class ScriptedChannel(params SendResult[] script) : OnePostChannel
{
    private readonly ConcurrentQueue<SendResult> _script = new(script);

    public ConcurrentQueue<OutgoingMessage> Attempts { get; } = new();

    /// <summary>What a conversation answers, whatever the script says.</summary>
    public Dictionary<string, SendResult> Always { get; } = new(StringComparer.Ordinal);

    /// <summary>Edits of what was posted, and how many messages had gone before each.</summary>
    public ConcurrentQueue<(IReadOnlyList<string> Posts, Message Message, int After)> Corrected { get; } = new();

    /// <summary>What every edit ends as; by default it is done.</summary>
    public SendResult? Correction { get; init; }

    /// <summary>One after the other, so that the script is in order.</summary>
    public override SendLimits Limits { get; init; } = SendLimits.Local with { AtOnce = 1 };

    public override async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(message);
        await Task.Yield();
        if (Always.TryGetValue(message.To.Id, out var always))
            return always;
        return _script.TryDequeue(out var result) ? result : new SendResult.Sent($"m{message.Key}");
    }

    public override Task<SendResult> EditAsync(string id, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (message.Corrects.Count > 0)
            Corrected.Enqueue((message.Corrects, message.Message, Attempts.Count));
        return Task.FromResult(message.Corrects.Count > 0 && Correction is { } correction ? correction : new SendResult.Sent(id));
    }
}

/// <summary>Breaks like a connection that is reset.</summary>
internal sealed class BrokenChannel : OnePostChannel
{
    public override Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => throw new IOException("reset");
}

/// <summary>Takes a message and does not answer before the test does, whatever it is told.</summary>
internal sealed class HangingChannel(string name) : OnePostChannel
{
    public TaskCompletionSource<SendResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override string Name { get; init; } = name;

    public override Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Asked.TrySetResult();
        return Answer.Task;
    }
}

/// <summary>The first send ends only when so many have begun: they are under way at the same time.</summary>
internal sealed class MeetingChannel(int count) : OnePostChannel
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    public override async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _begun) == count)
            _all.TrySetResult();
        await _all.Task.WaitAsync(cancellationToken);
        return new SendResult.Sent($"m{message.Key}");
    }
}
