using DigestBot.Channels;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;

namespace DigestBot.Slack;

/// <summary>
/// Posts and edits in Slack. A private answer is seen by its asker only; whoever asked where the bot is no member is answered through the
/// address Slack gave with the question, or directly.
/// </summary>
internal sealed class SlackChannel(SlackWorkspaces workspaces, SlackClient client, SlackPosting posting, SlackResponses responses, TimeProvider time) : IChannel
{
    public const string ChannelName = "slack";

    public string Name => ChannelName;

    /// <summary>
    /// One message a second and channel, "several hundred" a minute and workspace; edits "50+" a minute and workspace, which clicks need, too:
    /// https://docs.slack.dev/apis/web-api/rate-limits.
    /// </summary>
    public SendLimits Limits { get; } = new(AtOnce: 8, PerConversation: TimeSpan.FromSeconds(1), PerWorkspaceAndMinute: 240) { EditsPerWorkspaceAndMinute = 30 };

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => InAsync(message, async there =>
    {
        if (there.Address is { UrlFirst: true, ResponseUrl: { } url }
            && await posting.PostAsync(message, there, Through(url, message), thread: null, edited: null, cancellationToken) is ({ } answered, _))
        {
            return answered;
        }

        var (sent, error) = await posting.PostAsync(message, there, Posted(there, message), there.Address.Thread, edited: null, cancellationToken);
        return sent ?? (IsOutside(error!) ? await ReachAskerAsync(there, message, cancellationToken) : null) ?? error!.ToSendResult();
    }, cancellationToken);

    public Task<SendResult> UpdateAsync(string messageId, OutgoingMessage message, CancellationToken cancellationToken) => InAsync(message, async there =>
    {
        // A private message can be changed only through the address its click came with.
        if (there.Address is { UrlFirst: true, ResponseUrl: { } url })
            return await responses.ReplaceAsync(url, there.Pages[0], cancellationToken) ? new SendResult.Sent(MessageId: null) : new SendResult.Rejected(Reason.Of(Setback.NotEdited, "response_url"));

        if (await there.EditAsync(messageId, there.Pages[0], cancellationToken) is { } refused)
        {
            return IsOutside(refused) && there.Address.ResponseUrl is { } reply && await responses.ReplaceAsync(reply, there.Pages[0], cancellationToken)
                ? new SendResult.Sent(messageId)
                : refused.ToSendResult();
        }

        if (there.Pages.Count == 1)
            return new SendResult.Sent(messageId);
        // The rest of a longer text goes beneath.
        var (sent, error) = await posting.PostAsync(message, there, Posted(there, message with { OnlyFor = null }), there.Address.Thread ?? messageId, messageId, cancellationToken);
        return sent ?? error!.ToSendResult();
    }, cancellationToken);

    public Task<SendResult> CorrectAsync(IReadOnlyList<string> posts, OutgoingMessage message, CancellationToken cancellationToken) => InAsync(message, async there =>
    {
        // Posts made through a command's address, or as pieces of plain text, are not ours to edit page by page.
        if (posts.Count != there.Pages.Count || posts.Any(ts => ts.Length == 0))
            return new SendResult.Rejected(Reason.Of(Setback.OtherPosts, $"{posts.Count} → {there.Pages.Count}"));
        for (var page = 0; page < posts.Count; page++)
        {
            if (page > 0)
                await Task.Delay(SlackPosting.BetweenPosts, time, cancellationToken);
            if (await there.EditAsync(posts[page], there.Pages[page], cancellationToken) is { } refused)
                return refused.ToSendResult();
        }

        return new SendResult.Sent(posts[0]);
    }, cancellationToken);

    /// <summary>With the workspace's token at the message's place; where there is none, that is the answer.</summary>
    private async Task<SendResult> InAsync(OutgoingMessage message, Func<SlackDestination, Task<SendResult>> act, CancellationToken cancellationToken)
    {
        var (team, channel) = SlackPlace.Parse(message.To.Id);
        var (workspace, problem) = await workspaces.FindAsync(team, cancellationToken);
        return workspace is null ? problem!.ToSendResult() : await act(new SlackDestination(client, workspace.Token, channel, SlackReplyAddress.Parse(message.Thread), SlackPost.Of(message.Message)));
    }

    /// <summary>The bot is not where it was asked: by the address of the click, or privately in the asker's own chat. Null where neither is possible.</summary>
    private async Task<SendResult?> ReachAskerAsync(SlackDestination there, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (there.Address is { UrlFirst: false, ResponseUrl: { } url }
            && await posting.PostAsync(message, there, Through(url, message), thread: null, edited: null, cancellationToken) is ({ } answered, _))
        {
            return answered;
        }

        if (message.OnlyFor is not { } person
            || await client.OpenDirectAsync(there.Token, SlackPlace.Parse(person).Id, cancellationToken) is not SlackResult<OpenedConversation>.Ok { Value.Channel.Id: { } direct })
        {
            return null;
        }

        there = there with { Channel = direct };
        return (await posting.PostAsync(message, there, Posted(there, message with { OnlyFor = null }), thread: null, edited: null, cancellationToken)).Sent;
    }

    private SlackWay Posted(SlackDestination there, OutgoingMessage message) => async (post, thread, cancellationToken) =>
        (message.OnlyFor is { } person && message.To.Kind == ConversationKind.Shared
            ? await client.PostEphemeralAsync(there.Token, there.Channel, SlackPlace.Parse(person).Id, post, thread, cancellationToken)
            : await client.PostAsync(there.Token, there.Channel, post, thread, cancellationToken)) switch
        {
            SlackResult<PostedMessage>.Failed failed => (null, failed.Error),
            SlackResult<PostedMessage>.Ok { Value: var posted } => (posted.Ts, null),
            _ => (null, null),
        };

    private SlackWay Through(Uri address, OutgoingMessage message) => async (post, _, cancellationToken) =>
        await responses.PostAsync(address, post, isPrivate: message.OnlyFor is not null, cancellationToken) ? (null, null) : (null, new SlackError.Busy("response_url"));

    private static bool IsOutside(SlackError error) => error is SlackError.Refused { Code: var code } && SlackErrors.IsOutside(code);
}
