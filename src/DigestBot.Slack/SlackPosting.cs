using DigestBot.Channels;
using DigestBot.Data;
using DigestBot.Slack.BlockKit;
using DigestBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace DigestBot.Slack;

/// <summary>A way to the readers: takes one post; its timestamp, where the way tells it.</summary>
internal delegate Task<(string? Ts, SlackError? Error)> SlackWay(SlackPost post, string? thread, CancellationToken cancellationToken);

/// <summary>
/// A post that was made: which of a message's pages it holds, whole or as one piece of its plain text; its id, empty where the way tells none; and the fingerprint
/// of what it says, empty where an older version made it.
/// </summary>
internal sealed record MadePost(int Page, bool Plain, string Ts, string Says);

/// <summary>
/// A message's pages, one after the other: those after the first go into its thread in a channel. A page whose blocks Slack refuses goes as plain text.
/// Each post is written down with what it says, so that whatever takes over (a second attempt, another way) makes the posts what the message says by then:
/// what is the same stays, what is different is edited in place or else made anew, what is missing is posted, what is too many is taken back.
/// </summary>
internal sealed class SlackPosting(Database database, TimeProvider time, ILogger<SlackPosting> log)
{
    /// <summary>About one message a second and channel: https://docs.slack.dev/apis/web-api/rate-limits.</summary>
    public static readonly TimeSpan BetweenPosts = TimeSpan.FromSeconds(1);

    /// <param name="message">Whose pages.</param>
    /// <param name="there">All of them, and where posts are edited.</param>
    /// <param name="way">How each goes.</param>
    /// <param name="thread">Where they belong.</param>
    /// <param name="edited">A post that holds the first page already.</param>
    /// <param name="cancellationToken">Stops between two posts.</param>
    public async Task<(SendResult.Sent? Sent, SlackError? Error)> PostAsync(
        OutgoingMessage message, SlackDestination there, SlackWay way, string? thread, string? edited, CancellationToken cancellationToken)
    {
        var made = await MadeAsync(message.Key, cancellationToken);
        if (edited is not null)
            made[0] = new MadePost(0, Plain: false, edited, there.Pages[0].Fingerprint);
        var wanted = there.Pages.SelectMany((post, page) => made.Values.FirstOrDefault(old => old.Page == page) is { Plain: true } ? Pieces(page) : [new Wanted(page, post, IsPlain: false)]).ToList();
        var calls = 0;
        for (var number = 0; number < wanted.Count; number++)
        {
            var (page, post, isPlain) = wanted[number];
            var old = made.GetValueOrDefault(number);
            if (old?.Says == post.Fingerprint || old is { Ts: "", Says: "" })
                continue;
            var (ts, error) = old is { Ts.Length: > 0 } ? await EditAsync(old.Ts, post, number) : await NewAsync(post);
            if (error is SlackError.Refused { Code: var code } && SlackErrors.IsAboutBlocks(code) && !isPlain)
            {
                Log.BlocksRefused(log, message.Key, error.Reason);
                wanted.RemoveAt(number);
                wanted.InsertRange(number--, Pieces(page));
                continue;
            }

            if (error is not null)
                return (null, error);
            made[number] = new MadePost(page, isPlain, ts ?? "", post.Fingerprint);
            if (wanted.Count > 1 || old is not null)
                await WriteDownAsync(store => store.PostedAsync(message.Key, number, made[number], time.GetUtcNow(), cancellationToken), cancellationToken);
        }

        if (await TakeBackAsync(wanted.Count) is { } left)
            return (null, left);
        return (new SendResult.Sent(made.GetValueOrDefault(0) is { Ts.Length: > 0 } first ? first.Ts : null) { Further = [.. made.Values.Skip(1).Select(post => post.Ts)] }, null);

        IEnumerable<Wanted> Pieces(int page) => there.Pages[page].Plain.Select(piece => new Wanted(page, new SlackPost(piece, []), IsPlain: true));

        async Task<(string? Ts, SlackError? Error)> EditAsync(string ts, SlackPost post, int number)
        {
            await RestAsync();
            return await there.EditAsync(ts, post, cancellationToken) switch
            {
                null => (ts, null),
                SlackError.Refused { Code: var code } when !SlackErrors.IsOutside(code) && !SlackErrors.IsAboutBlocks(code) && !SlackErrors.IsGone(code) =>
                    // With all that stands beneath or after it, so that the order stays.
                    await TakeBackAsync(number) is { } left ? (null, left) : await NewAsync(post),
                var error => (null, Again(error)),
            };
        }

        async Task<SlackError?> TakeBackAsync(int from)
        {
            foreach (var (number, old) in made.Where(post => post.Key >= from).Reverse().ToList())
            {
                // What cannot be taken back stays: it says what the other posts say.
                await RestAsync();
                if (old.Ts.Length > 0 && await there.DeleteAsync(old.Ts, cancellationToken) is { } error and not SlackError.Refused)
                    return Again(error);
                made.Remove(number);
                await WriteDownAsync(store => store.RemovedAsync(message.Key, number, cancellationToken), cancellationToken);
            }

            return null;
        }

        async Task<(string? Ts, SlackError? Error)> NewAsync(SlackPost post)
        {
            await RestAsync();
            var beneath = thread ?? (message.To.Kind == ConversationKind.Shared && message.OnlyFor is null && made.GetValueOrDefault(0) is { Ts.Length: > 0 } first ? first.Ts : null);
            return await way(post, beneath, cancellationToken);
        }

        Task RestAsync() => calls++ == 0 ? Task.CompletedTask : Task.Delay(BetweenPosts, time, cancellationToken);
    }

    /// <summary>The same edit twice is one, and so is the same take-back: a lost answer asks for another.</summary>
    private static SlackError Again(SlackError error) => error is SlackError.NoAnswer lost ? new SlackError.Busy(lost.Reason) : error;

    private async Task<SortedDictionary<int, MadePost>> MadeAsync(long key, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return new(await new SlackStore(session).PostsAsync(key, cancellationToken));
    }

    private async Task WriteDownAsync(Func<SlackStore, Task> write, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        await write(new SlackStore(session));
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>What a post of the message is to say.</summary>
    private sealed record Wanted(int Page, SlackPost Post, bool IsPlain);
}
