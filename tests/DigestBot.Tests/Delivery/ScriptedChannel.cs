using System.Collections.Concurrent;
using DigestBot.Channels;
using DigestBot.Messages;
using DigestBot.WebChat;

namespace DigestBot.Tests.Delivery;

/// <summary>A channel for the outcomes the local one cannot give: answers by script, then "sent". Remembers every attempt.</summary>
internal sealed class ScriptedChannel(params SendResult[] script) : IChannel
{
    private readonly ConcurrentQueue<SendResult> _script = new(script);

    public ConcurrentQueue<OutgoingMessage> Attempts { get; } = new();

    /// <summary>What a conversation answers, whatever the script says.</summary>
    public Dictionary<string, SendResult> Always { get; } = new(StringComparer.Ordinal);

    /// <summary>Edits of what was posted, and how many messages had gone before each.</summary>
    public ConcurrentQueue<(IReadOnlyList<string> Posts, Message Message, int After)> Corrected { get; } = new();

    /// <summary>What every edit ends as; by default it is done.</summary>
    public SendResult? Correction { get; init; }

    public string Name { get; init; } = WebChatChannel.ChannelName;

    public SendLimits Limits { get; init; } = SendLimits.Local;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(message);
        await Task.Yield();
        if (Always.TryGetValue(message.To.Id, out var always))
            return always;
        return _script.TryDequeue(out var result) ? result : new SendResult.Sent($"m{message.Key}");
    }

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Sent(messageId));

    public Task<SendResult> CorrectAsync(IReadOnlyList<string> posts, OutgoingMessage message, CancellationToken cancellationToken)
    {
        Corrected.Enqueue((posts, message.Message, Attempts.Count));
        return Task.FromResult(Correction ?? new SendResult.Sent(posts[0]));
    }
}

/// <summary>Breaks like a connection that is reset.</summary>
internal sealed class BrokenChannel : IChannel
{
    public string Name => WebChatChannel.ChannelName;

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => throw new IOException("reset");

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) => throw new IOException("reset");
}

/// <summary>Takes a message and never answers, whatever it is told.</summary>
internal sealed class HangingChannel(string name) : IChannel
{
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Asked.TrySetResult();
        return new TaskCompletionSource<SendResult>().Task;
    }

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) => SendAsync(message, cancellationToken);
}

/// <summary>The first send ends only when so many have begun: they are under way at the same time.</summary>
internal sealed class MeetingChannel(int count) : IChannel
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    public string Name => WebChatChannel.ChannelName;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _begun) == count)
            _all.TrySetResult();
        await _all.Task.WaitAsync(cancellationToken);
        return new SendResult.Sent($"m{message.Key}");
    }

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) => SendAsync(message, cancellationToken);
}
