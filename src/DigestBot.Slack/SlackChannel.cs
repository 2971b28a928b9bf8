using DigestBot.Channels;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// Posts and edits in Slack. A private answer is seen by its asker only; whoever asked where the bot is no member is answered through the
/// address Slack gave with the question, or directly.
/// </summary>
internal sealed class SlackChannel(SlackWorkspaces workspaces, SlackClient client, SlackPosting posting, SlackResponses responses, ILogger<SlackChannel> log) : IChannel
{
    public const string ChannelName = "slack";

    public string Name => ChannelName;

    /// <summary>One message a second and channel, "several hundred" a minute and workspace: https://docs.slack.dev/apis/web-api/rate-limits.</summary>
    public SendLimits Limits { get; } = new(AtOnce: 8, PerConversation: TimeSpan.FromSeconds(1), PerWorkspaceAndMinute: 240);

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var (team, channel) = SlackPlace.Parse(message.To.Id);
        var (workspace, problem) = await workspaces.FindAsync(team, cancellationToken);
        if (workspace is null)
            return problem!.ToSendResult();

        var address = SlackReplyAddress.Parse(message.Thread);
        var posts = SlackPost.Of(message.Message);
        if (address is { UrlFirst: true, ResponseUrl: { } first } && await responses.PostAsync(first, posts, isPrivate: message.OnlyFor is not null, cancellationToken))
            return new SendResult.Sent(MessageId: null);

        var (sent, error) = await posting.PostAsync(workspace, channel, message, address.Thread, posts, cancellationToken);
        if (error is SlackError.Refused { Code: var fault } && SlackErrors.IsAboutBlocks(fault))
        {
            Log.BlocksRefused(log, message.Key, error.Reason);
            (sent, error) = await posting.PostAsync(workspace, channel, message, address.Thread, SlackPost.WithoutBlocks(message.Message), cancellationToken);
        }

        if (error is SlackError.Refused { Code: var code } && SlackErrors.IsOutside(code) && await ReachAskerAsync(workspace, message, address, posts, cancellationToken) is { } reached)
            return reached;
        return sent ?? error!.ToSendResult();
    }

    public async Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var (team, channel) = SlackPlace.Parse(message.To.Id);
        var (workspace, problem) = await workspaces.FindAsync(team, cancellationToken);
        if (workspace is null)
            return problem!.ToSendResult();

        var address = SlackReplyAddress.Parse(message.Thread);
        var posts = SlackPost.Of(message.Message);
        // A private message can be changed only through the address its click came with.
        if (address is { UrlFirst: true, ResponseUrl: { } url })
            return await responses.ReplaceAsync(url, posts[0], cancellationToken) ? new SendResult.Sent(MessageId: null) : new SendResult.Rejected("the time for an answer is over");

        if (await client.UpdateAsync(workspace.Token, channel, messageId, posts[0], cancellationToken) is SlackResult<PostedMessage>.Failed failed)
        {
            return failed.Error is SlackError.Refused { Code: var code } && SlackErrors.IsOutside(code) && address.ResponseUrl is { } reply && await responses.ReplaceAsync(reply, posts[0], cancellationToken)
                ? new SendResult.Sent(messageId)
                : failed.Error.ToSendResult();
        }

        // The rest of a longer text goes beneath.
        return posts.Count == 1
            ? new SendResult.Sent(messageId)
            : await posting.PostAsync(workspace, channel, message with { OnlyFor = null }, address.Thread ?? messageId, [.. posts.Skip(1)], cancellationToken) is (null, { } error)
                ? error.ToSendResult()
                : new SendResult.Sent(messageId);
    }

    /// <summary>The bot is not where it was asked: by the address of the click, or privately in the asker's own chat. Null where neither is possible.</summary>
    private async Task<SendResult?> ReachAskerAsync(
        SlackWorkspace workspace, OutgoingMessage message, SlackReplyAddress address, IReadOnlyList<SlackPost> posts, CancellationToken cancellationToken)
    {
        if (address is { UrlFirst: false, ResponseUrl: { } url } && await responses.PostAsync(url, posts, isPrivate: message.OnlyFor is not null, cancellationToken))
            return new SendResult.Sent(MessageId: null);
        if (message.OnlyFor is not { } person
            || await client.OpenDirectAsync(workspace.Token, SlackPlace.Parse(person).Id, cancellationToken) is not SlackResult<OpenedConversation>.Ok { Value.Channel.Id: { } direct })
        {
            return null;
        }

        return (await posting.PostAsync(workspace, direct, message with { OnlyFor = null }, thread: null, posts, cancellationToken)).Sent;
    }
}
