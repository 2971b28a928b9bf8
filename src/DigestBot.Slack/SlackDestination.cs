using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;

namespace DigestBot.Slack;

/// <summary>Where a message goes, and its pages.</summary>
internal sealed record SlackDestination(SlackClient Client, string Token, string Channel, SlackReplyAddress Address, IReadOnlyList<SlackPost> Pages)
{
    /// <summary>Null where the post was edited.</summary>
    public async Task<SlackError?> EditAsync(string ts, SlackPost post, CancellationToken cancellationToken) =>
        (await Client.UpdateAsync(Token, Channel, ts, post, cancellationToken) as SlackResult<PostedMessage>.Failed)?.Error;

    /// <summary>Null where the post was taken back.</summary>
    public async Task<SlackError?> DeleteAsync(string ts, CancellationToken cancellationToken) =>
        (await Client.DeleteAsync(Token, Channel, ts, cancellationToken) as SlackResult<SlackReply>.Failed)?.Error;
}
