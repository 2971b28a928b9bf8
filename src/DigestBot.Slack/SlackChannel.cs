using DigestBot.Channels;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// Posts and edits in Slack. A private answer is seen by its asker only; whoever asked where the bot is no member is answered through the
/// address Slack gave with the question, or directly.
/// </summary>
internal sealed class SlackChannel(SlackWorkspaces workspaces, SlackClient client, SlackResponses responses, ILogger<SlackChannel> log) : IChannel
{
    public const string ChannelName = "slack";

    public string Name => ChannelName;

    /// <summary>
    /// One message a second and channel, "several hundred" a minute and workspace; edits "50+" a minute and workspace, which clicks need, too:
    /// https://docs.slack.dev/apis/web-api/rate-limits.
    /// </summary>
    public SendLimits Limits { get; } = new(AtOnce: 8, PerConversation: TimeSpan.FromSeconds(1), PerWorkspaceAndMinute: 240) { EditsPerWorkspaceAndMinute = 30 };

    public async Task<(IDestination? Destination, SendResult? Refused)> OpenAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var (team, channel) = SlackPlace.Parse(message.To.Id);
        var (workspace, problem) = await workspaces.FindAsync(team, cancellationToken);
        if (workspace is null)
            return (null, problem!.ToSendResult());
        var conversation = new SlackConversation(client, responses, log, workspace.Token, channel, message, SlackReplyAddress.Parse(message.Thread), SlackPost.Of(message.Message));
        // What was posted is corrected where it stands, by whichever way it came there.
        return (conversation.Address is { UrlFirst: true, ResponseUrl: { } url } && message.Corrects.Count == 0 ? new SlackResponseAddress(url, conversation, Refused: null) : conversation, null);
    }
}
