using DigestBot.Channels;
using DigestBot.Commands;
using Microsoft.Extensions.Logging;

namespace DigestBot.Teams;

/// <summary>Works on what was recorded and acknowledged.</summary>
internal sealed class TeamsEvents(CommandProcessor processor, ILogger<TeamsEvents> log) : ConversationLanes(log)
{
    /// <summary>The answer when it is ready; it is also on its way to the conversation. Null where the event was done before.</summary>
    public Task<Answer?> ProcessAsync(IncomingMessage message)
    {
        var done = new TaskCompletionSource<Answer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(message.Conversation.Id, async token =>
        {
            var processing = processor.ProcessAsync(TeamsChannel.ChannelName, message.EventId, token);
            // Whoever waits hears of a failure; the processor has logged it.
            await Task.WhenAny(processing);
            done.SetFromTask(processing);
        });
        return done.Task;
    }
}
