using System.Collections.Concurrent;
using DigestBot.Channels;
using DigestBot.WebChat;

namespace DigestBot.Tests.Delivery;

/// <summary>A channel for the outcomes the local one cannot give: answers by script, then "sent". Remembers every attempt.</summary>
internal sealed class ScriptedChannel(params SendResult[] script) : IChannel
{
    private readonly ConcurrentQueue<SendResult> _script = new(script);

    public ConcurrentQueue<OutgoingMessage> Attempts { get; } = new();

    /// <summary>What a conversation answers, whatever the script says.</summary>
    public Dictionary<string, SendResult> Always { get; } = new(StringComparer.Ordinal);

    public string Name => WebChatChannel.ChannelName;

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
}

/// <summary>Breaks like a connection that is reset.</summary>
internal sealed class BrokenChannel : IChannel
{
    public string Name => WebChatChannel.ChannelName;

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => throw new IOException("reset");

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) => throw new IOException("reset");
}
