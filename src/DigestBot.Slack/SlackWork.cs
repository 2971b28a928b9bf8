using DigestBot.Channels;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>What is done after an event of Slack's was acknowledged.</summary>
internal sealed class SlackWork(ILogger<SlackWork> log) : ConversationLanes(log);
