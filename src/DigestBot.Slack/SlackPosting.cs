using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>A way to the readers: takes one post; its timestamp, where the way tells it.</summary>
internal delegate Task<(string? Ts, SlackError? Error)> SlackWay(SlackPost post, string? thread, CancellationToken cancellationToken);

/// <summary>A post that was made: which of a message's pages it holds, whole or as one piece of its plain text.</summary>
internal sealed record MadePost(int Page, bool Plain, string Ts);

/// <summary>
/// A message's pages, one after the other: those after the first go into its thread in a channel. A page whose blocks Slack refuses goes as plain text.
/// Each post is written down, so that whatever takes over (a second attempt, another way) goes on exactly where the last ended.
/// </summary>
internal sealed class SlackPosting(Database database, TimeProvider time, ILogger<SlackPosting> log)
{
    /// <summary>About one message a second and channel: https://docs.slack.dev/apis/web-api/rate-limits.</summary>
    public static readonly TimeSpan BetweenPosts = TimeSpan.FromSeconds(1);

    /// <param name="message">Whose pages.</param>
    /// <param name="pages">All of them.</param>
    /// <param name="way">How each goes.</param>
    /// <param name="thread">Where they belong.</param>
    /// <param name="edited">A post that holds the first page already.</param>
    /// <param name="cancellationToken">Stops between two posts.</param>
    public async Task<(SendResult.Sent? Sent, SlackError? Error)> PostAsync(
        OutgoingMessage message, IReadOnlyList<SlackPost> pages, SlackWay way, string? thread, string? edited, CancellationToken cancellationToken)
    {
        List<MadePost> made = [.. edited is null ? [] : new[] { new MadePost(0, Plain: false, edited) }, .. await MadeAsync(message.Key, cancellationToken)];
        var before = made.Count;
        for (var page = 0; page < pages.Count; page++)
        {
            var begun = made.Where(post => post.Page == page).ToList();
            if (begun.Exists(post => !post.Plain))
                continue;
            if (begun.Count == 0)
            {
                if (await TryAsync(pages[page], page, isPlain: false) is not { } error)
                    continue;
                if (error is not SlackError.Refused { Code: var code } || !SlackErrors.IsAboutBlocks(code))
                    return (null, error);
                Log.BlocksRefused(log, message.Key, error.Reason);
            }

            foreach (var piece in pages[page].Plain.Skip(begun.Count))
            {
                if (await TryAsync(new SlackPost(piece, []), page, isPlain: true) is { } error)
                    return (null, error);
            }
        }

        return (new SendResult.Sent(made is [{ Ts.Length: > 0 } first, ..] ? first.Ts : null) { Further = [.. made.Skip(1).Select(post => post.Ts)] }, null);

        async Task<SlackError?> TryAsync(SlackPost post, int page, bool isPlain)
        {
            if (made.Count > before)
                await Task.Delay(BetweenPosts, time, cancellationToken);
            var beneath = thread ?? (message.To.Kind == ConversationKind.Shared && message.OnlyFor is null && made is [{ Ts.Length: > 0 } first, ..] ? first.Ts : null);
            var (ts, error) = await way(post, beneath, cancellationToken);
            if (error is not null)
                return error;
            made.Add(new MadePost(page, isPlain, ts ?? ""));
            if (pages.Count > 1 || (isPlain && pages[page].Plain.Count > 1))
                await WriteDownAsync(message.Key, made.Count - 1, made[^1], cancellationToken);
            return null;
        }
    }

    private async Task<IReadOnlyList<MadePost>> MadeAsync(long key, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await new SlackStore(session).PostsAsync(key, cancellationToken);
    }

    private async Task WriteDownAsync(long key, int number, MadePost post, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        await new SlackStore(session).PostedAsync(key, number, post, time.GetUtcNow(), cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
