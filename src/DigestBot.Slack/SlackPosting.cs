using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;

namespace DigestBot.Slack;

/// <summary>
/// A message's posts, one after the other: those after the first go into its thread in a channel. Each is written down, so that a second
/// attempt goes on where the first ended.
/// </summary>
internal sealed class SlackPosting(Database database, SlackClient client, TimeProvider time)
{
    /// <summary>About one message a second and channel: https://docs.slack.dev/apis/web-api/rate-limits.</summary>
    private static readonly TimeSpan BetweenPosts = TimeSpan.FromSeconds(1);

    public async Task<(SendResult.Sent? Sent, SlackError? Error)> PostAsync(
        SlackWorkspace workspace, string channel, OutgoingMessage message, string? thread, IReadOnlyList<SlackPost> posts, CancellationToken cancellationToken)
    {
        var made = posts.Count > 1 ? await MadeAsync(message.Key, cancellationToken) : [];
        var first = made.Count > 0 ? made[0] : null;
        for (var number = made.Count; number < posts.Count; number++)
        {
            if (number > made.Count)
                await Task.Delay(BetweenPosts, time, cancellationToken);
            var beneath = thread ?? (message.To.Kind == ConversationKind.Shared && message.OnlyFor is null ? first : null);
            var result = message.OnlyFor is { } person && message.To.Kind == ConversationKind.Shared
                ? await client.PostEphemeralAsync(workspace.Token, channel, SlackPlace.Parse(person).Id, posts[number], beneath, cancellationToken)
                : await client.PostAsync(workspace.Token, channel, posts[number], beneath, cancellationToken);
            if (result is SlackResult<PostedMessage>.Failed failed)
                return (null, failed.Error);
            var posted = ((SlackResult<PostedMessage>.Ok)result).Value;
            first ??= posted.Ts;
            if (posts.Count > 1)
                await WriteDownAsync(message.Key, number, posted.Ts ?? posted.MessageTs ?? "", cancellationToken);
        }

        return (new SendResult.Sent(first), null);
    }

    private async Task<IReadOnlyList<string>> MadeAsync(long key, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await new SlackStore(session).PostsAsync(key, cancellationToken);
    }

    private async Task WriteDownAsync(long key, int number, string ts, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        await new SlackStore(session).PostedAsync(key, number, ts, time.GetUtcNow(), cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
