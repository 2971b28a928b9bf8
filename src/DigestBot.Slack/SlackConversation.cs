using DigestBot.Channels;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>
/// A conversation that the bot posts to with its token. The posts after a message's first go into its thread in a channel; a post whose blocks Slack
/// refuses goes as plain text.
/// </summary>
internal sealed record SlackConversation(
    SlackClient Client, SlackResponses Responses, ILogger Log, string Token, string Channel, OutgoingMessage Message, SlackReplyAddress Address, IReadOnlyList<SlackPost> Posts)
    : IDestination
{
    public IReadOnlyList<MessagePart> Parts => Posts;

    /// <summary>About one message a second and channel: https://docs.slack.dev/apis/web-api/rate-limits.</summary>
    public TimeSpan BetweenParts { get; } = TimeSpan.FromSeconds(1);

    public async Task<PartResult> PostAsync(MessagePart part, string? first, CancellationToken cancellationToken)
    {
        var post = (SlackPost)part;
        // What does not fit into a post that an answer took the place of is for everybody who sees that post.
        var isBeneathReplaced = first is not null && first == Message.Replaces;
        var reader = Message.To.Kind == ConversationKind.Shared && !isBeneathReplaced ? Message.OnlyFor : null;
        var thread = Address.Thread ?? (isBeneathReplaced || (Message.To.Kind == ConversationKind.Shared && Message.OnlyFor is null) ? first : null);
        return (reader is { } person
            ? await Client.PostEphemeralAsync(Token, Channel, SlackPlace.Parse(person).Id, post, thread, cancellationToken)
            : await Client.PostAsync(Token, Channel, post, thread, cancellationToken)) switch
        {
            SlackResult<PostedMessage>.Ok { Value: var posted } => new PartResult.Done(posted.Ts),
            SlackResult<PostedMessage>.Failed { Error: var error } => await RefusedAsync(error, post, cancellationToken),
            _ => new PartResult.Done(Id: null),
        };
    }

    public async Task<PartResult> EditAsync(string id, MessagePart part, string? first, CancellationToken cancellationToken) =>
        (await Client.UpdateAsync(Token, Channel, id, (SlackPost)part, cancellationToken) as SlackResult<PostedMessage>.Failed)?.Error switch
        {
            null => new PartResult.Done(id),
            SlackError.Refused { Code: var code } when !SlackErrors.IsOutside(code) && !SlackErrors.IsAboutBlocks(code) && !SlackErrors.IsGone(code) => new PartResult.NotEditable(code),
            var error => await RefusedAsync(error, (SlackPost)part, cancellationToken),
        };

    public async Task<PartResult> DeleteAsync(string id, string? first, CancellationToken cancellationToken) =>
        (await Client.DeleteAsync(Token, Channel, id, cancellationToken) as SlackResult<SlackReply>.Failed)?.Error is { } error and not SlackError.Refused
            ? new PartResult.Failed(error.ToSendResult())
            : new PartResult.Done(id);

    /// <summary>The bot is not where it was asked: the person who asked is answered in their own chat, where there is such a person.</summary>
    public async Task<PartResult> ReachAskerAsync(SendResult refused, CancellationToken cancellationToken) =>
        Message.OnlyFor is { } person
        && await Client.OpenDirectAsync(Token, SlackPlace.Parse(person).Id, cancellationToken) is SlackResult<OpenedConversation>.Ok { Value.Channel.Id: { } direct }
            ? new PartResult.Elsewhere(this with
            {
                Channel = direct,
                Address = SlackReplyAddress.None,
                Message = Message with { To = Message.To with { Kind = ConversationKind.Direct }, OnlyFor = null, Replaces = null },
            })
            : new PartResult.Failed(refused);

    private async Task<PartResult> RefusedAsync(SlackError error, SlackPost post, CancellationToken cancellationToken)
    {
        switch (error)
        {
            case SlackError.Refused { Code: var code } when SlackErrors.IsAboutBlocks(code) && post.Blocks.Count > 0:
                Slack.Log.BlocksRefused(Log, Message.Key, error.Reason);
                return new PartResult.Split([.. post.Plain.Select(piece => new SlackPost(piece, []))]);
            case SlackError.Refused { Code: var code } when SlackErrors.IsOutside(code):
                return Address is { UrlFirst: false, ResponseUrl: { } url }
                    ? new PartResult.Elsewhere(new SlackResponseAddress(url, this, error.ToSendResult()))
                    : await ReachAskerAsync(error.ToSendResult(), cancellationToken);
            default:
                return new PartResult.Failed(error.ToSendResult());
        }
    }
}
